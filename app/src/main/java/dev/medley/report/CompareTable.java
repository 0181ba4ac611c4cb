package dev.medley.report;

import dev.medley.core.compare.Comparison;
import dev.medley.core.compare.Figure;
import dev.medley.core.compare.Load;
import dev.medley.core.compare.Rate;
import dev.medley.core.compare.Ratio;
import dev.medley.core.compare.Subject;
import dev.medley.core.fit.Reason;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A comparison for a terminal: sheets, rates, then gaps and sources.
public final class CompareTable {

    private static final String UNKNOWN = "-";

    private final Comparison comparison;
    private final boolean colour;
    private final PrintWriter out;

    private CompareTable(Comparison comparison, boolean colour, PrintWriter out) {
        this.comparison = comparison;
        this.colour = colour;
        this.out = out;
    }

    public static void print(Comparison comparison, boolean colour, PrintWriter out) {
        var table = new CompareTable(comparison, colour, out);
        table.sheet();
        if (!comparison.rates().isEmpty()) {
            out.println();
            table.rates();
        }
        out.println();
        table.notes();
    }

    private void sheet() {
        var table = new Table().left("figure");
        for (int i = 0; i < comparison.subjects().size(); i++) {
            table.right(comparison.subjects().get(i).id());
            if (i > 0) {
                table.right(over(i));
            }
        }
        table.left("unit");
        for (var line : comparison.sheet()) {
            var cells = new ArrayList<String>();
            cells.add(line.measure().title());
            for (int i = 0; i < line.figures().size(); i++) {
                cells.add(value(line.figures().get(i)));
                if (i > 0) {
                    cells.add(times(line.ratio(i)));
                }
            }
            cells.add(line.measure().unit());
            table.row(cells.toArray(String[]::new));
        }
        table.print(out, colour);
    }

    /// Title of the column that holds the first subject over this one.
    private String over(int subject) {
        return comparison.subjects().size() == 2 ? "ratio" : "1/" + (subject + 1);
    }

    private void rates() {
        var load = comparison.load();
        if (load != null) {
            out.println(Ink.BOLD.paint(title(load), colour));
        }
        var table = new Table().left("rate").left("per");
        for (int i = 0; i < comparison.subjects().size(); i++) {
            table.right(comparison.subjects().get(i).id()).right("80 % band");
            if (i > 0) {
                table.right(over(i)).right("80 % band");
            }
        }
        for (var line : comparison.rates()) {
            rows(table, line);
        }
        table.print(out, colour);
        for (var line : comparison.rates()) {
            for (int i = 0; i < line.rates().size(); i++) {
                out.println(
                        Ink.DIM.paint(
                                "%s on %s: %s"
                                        .formatted(
                                                phase(line.phase()),
                                                comparison.subjects().get(i).id(),
                                                how(line.rates().get(i))),
                                colour));
            }
        }
    }

    private void rows(Table table, Comparison.RateLine line) {
        for (var per : Rate.Per.values()) {
            var cells = new ArrayList<String>();
            boolean whole = per == Rate.Per.WHOLE;
            cells.add(whole ? phase(line.phase()) + ", " + line.phase().unit() : "");
            cells.add(per.title());
            boolean any = whole;
            for (int i = 0; i < line.rates().size(); i++) {
                any |= cells(cells, line.rates().get(i), per);
                if (i > 0) {
                    var ratio = line.ratio(i, per);
                    cells.add(times(ratio));
                    cells.add(ratio == null ? "" : band(ratio.low(), ratio.high()));
                }
            }
            if (any) {
                table.row(cells.toArray(String[]::new));
            }
        }
    }

    private static boolean cells(List<String> cells, Rate rate, Rate.Per per) {
        if (!(rate instanceof Rate.Predicted predicted)) {
            cells.add(per == Rate.Per.WHOLE ? "no" : UNKNOWN);
            cells.add("");
            return false;
        }
        var value = per.of(predicted);
        cells.add(value == null ? UNKNOWN : Figures.figure(value));
        double share = value == null ? 0 : value / predicted.rate();
        cells.add(
                value == null
                        ? ""
                        : band(predicted.band().low() * share, predicted.band().high() * share));
        return value != null;
    }

    /// In which shape it runs and what stands behind the figure, or why it does not run.
    private static String how(Rate rate) {
        return switch (rate) {
            case Rate.None none ->
                    "no: " + String.join("; ", none.reasons().stream().map(Reason::text).toList());
            case Rate.Predicted predicted -> {
                var shape = predicted.shape().shape();
                var text = new StringBuilder();
                text.append(
                        predicted.copies() == 0
                                ? "a share of "
                                : predicted.copies() == 1 ? "" : predicted.copies() + " x ");
                text.append(Figures.count(shape.devices(), "device"))
                        .append(" as ")
                        .append(ShapeText.plain(shape));
                text.append(", ").append(Figures.power(predicted.watts()));
                text.append(" (").append(predicted.powerBasis()).append("), ");
                text.append(
                        Figures.count(predicted.band().basisRows(), "measured row")
                                + " of this chip behind it");
                for (var assumption : predicted.assumptions()) {
                    text.append("; assumed: ").append(assumption);
                }
                yield text.toString();
            }
        };
    }

    private void notes() {
        for (var subject : comparison.subjects()) {
            var gaps = gaps(subject);
            if (!gaps.isEmpty()) {
                out.println("unknown of " + subject.id() + ": " + String.join(", ", gaps));
            }
        }
        for (var subject : comparison.subjects()) {
            out.println(source(subject));
        }
        comparison.warnings().forEach(out::println);
    }

    /// What nobody has published of it.
    public static List<String> gaps(Subject subject) {
        var gaps = new ArrayList<String>();
        for (var gap : subject.gaps()) {
            var note = gap.note();
            boolean quotient = note.startsWith("needs");
            if (!quotient) {
                gaps.add(
                        note.equals("not published")
                                ? gap.measure().title()
                                : gap.measure().title() + " (" + note + ")");
            }
        }
        return gaps;
    }

    /// Where its figures come from, in a sentence.
    public static String source(Subject subject) {
        var whole = subject.provenance();
        var text = new StringBuilder("source of " + subject.id() + ": ");
        if (whole == null) {
            var chip = subject.chip();
            text.append("the fleet's files, and the catalogue on ");
            text.append(chip == null ? "its chip" : chip.id());
            return text.toString();
        }
        text.append(whole.source());
        text.append(whole.date().isEmpty() ? "" : " (" + whole.date() + ")");
        text.append("; confidence ").append(word(whole.confidence()));
        for (var figure : subject.figures()) {
            var own = figure.provenance();
            if (own != null
                    && figure.basis() == Figure.Basis.STATED
                    && own.confidence() != whole.confidence()) {
                text.append("; ").append(figure.measure().title()).append(": ");
                text.append(word(own.confidence()));
                text.append(own.note().isEmpty() ? "" : ", " + own.note().replaceAll("\\.$", ""));
            }
        }
        return text.toString();
    }

    /// The load in words.
    public static String title(Load load) {
        var text = new StringBuilder(load.model().id());
        if (load.weights() != null) {
            text.append(" in ").append(ShapeText.word(load.weights()));
        }
        text.append(
                ", prompts of %s and answers of %s tokens"
                        .formatted(
                                Figures.figure(load.inputTokens()),
                                Figures.figure(load.outputTokens())));
        text.append(load.ttftMs() == null ? "" : ", TTFT " + Figures.time(load.ttftMs()));
        text.append(load.tpotMs() == null ? "" : ", TPOT " + Figures.time(load.tpotMs()));
        return text.toString();
    }

    public static String phase(Load.Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// A figure of a sheet, in full; a range as both ends.
    static String value(Figure figure) {
        var range = figure.range();
        if (range == null) {
            return UNKNOWN;
        }
        var low = digits(range.low());
        return range.low() == range.high() ? low : low + " to " + digits(range.high());
    }

    private static String digits(double value) {
        return value >= 9999.5 ? Figures.whole(Math.round(value)) : Figures.figure(value);
    }

    /// A ratio, or a dash where there is none.
    public static String times(@Nullable Ratio ratio) {
        return ratio == null ? UNKNOWN : Figures.decimal(ratio.value(), 2) + "x";
    }

    private static String band(double low, double high) {
        return Figures.figure(low) + " to " + Figures.figure(high);
    }
}
