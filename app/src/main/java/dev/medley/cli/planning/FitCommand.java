package dev.medley.cli.planning;

import dev.medley.calibration.CalibrationFile;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Progress;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.fit.Essence;
import dev.medley.core.fit.serving.PooledFitter;
import dev.medley.core.fleet.Fleet;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Planner;
import dev.medley.core.plan.SharedServices;
import dev.medley.core.whatif.Savings;
import dev.medley.core.whatif.WhatIf;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Work;
import dev.medley.files.Documents;
import dev.medley.fitting.CalibratedFitting;
import dev.medley.report.FitJson;
import dev.medley.report.FitReport;
import dev.medley.report.WhatIfJson;
import dev.medley.report.WhatIfTable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
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

    @Option(
            names = "--what-if",
            description = "What would free most devices of each service, instead of its fits.")
    private boolean whatIf;

    @Option(
            names = "--running",
            paramLabel = "PLAN.json",
            description = "With --what-if, a plan's JSON: services are where it says.")
    private @Nullable Path running;

    @Option(names = "--json", description = "All fits as JSON, and nothing else, on stdout.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var catalog = inputs.catalog();
        var loaded = inputs.read(catalog);
        if (loaded == null) {
            return Exit.BAD_INPUT;
        }
        var pools = pools(loaded.fleet(), catalog);
        if (pools == null) {
            return Exit.BAD_INPUT;
        }
        if (whatIf) {
            var err = spec.commandLine().getErr();
            return Inputs.isWhole(pools, "what-ifs of services", err)
                    ? savings(loaded, catalog, pools)
                    : Exit.BAD_INPUT;
        }
        var rows = rows(withShared(loaded.portfolio().works(), pools), pools);
        if (json) {
            FitJson.write(rows, System.out);
        } else {
            FitReport.print(rows, all, Screen.colour(), spec.commandLine().getOut());
        }
        boolean any = rows.stream().anyMatch(FitReport.Row::runs);
        return any || rows.isEmpty() ? 0 : Exit.NO;
    }

    /// What services could save, from where they run, else from the first chip named, else where
    /// each needs the fewest devices of the fleet, else from the reference chip.
    private int savings(Documents.Loaded loaded, Catalog catalog, List<Pool> pools) {
        var policy = loaded.portfolio().policy();
        var err = spec.commandLine().getErr();
        var incumbents = RunningOption.incumbents(running, policy.switching(), err);
        if (incumbents == null) {
            return Exit.BAD_INPUT;
        }
        var home = chips.isEmpty() ? policy.referenceChip() : pools.getFirst().id();
        boolean fleet = chips.isEmpty() && !loaded.fleet().pools().isEmpty();
        var whatIf =
                new WhatIf(
                        pools,
                        catalog,
                        CalibrationFile.builtIn(),
                        incumbents,
                        fleet ? "" : home,
                        catalog.chip(policy.referenceChip()).orThrow(),
                        catalog.model(policy.standardModel()).orThrow());
        var savings = new ArrayList<Savings>();
        for (var work : loaded.portfolio().works()) {
            if (work instanceof InferenceService service) {
                savings.add(whatIf.of(service));
            }
        }
        if (json) {
            WhatIfJson.print(savings, policy.referenceChip(), spec.commandLine().getOut());
        } else {
            var reference = policy.referenceChip();
            WhatIfTable.print(
                    savings, reference, all, Screen.colour(), spec.commandLine().getOut());
        }
        boolean any = savings.stream().anyMatch(one -> one instanceof Savings.Found);
        return any || savings.isEmpty() ? 0 : Exit.NO;
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

    /// All works, and those that stand for several which take turns.
    private static List<Work> withShared(List<Work> works, List<Pool> pools) {
        var fitting = new CalibratedFitting(CalibrationFile.builtIn(), (_, _) -> {});
        var all = new ArrayList<Work>(works);
        for (var work : new SharedServices(pools, fitting).grouped(works)) {
            if (!works.contains(work)) {
                all.add(work);
            }
        }
        return all;
    }

    private static PooledFitter.@Nullable Sharing sharing(Work work, Pool pool) {
        return work instanceof InferenceService service && !service.members().isEmpty()
                ? PooledFitter.sharing(
                        service, Planner.offer(pool), CalibrationFile.builtIn(), new ArrayList<>())
                : null;
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
                var work = works.get(w);
                var pool = pools.get(p);
                var fit = fits.get(w).get(p);
                rows.add(new FitReport.Row(work, pool, fit, refusals, sharing(work, pool)));
            }
        }
        return rows;
    }
}
