package dev.medley.report.page;

import dev.medley.core.sim.days.Chronicle;
import dev.medley.core.sim.days.Curve;
import dev.medley.report.Figures;

import java.util.List;
import java.util.Locale;

/// A pool over time, policy beside policy: devices held by kind of work, one kind on the other, and
/// its price.
final class PoolAreas {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 72;

    private final Markup page;
    private final List<Chronicle> played;

    PoolAreas(Markup page, List<Chronicle> played) {
        this.page = page;
        this.played = List.copyOf(played);
    }

    void write(int pool) {
        var about = played.getFirst().pools().get(pool).pool();
        page.open("div", "class", "days").open("header").element("h3", about.id());
        page.element(
                "p",
                "%s %s at %s"
                        .formatted(Figures.devices(about), about.chip().id(), about.site().id()),
                "class",
                "quiet");
        page.close().open("div", "class", "many");
        for (var one : played) {
            areas(one.policy(), one.pools().get(pool));
        }
        for (var one : played) {
            var price = one.pools().get(pool).price();
            if (price != null) {
                price(one.policy(), price);
            }
        }
        page.close().close().line();
    }

    private void areas(String policy, Chronicle.PoolDays days) {
        open(policy, Figures.percent(days.utilisation()), "held under " + policy);
        page.empty(
                "rect",
                "class",
                "idle",
                "width",
                String.valueOf(WIDTH),
                "height",
                String.valueOf(HEIGHT));
        var below = new double[days.training().spans()];
        area("k-train", days.training(), below, days.pool().devices());
        area("k-serve", days.serving(), below, days.pool().devices());
        area("k-batch", days.batch(), below, days.pool().devices());
        page.close().close();
    }

    /// Stands on what is below, and is below what comes next.
    private void area(String style, Curve curve, double[] below, double devices) {
        if (!(curve.integral() > 0)) {
            return;
        }
        var path = new StringBuilder("M0,").append(y(below[0] / devices));
        var back = new StringBuilder();
        for (int i = 0; i < below.length; i++) {
            step(path, i, below.length, (below[i] + curve.mean(i)) / devices);
            int last = below.length - 1 - i;
            back.append("L%s,%s".formatted(x(last + 1, below.length), y(below[last] / devices)));
            back.append("L%s,%s".formatted(x(last, below.length), y(below[last] / devices)));
        }
        for (int i = 0; i < below.length; i++) {
            below[i] += curve.mean(i);
        }
        page.empty("path", "class", style, "d", path.append(back).append('Z').toString());
    }

    private void price(String policy, Curve price) {
        double most = 1e-9;
        double sum = 0;
        for (int i = 0; i < price.spans(); i++) {
            most = Math.max(most, price.mean(i));
            sum += price.mean(i);
        }
        var mean = Figures.price(sum / price.spans());
        open(
                "price, " + policy,
                "%s, at most %s".formatted(mean, Figures.price(most < 1e-8 ? 0 : most)),
                "price under " + policy);
        var path = new StringBuilder("M0,").append(y(price.mean(0) / most));
        for (int i = 0; i < price.spans(); i++) {
            step(path, i, price.spans(), price.mean(i) / most);
        }
        page.empty("path", "class", "pricing", "d", path.toString());
        page.close().close();
    }

    private void open(String name, String figure, String label) {
        page.open("figure").open("figcaption").element("span", name).element("b", figure).close();
        page.open(
                "svg",
                "viewBox",
                "0 0 %d %d".formatted(WIDTH, HEIGHT),
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                label + ": " + figure);
    }

    private static void step(StringBuilder path, int span, int spans, double share) {
        path.append("L%s,%s".formatted(x(span, spans), y(share)));
        path.append("L%s,%s".formatted(x(span + 1, spans), y(share)));
    }

    private static String x(int span, int spans) {
        return String.format(Locale.ROOT, "%.1f", (double) span * WIDTH / spans);
    }

    private static String y(double share) {
        return String.format(Locale.ROOT, "%.1f", HEIGHT * (1 - Math.min(1, share)));
    }
}
