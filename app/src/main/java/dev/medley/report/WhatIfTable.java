package dev.medley.report;

import dev.medley.core.fit.Reason;
import dev.medley.core.whatif.Change;
import dev.medley.core.whatif.Option;
import dev.medley.core.whatif.Savings;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// What services could save, for a terminal: a table each, most freed first.
public final class WhatIfTable {

    /// Other chips without a gain that are still shown.
    private static final int FEW = 3;

    private WhatIfTable() {}

    /// Prints all services.
    ///
    /// @param reference chip that equivalents are counted in
    /// @param all every chip without a gain, not only a few
    public static void print(
            List<Savings> savings, String reference, boolean all, boolean colour, PrintWriter out) {
        for (var one : savings) {
            switch (one) {
                case Savings.Nowhere nowhere -> {
                    out.println(Ink.BOLD.paint(one.service().name(), colour) + "  runs nowhere");
                    nowhere.reasons().forEach(reason -> out.println("  " + reason.text()));
                }
                case Savings.Found found -> found(found, all, colour, out);
            }
            out.println();
        }
        if (savings.isEmpty()) {
            out.println("No inference service among the files.");
        } else {
            out.println(
                    "worth freed: in devices of " + reference + ", 80 % bands of the difference");
        }
    }

    private static void found(Savings.Found found, boolean all, boolean colour, PrintWriter out) {
        var service = found.service();
        var shape = found.need().shape().shape();
        out.println(
                Ink.BOLD.paint(service.name(), colour)
                        + "  %s %s on %s: %s (%s to %s)%s%s, %d x %s, %s busy, quality %s"
                                .formatted(
                                        found.held() > 0 ? "runs" : "would run",
                                        shape.model(),
                                        found.pool().id(),
                                        Figures.count(found.need().devices(), "device"),
                                        Figures.whole(found.low()),
                                        Figures.whole(found.high()),
                                        beyond(found),
                                        held(found),
                                        found.need().replicas(),
                                        ShapeText.plain(shape),
                                        Figures.percent(found.need().busy()),
                                        Figures.figure(found.quality())));
        var table =
                new Table()
                        .left("change")
                        .left("verdict")
                        .right("devices")
                        .right("80 % band")
                        .right("worth freed")
                        .right("80 % band")
                        .right("quality")
                        .right("TTFT")
                        .right("TPOT")
                        .left("but");
        int idle = 0;
        for (var option : found.options()) {
            if (option instanceof Option.Tried tried) {
                boolean chip = tried.change().kind() == Change.Kind.CHIP;
                boolean none = tried.verdict() == Option.Verdict.NO_GAIN;
                idle += chip && none ? 1 : 0;
                if (all || !(chip && none) || idle <= FEW) {
                    table.row(cells(tried));
                }
            }
        }
        if (!table.isEmpty()) {
            table.print(out, "  ", colour);
        }
        if (!all && idle > FEW) {
            var rest = Figures.count(idle - FEW, "other place");
            out.println("  " + Ink.DIM.paint("and " + rest + " without a gain (--all)", colour));
        }
        for (var option : found.options()) {
            if (option instanceof Option.Refused refused) {
                var why = refused.reasons().stream().map(Reason::text).toList();
                var text = "no " + refused.change().text() + ": " + String.join("; ", why);
                out.println("  " + Ink.DIM.paint(text, colour));
            }
        }
    }

    /// Where it would need more than there is.
    private static String beyond(Savings.Found found) {
        int there = found.pool().devices();
        return found.need().devices() > there
                ? ", more than the " + Figures.whole(there) + " there"
                : "";
    }

    private static String held(Savings.Found found) {
        return found.held() > 0 ? ", of " + Figures.whole(found.held()) + " it holds" : "";
    }

    private static String[] cells(Option.Tried tried) {
        var need = tried.need();
        var fit = need.shape();
        return new String[] {
            tried.change().text(),
            word(tried.verdict()),
            Figures.whole(need.devices()),
            Figures.whole(tried.low()) + " to " + Figures.whole(tried.high()),
            signed(tried.equivalents()),
            signed(tried.equivalentsLow()) + " to " + signed(tried.equivalentsHigh()),
            quality(tried.change().quality()),
            time(fit.ttftMs()),
            time(fit.tpotMs()),
            tried.note()
        };
    }

    static String word(Option.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String signed(double value) {
        var text = Figures.figure(value);
        return value > 0 ? "+" + text : text;
    }

    private static String quality(@Nullable Double quality) {
        return quality == null ? "unknown" : Figures.figure(quality);
    }

    private static String time(@Nullable Double milliseconds) {
        return milliseconds == null ? "-" : Figures.time(milliseconds);
    }
}
