package dev.medley.cli.simulate;

import dev.medley.cli.terminal.Json;
import dev.medley.core.sim.rounds.Bounds;
import dev.medley.core.sim.rounds.Outcome;
import dev.medley.report.table.Table;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Fleet simulations as JSON and as a table.
final class FleetText {

    private static final double SECONDS_PER_HOUR = 3600;

    private FleetText() {}

    static void json(
            List<Outcome> outcomes,
            Bounds bounds,
            FleetTrace.Jobs played,
            long seed,
            PrintWriter out) {
        var settings = outcomes.getFirst().settings();
        Json.print(
                out,
                json -> {
                    json.text("trace", played.trace());
                    json.number("seed", seed);
                    json.number("read", played.read());
                    json.number("jobs", played.jobs().size());
                    json.blocks(
                            "leftOut",
                            List.copyOf(played.leftOut().entrySet()),
                            left -> {
                                json.text("reason", left.getKey());
                                json.number("jobs", left.getValue());
                            });
                    json.text("remark", played.remark());
                    json.number("roundS", settings.roundS());
                    json.number("restartS", settings.restartS());
                    json.number("boundMeanCompletionH", hours(bounds.meanCompletionS()));
                    json.number("boundWorstFairness", rounded(bounds.worstFairness()));
                    json.blocks(
                            "pools",
                            settings.pools(),
                            pool -> {
                                json.text("pool", pool.id());
                                json.number("devices", pool.devices());
                            });
                    json.blocks("runs", outcomes, outcome -> run(json, outcome));
                });
    }

    private static void run(Json json, Outcome outcome) {
        var pools = outcome.settings().pools();
        json.text("policy", outcome.policy());
        json.number("finished", outcome.finished().size());
        json.number("meanCompletionH", hours(outcome.meanCompletionS()));
        json.number("p99CompletionH", hours(outcome.completionS(0.99)));
        json.number("makespanH", hours(outcome.makespanS()));
        json.block(
                "finishTimeFairness",
                block -> {
                    block.number("worst", rounded(outcome.worstFairness()));
                    block.number("mean", rounded(outcome.meanFairness()));
                });
        json.number("preemptions", outcome.preemptions());
        json.block(
                "queue",
                block -> {
                    block.number("mean", rounded(outcome.meanWaiting()));
                    block.number("most", outcome.mostWaiting());
                });
        json.block(
                "deadlines",
                block -> {
                    block.number("jobs", outcome.withDeadline());
                    block.number("missed", outcome.late());
                });
        json.blocks(
                "tenants",
                outcome.tenants(),
                use -> {
                    json.text("tenant", use.tenant());
                    json.number("jobs", use.jobs());
                    json.number("deviceHours", hours(use.deviceS()));
                    json.number("meanCompletionH", hours(use.meanCompletionS()));
                });
        json.blocks(
                "utilisation",
                IntStream.range(0, pools.size()).boxed().toList(),
                pool -> {
                    json.text("pool", pools.get(pool).id());
                    json.number("share", rounded(outcome.utilisation(pool)));
                });
        json.number("rounds", outcome.moments().size());
        json.block(
                "decisionMs",
                block -> {
                    block.number("p50", rounded(outcome.decisionMs(0.5)));
                    block.number("p99", rounded(outcome.decisionMs(0.99)));
                });
    }

    static void table(
            List<Outcome> outcomes,
            Bounds bounds,
            FleetTrace.Jobs played,
            PrintWriter out,
            boolean colour) {
        var settings = outcomes.getFirst().settings();
        var table =
                new Table()
                        .left("policy")
                        .right("average h")
                        .right("p99 h")
                        .right("makespan h")
                        .right("worst rho")
                        .right("mean rho")
                        .right("preemptions")
                        .right("waiting");
        boolean deadlines = outcomes.getFirst().withDeadline() > 0;
        if (deadlines) {
            table.right("late");
        }
        settings.pools().forEach(pool -> table.right(pool.id()));
        table.right("p50 ms").right("p99 ms");
        for (var outcome : outcomes) {
            var late =
                    deadlines ? Stream.of(String.valueOf(outcome.late())) : Stream.<String>empty();
            var cells =
                    IntStream.range(0, settings.pools().size())
                            .mapToObj(pool -> percent(outcome.utilisation(pool)));
            table.row(
                    Stream.of(
                                    Stream.of(
                                            outcome.policy(),
                                            figure(outcome.meanCompletionS() / SECONDS_PER_HOUR),
                                            figure(outcome.completionS(0.99) / SECONDS_PER_HOUR),
                                            figure(outcome.makespanS() / SECONDS_PER_HOUR),
                                            figure(outcome.worstFairness()),
                                            figure(outcome.meanFairness()),
                                            String.valueOf(outcome.preemptions()),
                                            figure(outcome.meanWaiting())),
                                    late,
                                    cells,
                                    Stream.of(
                                            figure(outcome.decisionMs(0.5)),
                                            figure(outcome.decisionMs(0.99))))
                            .flatMap(some -> some)
                            .toArray(String[]::new));
        }
        table.print(out, colour);
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d jobs of %s; no policy gets below %.2f h on average, or a worst rho of %.2f."
                        + " rho: completion over that with an exclusive equal share.%n",
                played.jobs().size(),
                played.trace(),
                bounds.meanCompletionS() / SECONDS_PER_HOUR,
                bounds.worstFairness());
        out.println(
                "Chips: share of device time in use until the last job is finished. Waiting: jobs"
                        + " on average.");
        played.leftOut()
                .forEach(
                        (reason, jobs) ->
                                out.printf(
                                        Locale.ROOT,
                                        "Left out: %,d job%s, %s.%n",
                                        jobs,
                                        jobs == 1 ? "" : "s",
                                        reason));
        if (!played.remark().isEmpty()) {
            out.println(played.remark());
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static double hours(double seconds) {
        return Math.round(seconds / SECONDS_PER_HOUR * 10_000) / 10_000.0;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
