package dev.medley.cli.machine;

import dev.medley.catalogue.CatalogFiles.Part;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.input.DataOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Figures;
import dev.medley.cli.terminal.Json;
import dev.medley.cli.terminal.Screen;
import dev.medley.devices.Discovery;
import dev.medley.devices.Findings;
import dev.medley.devices.Host;
import dev.medley.devices.Match;
import dev.medley.doctor.Check;
import dev.medley.doctor.Check.Verdict;
import dev.medley.doctor.Doctor;
import dev.medley.http.Options;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.report.table.Table.Cell;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Says whether this machine is fit to run a server on, and what to do where it is not.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says whether this machine is fit to run a server on, and what to do.")
public final class DoctorCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The server's port; ${DEFAULT-VALUE} if not given.",
            defaultValue = "7461")
    private int port = Options.USUAL_PORT;

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        var checks = new ArrayList<>(new Doctor(Path.of("/"), data.folder(), port).examine());
        var loaded = catalog.load(Part.CHIPS, Part.SYSTEMS, Part.STACKS);
        checks.addAll(devices(new Discovery(Host.here(), loaded).find()));
        boolean fit = checks.stream().noneMatch(check -> check.verdict() == Verdict.FAIL);
        if (json) {
            json(checks, fit);
        } else {
            print(checks);
        }
        return fit ? 0 : Exit.NO;
    }

    /// Vendors' tools beside what the bus shows. A server runs without them, on the processor.
    static List<Check> devices(Findings findings) {
        var checks = new ArrayList<Check>();
        for (var tool : findings.tools()) {
            if (tool.path().isEmpty() && tool.onBus() == 0) {
                continue;
            }
            var text =
                    "%s: %s lists %d, PCI shows %d."
                            .formatted(
                                    tool.vendor(),
                                    tool.path().isEmpty()
                                            ? tool.name() + " (not found)"
                                            : tool.path(),
                                    tool.listed(),
                                    tool.onBus());
            boolean another =
                    findings.accelerators().stream()
                            .anyMatch(device -> device.vendor().equals(tool.vendor()));
            if (tool.listed() > 0 || another) {
                checks.add(Check.ok("tools", text));
            } else if (tool.onBus() > 0) {
                checks.add(
                        Check.warn(
                                "tools",
                                text,
                                "Install the vendor's driver and put %s on the PATH."
                                        .formatted(tool.name())));
            } else {
                checks.add(Check.ok("tools", text + " It has no device here."));
            }
        }
        findings.accelerators().stream()
                .filter(device -> device.match() instanceof Match.Open)
                .map(device -> device.row().name())
                .distinct()
                .forEach(
                        name ->
                                checks.add(
                                        Check.warn(
                                                "devices",
                                                "'%s' is no chip that is known.".formatted(name),
                                                "`medley devices` says why, and what is near.")));
        findings.notes().forEach(note -> checks.add(Check.warn("devices", note, SEE)));
        if (findings.accelerators().isEmpty() && checks.isEmpty()) {
            checks.add(Check.ok("devices", "No accelerator; the processor is the device."));
        }
        return checks;
    }

    private static final String SEE = "`medley devices --raw` shows what the tools say.";

    private void print(List<Check> checks) {
        var table = new Table().left("").left("what").left("seen");
        for (var check : checks) {
            table.row(List.of(mark(check.verdict()), Cell.of(check.name()), Cell.of(check.text())));
            if (!check.advice().isEmpty()) {
                table.note(check.advice(), Ink.DIM);
            }
        }
        table.print(spec.commandLine().getOut(), Screen.colour());
    }

    private static Cell mark(Verdict verdict) {
        return switch (verdict) {
            case OK -> new Cell("ok", Ink.GOOD);
            case WARN -> new Cell("warn", Ink.WARN);
            case FAIL -> new Cell("fail", Ink.BAD);
        };
    }

    private void json(List<Check> checks, boolean fit) {
        Json.print(
                spec.commandLine().getOut(),
                object -> {
                    object.flag("fit", fit);
                    object.blocks(
                            "checks",
                            checks,
                            check -> {
                                object.text("name", check.name());
                                object.text("verdict", Figures.name(check.verdict()));
                                object.text("text", check.text());
                                object.text("advice", check.advice());
                            });
                });
    }
}
