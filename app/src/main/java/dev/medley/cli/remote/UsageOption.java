package dev.medley.cli.remote;

import dev.medley.cli.input.Inputs;
import dev.medley.cli.terminal.Exit;
import dev.medley.core.ledger.UsageMeter;
import dev.medley.core.ledger.vouchers.MeteredUsage;
import dev.medley.core.ledger.vouchers.VoucherInputs;
import dev.medley.files.Documents;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What a server metered, laid beside what documents say was used: asked of the server, or from a
/// file that holds its answer.
public final class UsageOption {

    /// What to do with papers that have lines of what was metered.
    public interface Telling {
        int tell(VoucherInputs inputs) throws IOException;
    }

    @Mixin private ServerOption server = new ServerOption();

    @Option(
            names = "--usage",
            paramLabel = "FILE",
            description =
                    "The same from a file: what the server answered at /api/v1/usage on some day.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    public boolean given() {
        return file != null || server.given();
    }

    /// Tells of the documents' papers with lines of what was metered, where that is asked for.
    public int tell(Documents.Loaded loaded, Telling telling) throws IOException {
        var err = spec.commandLine().getErr();
        if (!given()) {
            return telling.tell(loaded.vouchers());
        }
        if (!Inputs.hasFleet(loaded, err)) {
            return Exit.BAD_INPUT;
        }
        try {
            return telling.tell(with(loaded));
        } catch (Remote.Unreachable nobody) {
            err.println("medley: " + nobody.getMessage());
            return Exit.FAULT;
        } catch (Remote.Refused refused) {
            err.println("medley: " + refused.getMessage());
            return refused.code();
        }
    }

    private VoucherInputs with(Documents.Loaded loaded) {
        var answer = file == null ? asked() : read(file);
        var policy = loaded.portfolio().policy();
        var currency = answer.path("currency").asString("");
        if (!currency.equals(policy.currency())) {
            throw wrong(
                    "The server meters in '%s', and the files' Policy says %s; give the documents that it runs with."
                            .formatted(currency, policy.currency()));
        }
        var uses = uses(answer);
        var pools = new TreeSet<String>();
        loaded.fleet().pools().forEach(pool -> pools.add(pool.id()));
        var strange = new TreeSet<String>();
        uses.forEach(use -> strange.add(use.pool()));
        strange.removeAll(pools);
        if (!strange.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "medley: left out what was metered on %s: the files' Fleet has no such pool."
                                    .formatted(String.join(", ", strange)));
        }
        return MeteredUsage.with(
                loaded.vouchers(), uses, loaded.fleet().pools(), currency, policy.exchangeRates());
    }

    private JsonNode asked() {
        try (var remote = server.open()) {
            return remote.get("/api/v1/usage");
        }
    }

    private JsonNode read(Path from) {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(from));
        } catch (IOException | JacksonException unread) {
            throw wrong(
                    "The usage in %s cannot be read; it takes what a server answers at /api/v1/usage."
                            .formatted(from));
        }
    }

    private List<UsageMeter.DayUse> uses(JsonNode answer) {
        var uses = new ArrayList<UsageMeter.DayUse>();
        int at = 0;
        for (var day : answer.path("days")) {
            try {
                uses.add(
                        new UsageMeter.DayUse(
                                LocalDate.parse(day.path("day").asString("")),
                                name(day, "pool"),
                                name(day, "tenant"),
                                amount(day, "deviceMs"),
                                amount(day, "joules"),
                                amount(day, "minor")));
            } catch (DateTimeParseException | IllegalArgumentException missing) {
                throw wrong(
                        "days[%d] of the usage is none: %s. Take it from a server as it is."
                                .formatted(at, missing.getMessage()));
            }
            at++;
        }
        return uses;
    }

    private static String name(JsonNode day, String field) {
        var name = day.path(field).asString("");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("'%s' is missing".formatted(field));
        }
        return name;
    }

    private static long amount(JsonNode day, String field) {
        var amount = day.path(field);
        if (!amount.isIntegralNumber() || amount.asLong() < 0) {
            throw new IllegalArgumentException(
                    "'%s' must be a whole number, 0 or more".formatted(field));
        }
        return amount.asLong();
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
