package dev.medley.report.page;

import dev.medley.core.sim.rounds.Outcome;
import dev.medley.report.Figures;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Curves over the time of a simulation, a curve a policy, all to the same scale.
final class TimeChart {

    private static final int SPANS = 240;
    private static final int WIDTH = 1120;
    private static final int HEIGHT = 170;
    private static final double SECONDS_PER_HOUR = 3600;

    private final Markup page;
    private final List<Outcome> outcomes;
    private final double endS;

    TimeChart(Markup page, List<Outcome> outcomes) {
        this.page = page;
        this.outcomes = outcomes;
        this.endS =
                outcomes.stream()
                        .mapToDouble(o -> o.makespanS() + o.settings().roundS())
                        .max()
                        .orElse(1);
    }

    void queue() {
        chart("queue", "Jobs waiting", 0, Outcome.Moment::waiting);
    }

    void busy(int pool) {
        var supply = outcomes.getFirst().settings().pools().get(pool);
        chart(
                "busy-" + pool,
                "Devices busy: " + supply.id(),
                (double) supply.devices(),
                moment -> moment.held(pool));
    }

    /// @param top what the scale ends with, or 0 where the highest curve decides
    private void chart(String id, String title, double top, ToDoubleFunction<Outcome.Moment> y) {
        var curves = outcomes.stream().map(outcome -> means(outcome, y)).toList();
        double most = top;
        for (double[] curve : curves) {
            for (double value : curve) {
                most = Math.max(most, value);
            }
        }
        page.open("section", "id", id).element("h2", title);
        page.open("p", "class", "key");
        for (int i = 0; i < outcomes.size(); i++) {
            page.open("span").open("i", "class", "dot p" + i).close();
            page.text(outcomes.get(i).policy()).close();
        }
        page.close();
        page.open(
                "svg",
                "class",
                "curves",
                "viewBox",
                "0 0 %d %d".formatted(WIDTH, HEIGHT + 24),
                "role",
                "img",
                "aria-label",
                title + " over time");
        axis(most);
        for (int i = outcomes.size() - 1; i >= 0; i--) {
            page.open(
                    "polyline",
                    "class",
                    "p" + i,
                    "points",
                    points(curves.get(i), Math.max(1e-9, most)));
            page.close();
        }
        page.close().close().line();
    }

    private void axis(double most) {
        for (int part = 0; part <= 2; part++) {
            var y = String.valueOf(HEIGHT - part * (HEIGHT - 10) / 2);
            page.empty("line", "x1", "0", "x2", String.valueOf(WIDTH), "y1", y, "y2", y);
            page.element(
                    "text", Figures.decimal(most * part / 2, most < 10 ? 1 : 0), "x", "2", "y", y);
        }
        for (int part = 1; part <= 4; part++) {
            page.element(
                    "text",
                    Figures.decimal(endS / SECONDS_PER_HOUR * part / 4, 0) + " h",
                    "x",
                    String.valueOf(WIDTH * part / 4),
                    "y",
                    String.valueOf(HEIGHT + 18),
                    "text-anchor",
                    "end");
        }
    }

    /// Means over equal spans of time; a span without a round, when nobody was there, is 0.
    private double[] means(Outcome outcome, ToDoubleFunction<Outcome.Moment> y) {
        double roundS = outcome.settings().roundS();
        double spanS = Math.max(endS / SPANS, roundS);
        var mean = new double[Math.min(SPANS, (int) Math.ceil(endS / spanS))];
        for (var moment : outcome.moments()) {
            int span = Math.min(mean.length - 1, (int) (moment.startS() / spanS));
            double rounds =
                    Math.ceil((span + 1) * spanS / roundS) - Math.ceil(span * spanS / roundS);
            mean[span] += y.applyAsDouble(moment) / rounds;
        }
        return mean;
    }

    private static String points(double[] curve, double most) {
        var points = new StringBuilder();
        for (int i = 0; i < curve.length; i++) {
            points.append(
                    String.format(
                            Locale.ROOT,
                            "%.1f,%.1f ",
                            (i + 0.5) * WIDTH / curve.length,
                            HEIGHT - curve[i] / most * (HEIGHT - 10)));
        }
        return points.toString().strip();
    }
}
