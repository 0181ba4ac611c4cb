package dev.medley.cli.simulate;

import dev.medley.cli.terminal.Json;
import dev.medley.core.place.Gang;
import dev.medley.core.place.Node;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.traces.PlacementPolicy;
import dev.medley.traces.PlacementReplay.Result;
import dev.medley.traces.PodTrace;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// Placement replays as JSON and as tables.
final class PlacementText {

    private PlacementText() {}

    // --- JSON -----------------------------------------------------------------------------------

    /// One run is the object itself; several are listed, with a mean per policy.
    static void json(List<Result> results, double load, PrintWriter out) {
        Json.print(
                out,
                json -> {
                    if (results.size() == 1) {
                        run(json, results.getFirst(), load);
                        return;
                    }
                    json.number("load", load);
                    json.blocks("runs", results, result -> run(json, result, load));
                    json.blocks(
                            "means",
                            policies(results),
                            policy -> means(json, policy, of(results, policy)));
                });
    }

    private static void run(Json json, Result result, double load) {
        json.text("policy", SimulatePlacementCommand.name(result.policy()));
        json.number("load", load);
        json.number("seed", result.seed());
        json.number("arrived", result.arrived());
        json.number("placed", result.placed());
        json.number("allocatedGpuPct", rounded(result.allocatedPct()));
        json.block(
                "decisionUs",
                block -> {
                    block.number("p50", rounded(result.p50Us()));
                    block.number("p99", rounded(result.p99Us()));
                });
        json.number("learnMs", rounded(result.learnMs()));
        json.blocks(
                "models",
                result.pools(),
                pool -> {
                    json.text("model", pool.pool());
                    json.number("gpus", pool.capacityMilli() / 1000);
                    json.number("allocatedGpuPct", rounded(pool.allocatedPct()));
                });
        json.blocks(
                "refused",
                result.refused().entrySet(),
                refusal -> {
                    json.text("code", refusal.getKey());
                    json.number("pods", refusal.getValue().pods());
                    json.number("gpus", rounded(refusal.getValue().milli() / 1000.0));
                    json.text("example", refusal.getValue().example());
                });
    }

    private static void means(Json json, PlacementPolicy policy, List<Result> runs) {
        json.text("policy", SimulatePlacementCommand.name(policy));
        json.number("runs", runs.size());
        json.number("arrived", rounded(mean(runs, Result::arrived)));
        json.number("placed", rounded(mean(runs, Result::placed)));
        json.number("allocatedGpuPct", rounded(mean(runs, Result::allocatedPct)));
        json.block(
                "decisionUs",
                block -> {
                    block.number("p50", rounded(mean(runs, Result::p50Us)));
                    block.number("p99", rounded(mean(runs, Result::p99Us)));
                });
    }

    private static double rounded(double value) {
        return Math.rint(value * 1000) / 1000;
    }

    // --- tables ---------------------------------------------------------------------------------

    static void table(
            List<Result> results, PodTrace trace, double load, PrintWriter out, boolean colour) {
        out.printf(
                Locale.ROOT,
                "%,d kinds of pods (%,d listed) on %,d nodes with %,d GPUs, load %.0f %%%n%n",
                trace.pods().stream().map(Gang::member).distinct().count(),
                trace.pods().size(),
                trace.nodes().size(),
                trace.nodes().stream().mapToLong(Node::devices).sum(),
                100 * load);
        runs(results).print(out, colour);
        out.println();
        models(results).print(out, colour);
        var refusals = refusals(results);
        if (!refusals.isEmpty()) {
            out.println();
            refusals.print(out, colour);
        }
    }

    private static Table runs(List<Result> results) {
        var table =
                new Table()
                        .left("policy")
                        .right("seed")
                        .right("arrived")
                        .right("placed")
                        .right("GPUs allocated")
                        .right("decision p50")
                        .right("p99");
        for (var policy : policies(results)) {
            var runs = of(results, policy);
            runs.forEach(run -> table.row(cells(Long.toString(run.seed()), List.of(run))));
            if (runs.size() > 1) {
                table.row(cells("mean", runs));
            }
        }
        return table;
    }

    private static String[] cells(String seed, List<Result> runs) {
        return new String[] {
            SimulatePlacementCommand.name(runs.getFirst().policy()),
            seed,
            figure("%,.0f", mean(runs, Result::arrived)),
            figure("%,.0f", mean(runs, Result::placed)),
            figure("%.2f %%", mean(runs, Result::allocatedPct)),
            figure("%.0f us", mean(runs, Result::p50Us)),
            figure("%.0f us", mean(runs, Result::p99Us))
        };
    }

    /// Means over seeds.
    private static Table models(List<Result> results) {
        var policies = policies(results);
        var table = new Table().left("model").right("GPUs");
        policies.forEach(policy -> table.right(SimulatePlacementCommand.name(policy)));
        var pools = results.getFirst().pools();
        for (int p = 0; p < pools.size(); p++) {
            int pool = p;
            if (pools.get(p).capacityMilli() == 0) {
                continue;
            }
            var cells = new ArrayList<String>();
            cells.add(pools.get(p).pool());
            cells.add(figure("%,.0f", pools.get(p).capacityMilli() / 1000.0));
            for (var policy : policies) {
                cells.add(
                        figure(
                                "%.2f %%",
                                mean(
                                        of(results, policy),
                                        run -> run.pools().get(pool).allocatedPct())));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /// Means over seeds, and what one pod was told.
    private static Table refusals(List<Result> results) {
        var table = new Table().left("policy").left("refused for").right("pods").right("GPUs");
        for (var policy : policies(results)) {
            var runs = of(results, policy);
            var codes = new TreeSet<String>();
            runs.forEach(run -> codes.addAll(run.refused().keySet()));
            for (var code : codes) {
                table.row(
                        SimulatePlacementCommand.name(policy),
                        code,
                        figure("%,.0f", mean(runs, run -> pods(run, code))),
                        figure("%,.0f", mean(runs, run -> milli(run, code) / 1000)));
                runs.stream()
                        .filter(run -> run.refused().containsKey(code))
                        .findFirst()
                        .ifPresent(run -> table.note(example(run, code), Ink.DIM));
            }
        }
        return table;
    }

    private static String example(Result run, String code) {
        var refusal = run.refused().get(code);
        return refusal == null ? "" : "first: " + refusal.example();
    }

    private static double pods(Result run, String code) {
        var refusal = run.refused().get(code);
        return refusal == null ? 0 : refusal.pods();
    }

    private static double milli(Result run, String code) {
        var refusal = run.refused().get(code);
        return refusal == null ? 0 : refusal.milli();
    }

    private static List<PlacementPolicy> policies(List<Result> results) {
        return results.stream().map(Result::policy).distinct().toList();
    }

    private static List<Result> of(List<Result> results, PlacementPolicy policy) {
        return results.stream().filter(result -> result.policy() == policy).toList();
    }

    private static double mean(List<Result> runs, ToDoubleFunction<Result> value) {
        return runs.stream().mapToDouble(value).average().orElse(0);
    }

    private static String figure(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
