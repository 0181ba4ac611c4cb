package dev.medley.report.page;

import dev.medley.core.runway.Runway;
import dev.medley.report.Figures;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// Bands over the days of a runway, and the day on which something ends.
final class FanChart {

    private static final int WIDTH = 520;
    private static final int HEIGHT = 190;
    private static final int TOP = 14;

    private final Markup page;
    private final List<LocalDate> dates;

    FanChart(Markup page, List<LocalDate> dates) {
        this.page = page;
        this.dates = List.copyOf(dates);
    }

    /// A band over the dates.
    ///
    /// @param style of the colour: supply, train, serve or batch
    /// @param need whether it is drawn as something wanted rather than had
    record Fan(String style, boolean need, List<Runway.Band> bands) {
        Fan {
            bands = List.copyOf(bands);
        }

        private double most() {
            return bands.stream().mapToDouble(Runway.Band::high).max().orElse(0);
        }
    }

    /// @param end drawn as a day with its band; null where nothing ends
    void figure(String title, String small, List<Fan> fans, Runway.End end) {
        double most = fans.stream().mapToDouble(Fan::most).max().orElse(0);
        most = Math.max(most, 1e-9);
        page.open("figure").open("figcaption").element("span", title);
        page.element("small", small).close();
        page.open(
                "svg",
                "class",
                "fan",
                "viewBox",
                "0 0 %d %d".formatted(WIDTH, HEIGHT + TOP + 22),
                "role",
                "img",
                "aria-label",
                title + " over time");
        axis(most);
        end(end);
        for (var fan : fans) {
            page.empty("polygon", "class", "f-" + fan.style(), "points", area(fan, most));
        }
        for (var fan : fans) {
            var style = "f-" + fan.style() + (fan.need() ? " need" : "");
            page.empty("polyline", "class", style, "points", middle(fan, most));
        }
        page.close().close().line();
    }

    private void axis(double most) {
        for (int part = 0; part <= 2; part++) {
            var y = number(TOP + HEIGHT - part * HEIGHT / 2.0);
            page.empty("line", "x1", "0", "x2", String.valueOf(WIDTH), "y1", y, "y2", y);
            page.element("text", Figures.figure(most * part / 2), "x", "2", "y", y);
        }
        int last = dates.size() - 1;
        for (int part = 0; part <= 3; part++) {
            int month = last * part / 3;
            var anchor = part == 0 ? "start" : part == 3 ? "end" : "middle";
            page.element(
                    "text",
                    dates.get(month).toString().substring(0, 7),
                    "x",
                    number(x(month)),
                    "y",
                    String.valueOf(TOP + HEIGHT + 18),
                    "text-anchor",
                    anchor);
        }
    }

    private void end(Runway.End end) {
        int early = at(end.early());
        int middle = at(end.middle());
        int late = at(end.late());
        if (early >= 0) {
            double to = x(late < 0 ? dates.size() - 1 : late);
            page.empty(
                    "rect",
                    "class",
                    "days",
                    "x",
                    number(x(early)),
                    "y",
                    String.valueOf(TOP),
                    "width",
                    number(Math.max(2, to - x(early))),
                    "height",
                    String.valueOf(HEIGHT));
        }
        if (middle >= 0) {
            var x = number(x(middle));
            page.empty(
                    "line",
                    "class",
                    "day",
                    "x1",
                    x,
                    "x2",
                    x,
                    "y1",
                    String.valueOf(TOP),
                    "y2",
                    String.valueOf(TOP + HEIGHT));
            page.element(
                    "text",
                    dates.get(middle).toString(),
                    "class",
                    "day",
                    "x",
                    x,
                    "y",
                    "11",
                    "text-anchor",
                    middle > dates.size() / 2 ? "end" : "start");
        }
    }

    /// Index of the date, -1 where there is none.
    private int at(@Nullable LocalDate date) {
        return date == null ? -1 : dates.indexOf(date);
    }

    private String area(Fan fan, double most) {
        var points = new StringBuilder();
        int last = fan.bands().size() - 1;
        for (int m = 0; m <= last; m++) {
            point(points, m, fan.bands().get(m).high(), most);
        }
        for (int m = last; m >= 0; m--) {
            point(points, m, fan.bands().get(m).low(), most);
        }
        return points.toString().strip();
    }

    private String middle(Fan fan, double most) {
        var points = new StringBuilder();
        for (int m = 0; m < fan.bands().size(); m++) {
            point(points, m, fan.bands().get(m).middle(), most);
        }
        return points.toString().strip();
    }

    private void point(StringBuilder points, int month, double value, double most) {
        points.append(number(x(month))).append(',');
        points.append(number(TOP + HEIGHT * (1 - value / most))).append(' ');
    }

    private double x(int month) {
        return (double) WIDTH * month / Math.max(1, dates.size() - 1);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
