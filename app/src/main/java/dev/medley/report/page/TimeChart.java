package dev.medley.report.page;

import dev.medley.report.Figures;

import java.util.List;
import java.util.Locale;

/// Curves over the time of a simulation, all to the same scale.
final class TimeChart {

    private static final int WIDTH = 1120;
    private static final int HEIGHT = 170;

    private final Markup page;
    private final double endHours;

    /// @param endHours where the axis of time ends; it begins at 0
    TimeChart(Markup page, double endHours) {
        this.page = page;
        this.endHours = endHours;
    }

    /// A curve: means over equal spans of time.
    record Line(String name, List<Double> means) {
        Line {
            means = List.copyOf(means);
        }
    }

    /// @param top what the scale ends with, or 0 where the highest curve decides
    /// @param lines at most eleven, the first being the one to look at
    void chart(String id, String title, double top, List<Line> lines) {
        double most = top;
        for (var line : lines) {
            for (double value : line.means()) {
                most = Math.max(most, value);
            }
        }
        page.open("section", "id", id).element("h2", title);
        page.open("p", "class", "key");
        for (int i = 0; i < lines.size(); i++) {
            page.open("span").open("i", "class", "dot p" + i).close();
            page.text(lines.get(i).name()).close();
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
        for (int i = lines.size() - 1; i >= 0; i--) {
            page.open(
                    "polyline",
                    "class",
                    "p" + i,
                    "points",
                    points(lines.get(i).means(), Math.max(1e-9, most)));
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
        boolean days = endHours > 96;
        for (int part = 1; part <= 4; part++) {
            double hours = endHours * part / 4;
            page.element(
                    "text",
                    days
                            ? "day " + Figures.decimal(hours / 24, endHours > 480 ? 0 : 1)
                            : Figures.decimal(hours, 0) + " h",
                    "x",
                    String.valueOf(WIDTH * part / 4),
                    "y",
                    String.valueOf(HEIGHT + 18),
                    "text-anchor",
                    "end");
        }
    }

    private static String points(List<Double> curve, double most) {
        var points = new StringBuilder();
        for (int i = 0; i < curve.size(); i++) {
            points.append(
                    String.format(
                            Locale.ROOT,
                            "%.1f,%.1f ",
                            (i + 0.5) * WIDTH / curve.size(),
                            HEIGHT - curve.get(i) / most * (HEIGHT - 10)));
        }
        return points.toString().strip();
    }
}
