package dev.medley.cli;

import dev.medley.calibration.CalibrationFile;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.fit.Essence;
import dev.medley.core.fleet.Fleet;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Planner;
import dev.medley.core.work.Work;
import dev.medley.fitting.CalibratedFitting;
import dev.medley.report.FitJson;
import dev.medley.report.FitReport;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `medley fit`: what each work gets from each chip.
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description = {
            "Says what each work gets from each chip: shapes, rate, latency, memory, power, cost",
            "and a band, or every reason why it does not run there.",
            "Chips are those of the fleet among the files, of --chip, or all that ship."
        })
public final class FitCommand implements Callable<Integer> {

    @Mixin private Inputs inputs = new Inputs();

    @Option(
            names = "--chip",
            paramLabel = "CHIP",
            description = "Only this chip, in nodes of eight packages; may be given again.")
    private List<String> chips = List.of();

    @Option(
            names = "--all",
            description = "Every efficient shape, not only the best few per device.")
    private boolean all;

    @Option(names = "--json", description = "All fits as JSON, and nothing else, on stdout.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var catalog = inputs.catalog();
        var loaded = inputs.read(catalog);
        if (loaded == null) {
            return Medley.BAD_INPUT;
        }
        var pools = pools(loaded.fleet(), catalog);
        if (pools == null) {
            return Medley.BAD_INPUT;
        }
        var rows = rows(loaded.portfolio().works(), pools);
        if (json) {
            FitJson.write(rows, System.out);
        } else {
            FitReport.print(rows, all, Medley.colour(), spec.commandLine().getOut());
        }
        boolean any = rows.stream().anyMatch(FitReport.Row::runs);
        return any || rows.isEmpty() ? 0 : Medley.NO;
    }

    /// Where to fit: the chips named, else the fleet's pools, else every chip that ships. Null
    /// after saying on stderr which chip is unknown.
    private @Nullable List<Pool> pools(Fleet fleet, Catalog catalog) {
        if (chips.isEmpty()) {
            return !fleet.pools().isEmpty()
                    ? fleet.pools()
                    : catalog.chips().stream()
                            .filter(chip -> chip.status() == Chip.Status.SHIPPING)
                            .map(Planner::typicalPool)
                            .toList();
        }
        var pools = new ArrayList<Pool>();
        for (var name : chips) {
            switch (catalog.chip(name)) {
                case Lookup.Found<Chip>(var chip) -> pools.add(Planner.typicalPool(chip));
                case Lookup.Missing<Chip> missing -> {
                    spec.commandLine().getErr().println("medley: " + missing.message());
                    return null;
                }
            }
        }
        return pools;
    }

    private List<FitReport.Row> rows(List<Work> works, List<Pool> pools) {
        var progress = new Progress(spec.commandLine().getErr());
        var fitting =
                new CalibratedFitting(
                        CalibrationFile.builtIn(),
                        (done, of) -> progress.say("fitting works", done, of));
        var essences = works.stream().map(Essence::of).toList();
        var fits = fitting.fitAll(essences, Planner.offers(pools));
        var rows = new ArrayList<FitReport.Row>();
        for (int w = 0; w < works.size(); w++) {
            for (int p = 0; p < pools.size(); p++) {
                var refusals = Permissions.OF_TERMS.refusals(works.get(w), pools.get(p));
                rows.add(
                        new FitReport.Row(
                                works.get(w), pools.get(p), fits.get(w).get(p), refusals));
            }
        }
        return rows;
    }
}
