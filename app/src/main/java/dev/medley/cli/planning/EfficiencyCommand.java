package dev.medley.cli.planning;

import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.efficiency.Efficiency;
import dev.medley.core.efficiency.Entry;
import dev.medley.files.PlanFigures;
import dev.medley.report.EfficiencyJson;
import dev.medley.report.EfficiencyTable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;

/// `medley efficiency`: what a device-hour does in one plan and in another.
@Command(
        name = "efficiency",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a device-hour does before and after: tokens, devices freed, quality,",
            "per work, per tenant and in all, from two plans that medley plan --json wrote."
        })
public final class EfficiencyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "BEFORE.json", description = "The earlier plan.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER.json", description = "The later plan.")
    private Path after = Path.of("");

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var old = entries(before);
        var now = entries(after);
        if (old == null || now == null) {
            return Exit.BAD_INPUT;
        }
        var efficiency = Efficiency.of(old, now);
        var out = spec.commandLine().getOut();
        if (json) {
            EfficiencyJson.print(efficiency, out);
        } else {
            EfficiencyTable.print(efficiency, Screen.colour(), out);
        }
        return efficiency.works().isEmpty() ? Exit.NO : 0;
    }

    private @Nullable SortedMap<String, Entry> entries(Path file) {
        return switch (PlanFigures.read(file)) {
            case PlanFigures.Read read -> read.entries();
            case PlanFigures.Refused refused -> {
                spec.commandLine().getErr().println(refused.problem());
                yield null;
            }
        };
    }
}
