package dev.medley.cli.simulate;

import dev.medley.cli.terminal.Json;
import dev.medley.core.sim.days.Chronicle;
import dev.medley.core.sim.days.Hazards;
import dev.medley.report.Figures;
import dev.medley.report.table.Table;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Days of a fleet as JSON and as tables.
final class FleetDaysText {

    private FleetDaysText() {}

    /// What was played.
    record Heading(
            String fleet,
            String currency,
            double days,
            double arrivals,
            Hazards faults,
            double roundS,
            double restartS,
            long seed) {}

    /// The same in a sentence or three.
    static String terms(Heading heading, Chronicle one) {
        var text = new StringBuilder();
        text.append(
                "%s days of fleet %s: %s, of which %s; %s."
                        .formatted(
                                plain(heading.days()),
                                heading.fleet(),
                                Figures.count(one.jobs().size() + one.services().size(), "work"),
                                Figures.count(one.services().size(), "service"),
                                heading.arrivals() > 0
                                        ? "jobs go on coming at %s times the load at the start"
                                                .formatted(plain(heading.arrivals()))
                                        : "nothing comes after the start"));
        var faults = heading.faults();
        if (faults.equals(Hazards.NONE)) {
            text.append(" Nothing breaks, and rates are as predicted.");
        } else {
            text.append(
                    " Invented faults: %s node losses and %s slow spells per device and year, rates within %s of the prediction."
                            .formatted(
                                    plain(faults.lossesPerDeviceYear()),
                                    plain(faults.slowPerDeviceYear()),
                                    Figures.percent(faults.noise())));
        }
        return text.append(" Seed ").append(heading.seed()).append('.').toString();
    }

    // --- JSON -----------------------------------------------------------------------------------

    static void json(List<Chronicle> played, Heading heading, PrintWriter out) {
        var first = played.getFirst();
        Json.print(
                out,
                json -> {
                    json.text("fleet", heading.fleet());
                    json.text("currency", heading.currency());
                    json.number("days", heading.days());
                    json.number("arrivals", heading.arrivals());
                    json.number("seed", heading.seed());
                    json.number("roundS", heading.roundS());
                    json.number("restartS", heading.restartS());
                    json.block("faults", block -> faults(block, heading.faults()));
                    json.number("jobs", first.jobs().size());
                    json.number("services", first.services().size());
                    json.blocks(
                            "pools",
                            first.pools(),
                            pool -> {
                                json.text("pool", pool.pool().id());
                                json.text("chip", pool.pool().chip().id());
                                json.number("devices", pool.pool().devices());
                                var carving = pool.pool().carving();
                                if (!carving.isWhole()) {
                                    json.number("parts", carving.parts());
                                }
                            });
                    json.blocks("runs", played, one -> run(json, one));
                });
    }

    private static void faults(Json json, Hazards faults) {
        json.number("lossesPerDeviceYear", faults.lossesPerDeviceYear());
        json.number("outageH", faults.outageHours());
        json.number("slowPerDeviceYear", faults.slowPerDeviceYear());
        json.number("slowH", faults.slowHours());
        json.number("slowSpeed", faults.slowSpeed());
        json.number("noise", faults.noise());
    }

    private static void run(Json json, Chronicle one) {
        json.text("policy", one.policy());
        json.number("finished", one.finished());
        json.number("meanCompletionH", rounded(one.meanCompletionHours()));
        json.number("p99CompletionH", rounded(one.completionHours(0.99)));
        var makespan = one.makespanHours();
        json.number("makespanH", makespan == null ? null : (Double) rounded(makespan));
        json.block(
                "deadlines",
                block -> {
                    block.number("due", one.due());
                    block.number("missed", one.missed());
                    block.number("behind", one.behind());
                });
        json.number("served", rounded(one.served()));
        json.number("utilisation", rounded(one.utilisation()));
        json.block(
                "finishTimeFairness",
                block -> {
                    block.number("worst", rounded(one.worstFairness()));
                    block.number("mean", rounded(one.meanFairness()));
                });
        var counts = one.counts();
        json.number("preemptions", counts.preemptions());
        json.number("replicasStopped", counts.replicasStopped());
        json.number("nodesLost", counts.nodesLost());
        json.number("slowSpells", counts.nodesSlow());
        json.number("runs", counts.runs());
        json.number("runsFailed", counts.runsFailed());
        json.number("energyKwh", rounded(one.kilowattHours()));
        json.number("cost", rounded(one.cost()));
        json.blocks("pools", one.pools(), pool -> pool(json, pool));
        json.blocks(
                "services",
                one.services(),
                service -> {
                    json.text("service", service.name());
                    json.text("tenant", service.tenant());
                    json.number("requestsPerSecond", service.requestsPerSecond());
                    json.number("served", rounded(service.served()));
                });
        json.blocks(
                "tenants",
                one.tenants(),
                tenant -> {
                    json.text("tenant", tenant.name());
                    json.number("deviceH", rounded(tenant.deviceHours()));
                    json.number("energyKwh", rounded(tenant.kilowattHours()));
                    json.number("cost", rounded(tenant.cost()));
                });
        json.number("rounds", one.rounds());
        json.number("decisions", counts.commands());
        json.number("events", counts.events());
        json.block(
                "decisionMs",
                block -> {
                    block.number("p50", rounded(one.decisionMs(0.5)));
                    block.number("p99", rounded(one.decisionMs(0.99)));
                });
    }

    private static void pool(Json json, Chronicle.PoolDays pool) {
        json.text("pool", pool.pool().id());
        json.number("utilisation", rounded(pool.utilisation()));
        json.number("training", rounded(pool.share(pool.training())));
        json.number("serving", rounded(pool.share(pool.serving())));
        json.number("batch", rounded(pool.share(pool.batch())));
        var price = pool.price();
        json.number(
                "meanPrice",
                price == null ? null : (Double) rounded(price.integral() / price.lengthMs()));
    }

    // --- tables ---------------------------------------------------------------------------------

    static void table(List<Chronicle> played, Heading heading, PrintWriter out, boolean colour) {
        out.println(terms(heading, played.getFirst()));
        out.println();
        policies(played, heading, out, colour);
        out.println();
        pools(played, out, colour);
        if (!played.getFirst().services().isEmpty()) {
            out.println();
            services(played, out, colour);
        }
        out.println();
        tenants(played.getFirst(), heading, out, colour);
        out.println();
        out.println(
                "average, p99: hours from submission to finish; what is not finished counts with"
                        + " the time it has been there.");
        out.println(
                "late: deadlines missed of those that passed; behind: not due, but less done than"
                        + " time gone. rho: completion over that on an exclusive equal share.");
    }

    private static void policies(
            List<Chronicle> played, Heading heading, PrintWriter out, boolean colour) {
        var table =
                Table.of(
                        "policy",
                        "#finished",
                        "#average h",
                        "#p99 h",
                        "#makespan h",
                        "#late",
                        "#behind",
                        "#served",
                        "#held",
                        "#preempted",
                        "#failed runs",
                        "#worst rho",
                        "#MWh",
                        "#" + heading.currency(),
                        "#p50 ms",
                        "#p99 ms");
        for (var one : played) {
            var makespan = one.makespanHours();
            table.row(
                    one.policy(),
                    "%d of %d".formatted(one.finished(), one.jobs().size()),
                    decimal(one.meanCompletionHours()),
                    decimal(one.completionHours(0.99)),
                    makespan == null ? "-" : decimal(makespan),
                    "%d of %d".formatted(one.missed(), one.due()),
                    String.valueOf(one.behind()),
                    Figures.percent(one.served()),
                    Figures.percent(one.utilisation()),
                    String.valueOf(one.counts().preemptions()),
                    String.valueOf(one.counts().runsFailed()),
                    Figures.decimal(one.worstFairness(), 2),
                    Figures.figure(one.kilowattHours() / 1000),
                    Figures.figure(one.cost()),
                    decimal(one.decisionMs(0.5)),
                    decimal(one.decisionMs(0.99)));
        }
        table.print(out, colour);
    }

    /// Share of each pool's device time that was held, policy by policy, and the mean price.
    private static void pools(List<Chronicle> played, PrintWriter out, boolean colour) {
        var table = new Table().left("pool").right("devices");
        played.forEach(one -> table.right(one.policy()));
        table.right("price");
        var first = played.getFirst();
        for (int p = 0; p < first.pools().size(); p++) {
            int pool = p;
            var cells = new ArrayList<String>();
            cells.add(first.pools().get(p).pool().id());
            cells.add(Figures.devices(first.pools().get(p).pool()));
            played.forEach(one -> cells.add(Figures.percent(one.pools().get(pool).utilisation())));
            var price = first.pools().get(p).price();
            cells.add(price == null ? "" : Figures.price(price.integral() / price.lengthMs()));
            table.row(cells.toArray(String[]::new));
        }
        table.print(out, colour);
    }

    private static void services(List<Chronicle> played, PrintWriter out, boolean colour) {
        var table = new Table().left("demand served of").right("req/s");
        played.forEach(one -> table.right(one.policy()));
        var first = played.getFirst();
        for (int s = 0; s < first.services().size(); s++) {
            int service = s;
            var cells = new ArrayList<String>();
            cells.add(first.services().get(s).name());
            cells.add(Figures.figure(first.services().get(s).requestsPerSecond()));
            played.forEach(one -> cells.add(Figures.percent(one.services().get(service).served())));
            table.row(cells.toArray(String[]::new));
        }
        table.print(out, colour);
    }

    private static void tenants(Chronicle one, Heading heading, PrintWriter out, boolean colour) {
        var table =
                Table.of(
                        "tenant (" + one.policy() + ")",
                        "#device-hours",
                        "#MWh",
                        "#" + heading.currency());
        for (var tenant : one.tenants()) {
            table.row(
                    tenant.name(),
                    Figures.whole(Math.round(tenant.deviceHours())),
                    Figures.decimal(tenant.kilowattHours() / 1000, 1),
                    Figures.whole(Math.round(tenant.cost())));
        }
        table.print(out, colour);
    }

    private static String decimal(double value) {
        return Figures.decimal(value, value < 10 ? 2 : 1);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.valueOf(value);
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
