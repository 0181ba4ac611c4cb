package dev.medley.report.page;

import dev.medley.core.sim.rounds.Bounds;
import dev.medley.core.sim.rounds.Outcome;
import dev.medley.report.Figures;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Policies on one fleet and trace, side by side, as one HTML page that needs nothing else: how
/// long jobs take, how many wait at each moment, and how many devices of each chip are busy.
public final class FleetRunPage {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final int SPANS = 240;

    private final List<Outcome> outcomes;
    private final String trace;
    private final Bounds bounds;
    private final Markup page = new Markup();

    private FleetRunPage(List<Outcome> outcomes, String trace, Bounds bounds) {
        this.outcomes = List.copyOf(outcomes);
        this.trace = trace;
        this.bounds = bounds;
    }

    /// The whole document.
    ///
    /// @param outcomes of the same jobs on the same fleet, the first being the one to look at
    /// @param bounds what no policy can fall below
    public static String of(List<Outcome> outcomes, String trace, Bounds bounds) {
        return new FleetRunPage(outcomes, trace, bounds).document();
    }

    private String document() {
        page.open("html", "lang", "en");
        var title = "Fleet over time: " + trace;
        PageHead.write(page, title, PageHead.Script.NONE, "plan.css", "fleet.css");
        page.open("body").open("main");
        head();
        policies();
        curves();
        reading();
        page.close().close().close();
        return page.document();
    }

    private void head() {
        var first = outcomes.getFirst();
        page.open("header", "class", "summary");
        page.element("p", "Medley simulation", "class", "kicker");
        page.element("h1", "Fleet over time");
        var fleet = new StringBuilder();
        for (var pool : first.settings().pools()) {
            fleet.append(fleet.isEmpty() ? "" : ", ");
            fleet.append(Figures.whole(pool.devices())).append(' ').append(pool.id());
        }
        page.element(
                "p",
                "%s of %s on %s. Under %s they take %s h on average; no policy can get below %s h."
                        .formatted(
                                Figures.count(first.finished().size(), "job"),
                                trace,
                                fleet,
                                first.policy(),
                                hours(first.meanCompletionS()),
                                hours(bounds.meanCompletionS())),
                "class",
                "lead");
        page.close().line();
    }

    private void policies() {
        var titles =
                List.of(
                        "p99, h",
                        "Makespan, h",
                        "Worst rho",
                        "Mean rho",
                        "Preemptions",
                        "Decision p99");
        var table = new PolicyTable(page, "Average completion, hours", titles);
        double most = outcomes.stream().mapToDouble(Outcome::meanCompletionS).max().orElse(0);
        for (int i = 0; i < outcomes.size(); i++) {
            var one = outcomes.get(i);
            double mean = one.meanCompletionS();
            table.row(one.policy(), i, most > 0 ? mean / most : 0, hours(mean), figures(one));
        }
        table.close();
    }

    private static List<String> figures(Outcome outcome) {
        return List.of(
                hours(outcome.completionS(0.99)),
                hours(outcome.makespanS()),
                Figures.decimal(outcome.worstFairness(), 2),
                Figures.decimal(outcome.meanFairness(), 2),
                Figures.whole(outcome.preemptions()),
                Figures.decimal(outcome.decisionMs(0.99), 1) + " ms");
    }

    private void curves() {
        double endS =
                outcomes.stream()
                        .mapToDouble(o -> o.makespanS() + o.settings().roundS())
                        .max()
                        .orElse(1);
        var chart = new TimeChart(page, endS / SECONDS_PER_HOUR);
        chart.chart("queue", "Jobs waiting", 0, lines(endS, Outcome.Moment::waiting));
        var pools = outcomes.getFirst().settings().pools();
        for (int p = 0; p < pools.size(); p++) {
            int pool = p;
            chart.chart(
                    "busy-" + pool,
                    "Devices busy: " + pools.get(pool).id(),
                    (double) pools.get(pool).devices(),
                    lines(endS, moment -> moment.held(pool)));
        }
    }

    private List<TimeChart.Line> lines(double endS, ToDoubleFunction<Outcome.Moment> y) {
        return outcomes.stream()
                .map(outcome -> new TimeChart.Line(outcome.policy(), means(outcome, endS, y)))
                .toList();
    }

    /// Means over equal spans of time; a span without a round, when nobody was there, is 0.
    private static List<Double> means(
            Outcome outcome, double endS, ToDoubleFunction<Outcome.Moment> y) {
        double roundS = outcome.settings().roundS();
        double spanS = Math.max(endS / SPANS, roundS);
        var mean = new double[Math.min(SPANS, (int) Math.ceil(endS / spanS))];
        for (var moment : outcome.moments()) {
            int span = Math.min(mean.length - 1, (int) (moment.startS() / spanS));
            double rounds =
                    Math.ceil((span + 1) * spanS / roundS) - Math.ceil(span * spanS / roundS);
            mean[span] += y.applyAsDouble(moment) / rounds;
        }
        return Arrays.stream(mean).boxed().toList();
    }

    private void reading() {
        page.open("section", "id", "reading").element("h2", "How to read it");
        page.element(
                "p",
                "Completion is from arrival to finish. Rho is completion over what it would be on"
                        + " an exclusive equal share of every chip: up to 1 nobody could complain."
                        + " Curves show the mean over equal spans of time. docs/simulation.md says"
                        + " what is modelled and what is not.",
                "class",
                "lead");
        page.close().line();
    }

    private static String hours(double seconds) {
        return Figures.decimal(seconds / SECONDS_PER_HOUR, 2);
    }
}
