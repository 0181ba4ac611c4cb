package dev.medley.report.page;

import dev.medley.core.catalog.Chip.Range;
import dev.medley.core.compare.Comparison;
import dev.medley.core.compare.Figure;
import dev.medley.core.compare.Rate;
import dev.medley.core.compare.Ratio;
import dev.medley.core.compare.Subject;
import dev.medley.core.fit.Reason;
import dev.medley.report.CompareTable;
import dev.medley.report.Figures;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A comparison as one HTML page that needs nothing else: a bar per subject and measure, bands on
/// predicted rates, hatched where a figure is unknown.
public final class ComparePage {

    /// `compare.css` has as many colours; further subjects share the last.
    private static final int COLOURS = 6;

    private final Comparison comparison;
    private final Markup page = new Markup();

    private ComparePage(Comparison comparison) {
        this.comparison = comparison;
    }

    /// The whole document.
    public static String of(Comparison comparison) {
        return new ComparePage(comparison).document();
    }

    private String document() {
        var ids = comparison.subjects().stream().map(Subject::id).toList();
        page.open("html", "lang", "en");
        var styles = new String[] {"plan.css", "compare.css"};
        PageHead.write(page, String.join(" beside ", ids), PageHead.Script.NONE, styles);
        page.open("body").open("main");
        head(ids);
        sheet();
        rates();
        sources();
        page.close().close().close();
        return page.document();
    }

    private void head(List<String> ids) {
        page.open("header", "class", "summary");
        page.element("p", "Medley comparison", "class", "kicker");
        page.element("h1", String.join(" beside ", ids));
        page.element(
                "p",
                "Ratios are %s over each of the others. Hatched is unknown, never zero."
                        .formatted(ids.getFirst()),
                "class",
                "lead");
        page.open("ul", "class", "key");
        for (int i = 0; i < ids.size(); i++) {
            var subject = comparison.subjects().get(i);
            page.open("li").open("i", "class", "dot " + colour(i)).close();
            page.element("b", subject.id()).text(" " + subject.name()).close();
        }
        page.close().close().line();
    }

    private void sheet() {
        page.open("section", "id", "sheet").element("h2", "What the sheets say");
        page.open("div", "class", "sides");
        for (var line : comparison.sheet()) {
            var bars = new ArrayList<Bar>();
            var ratios = new ArrayList<@Nullable Ratio>();
            for (int i = 0; i < line.figures().size(); i++) {
                bars.add(bar(line.figures().get(i)));
                ratios.add(line.ratio(i));
            }
            figure(line.measure().title(), line.measure().unit(), bars, ratios);
        }
        page.close().close().line();
    }

    private void rates() {
        var load = comparison.load();
        if (load == null) {
            return;
        }
        page.open("section", "id", "rates").element("h2", "What they give");
        page.element(
                "p", CompareTable.title(load) + ". Dark strokes are 80 % bands.", "class", "lead");
        page.open("div", "class", "sides");
        for (var line : comparison.rates()) {
            for (var per : Rate.Per.values()) {
                var bars = new ArrayList<Bar>();
                var ratios = new ArrayList<@Nullable Ratio>();
                for (int i = 0; i < line.rates().size(); i++) {
                    bars.add(bar(line.rates().get(i), per));
                    ratios.add(line.ratio(i, per));
                }
                if (bars.stream().anyMatch(bar -> bar.high > 0)) {
                    var title = CompareTable.phase(line.phase()) + " " + per.title();
                    figure(title, line.phase().unit(), bars, ratios);
                }
            }
        }
        page.close();
        refusals();
        page.close().line();
    }

    private void refusals() {
        for (var line : comparison.rates()) {
            for (int i = 0; i < line.rates().size(); i++) {
                if (line.rates().get(i) instanceof Rate.None none) {
                    var why = String.join("; ", none.reasons().stream().map(Reason::text).toList());
                    var what = CompareTable.phase(line.phase());
                    var where = comparison.subjects().get(i).id();
                    page.element(
                            "p", "No %s on %s: %s".formatted(what, where, why), "class", "note");
                }
            }
        }
    }

    /// One bar.
    ///
    /// @param value where it ends; 0 when there is none
    /// @param low where the stroke over it begins, and high where it ends; equal for none
    private record Bar(String text, double value, double low, double high) {}

    private static Bar bar(Figure figure) {
        var range = figure.range();
        var value = figure.value();
        return range == null || value == null
                ? new Bar("unknown", 0, 0, 0)
                : new Bar(text(range), value, range.low(), range.high());
    }

    /// Short, since the bar beside it says the rest.
    private static String text(Range range) {
        var low = Figures.figure(range.low());
        return range.low() == range.high() ? low : low + " to " + Figures.figure(range.high());
    }

    private static Bar bar(Rate rate, Rate.Per per) {
        var value = rate instanceof Rate.Predicted predicted ? per.of(predicted) : null;
        if (value == null || !(rate instanceof Rate.Predicted predicted)) {
            return new Bar(rate instanceof Rate.None ? "does not run" : "unknown", 0, 0, 0);
        }
        double share = value / predicted.rate();
        var band = predicted.band();
        return new Bar(Figures.figure(value), value, band.low() * share, band.high() * share);
    }

    private void figure(String title, String unit, List<Bar> bars, List<@Nullable Ratio> ratios) {
        double most = bars.stream().mapToDouble(bar -> bar.high).max().orElse(0);
        page.open("figure").open("figcaption").text(title).element("span", unit).close();
        for (int i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            var ratio = ratios.get(i);
            page.open("div", "class", "side");
            page.open("div", "class", bar.high > 0 ? "lane" : "lane none");
            if (bar.high > 0) {
                page.open("i", "class", colour(i), "style", "width:" + share(bar.value, most));
                page.close();
            }
            if (bar.high > bar.low) {
                var style =
                        "left:%s;width:%s"
                                .formatted(share(bar.low, most), share(bar.high - bar.low, most));
                page.open("u", "style", style).close();
            }
            page.close();
            page.open("b").text(bar.text);
            if (ratio != null) {
                page.element("small", "ratio " + CompareTable.times(ratio));
            }
            page.close().close();
        }
        page.close().line();
    }

    private static String share(double part, double whole) {
        return Figures.decimal(100 * part / whole, 2) + "%";
    }

    private void sources() {
        page.open("section", "id", "sources").element("h2", "Sources and gaps");
        for (var subject : comparison.subjects()) {
            page.element("p", CompareTable.source(subject), "class", "note");
            var gaps = CompareTable.gaps(subject);
            if (!gaps.isEmpty()) {
                var text = "unknown of %s: %s".formatted(subject.id(), String.join(", ", gaps));
                page.element("p", text, "class", "note");
            }
        }
        for (var warning : comparison.warnings()) {
            page.element("p", warning, "class", "note");
        }
        page.close().line();
    }

    private static String colour(int subject) {
        return "s" + Math.min(subject, COLOURS - 1);
    }
}
