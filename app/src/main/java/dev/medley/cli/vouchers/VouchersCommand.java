package dev.medley.cli.vouchers;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.remote.UsageOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.files.ShippedProgrammes;
import dev.medley.report.ClaimFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;

/// `medley vouchers`: what vouchers are worth, what would expire, and what can be claimed.
@Command(
        name = "vouchers",
        mixinStandardHelpOptions = true,
        description = {
            "Plays Contracts and Vouchers through their programmes' rules until a day: balances,",
            "what would expire, papers that are missing, and what could be claimed now.",
            "With --server also what that server metered, as usage of the contracts that pay for"
                    + " it.",
            "Exit code 1: a step is refused, or something would be lost within --within days."
        })
public final class VouchersCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILES",
            description = "Documents: Contracts, Vouchers, Tenants, your own Programmes.")
    private List<Path> files = List.of();

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The day to look at, as 2026-11-30; today if not given.")
    private @Nullable LocalDate date;

    @Option(
            names = "--within",
            paramLabel = "DAYS",
            defaultValue = "90",
            description = "Days ahead in which nothing should be lost; 90 if not given.")
    private int within = 90;

    @Option(names = "--company", paramLabel = "NAME", description = "Only this company's.")
    private @Nullable String company;

    @Option(names = "--programme", paramLabel = "NAME", description = "Only this programme's.")
    private @Nullable String programme;

    @Option(
            names = "--claim",
            paramLabel = "FILE",
            description = "Also writes what can be claimed now, to a .csv or .json file.")
    private @Nullable Path claim;

    @Option(
            names = "--programmes",
            description = "Lists programmes instead, those that come with Medley and your own.")
    private boolean programmes;

    @Mixin private UsageOption usage = new UsageOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() && !programmes) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Which vouchers? Give files with Contracts and Vouchers, or --programmes.");
        }
        if (within < 0 || (claim != null && !isCsv(claim) && !isJson(claim))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--within takes days, 0 or more; --claim takes a .csv or .json file.");
        }
        var known = catalog.load(CatalogFiles.Part.values());
        if (files.isEmpty()) {
            return list(ShippedProgrammes.all(known));
        }
        var day = date == null ? LocalDate.now(ZoneId.systemDefault()) : date;
        var loaded = Inputs.read(files, known, day, spec.commandLine().getErr());
        if (loaded == null) {
            return Exit.BAD_INPUT;
        }
        var inputs = loaded.vouchers();
        if (programmes) {
            return list(
                    inputs.programmes().isEmpty()
                            ? ShippedProgrammes.all(known)
                            : inputs.programmes());
        }
        if (inputs.contracts().isEmpty() && inputs.commands().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "medley: no document of kind Contract or Voucher among the files.\n"
                                    + "Add some; docs/vouchers.md shows both.");
            return Exit.BAD_INPUT;
        }
        return usage.tell(
                loaded, papers -> say(VoucherView.of(papers, day, within, company, programme)));
    }

    private int list(List<Programme> all) {
        var out = spec.commandLine().getOut();
        if (json) {
            VoucherJson.programmes(out, all);
        } else {
            VoucherText.programmes(out, all, Screen.colour());
        }
        return 0;
    }

    private int say(VoucherView view) throws IOException {
        if (claim != null) {
            try (var out = Files.newBufferedWriter(claim)) {
                if (isCsv(claim)) {
                    ClaimFile.writeCsv(view.ready(), view.papers(), out);
                } else {
                    ClaimFile.writeJson(view.ready(), view.papers(), view.date(), out);
                }
            }
        }
        var out = spec.commandLine().getOut();
        if (json) {
            VoucherJson.print(out, view);
        } else {
            VoucherText.print(out, view, Screen.colour());
        }
        return view.isNo() ? Exit.NO : 0;
    }

    private static boolean isCsv(Path file) {
        return file.toString().endsWith(".csv");
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }
}
