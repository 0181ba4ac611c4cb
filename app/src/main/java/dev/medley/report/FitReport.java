package dev.medley.report;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.fit.serving.PooledFitter;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Work;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Fits for a terminal: a table per work, best rate per device first, then why the rest is out.
public final class FitReport {

    private FitReport() {}

    /// One work in one place.
    ///
    /// @param refusals what the work's own terms have against the place; empty when nothing
    /// @param sharing how its members take turns, or null where it has none or they cannot
    public record Row(
            Work work,
            Pool pool,
            Fit fit,
            List<Reason> refusals,
            PooledFitter.@Nullable Sharing sharing) {

        /// A work that has its devices for itself.
        public Row(Work work, Pool pool, Fit fit, List<Reason> refusals) {
            this(work, pool, fit, refusals, null);
        }

        public Row {
            refusals = List.copyOf(refusals);
        }

        /// Whether the work can and may run there.
        public boolean runs() {
            return fit instanceof Fit.Fits && refusals.isEmpty();
        }
    }

    private record Line(Row row, ShapeFit shape) {
        double ratePerDevice() {
            return shape.rate() / shape.shape().devices();
        }
    }

    /// Prints all rows, a work at a time.
    ///
    /// @param all every efficient shape, not only the one that gives most per device
    public static void print(List<Row> rows, boolean all, boolean colour, PrintWriter out) {
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            while (to < rows.size() && rows.get(to).work().equals(rows.get(from).work())) {
                to++;
            }
            work(rows.subList(from, to), all, colour, out);
            from = to;
        }
    }

    private static void work(List<Row> rows, boolean all, boolean colour, PrintWriter out) {
        var work = rows.getFirst().work();
        out.println(Ink.BOLD.paint(work.name(), colour) + "  " + WorkKind.of(work).title());
        var lines = new ArrayList<Line>();
        for (var row : rows) {
            if (row.fit() instanceof Fit.Fits fits && row.refusals().isEmpty()) {
                if (all) {
                    fits.shapes().forEach(shape -> lines.add(new Line(row, shape)));
                } else {
                    lines.add(new Line(row, densest(fits.shapes())));
                }
            }
        }
        lines.sort(Comparator.comparingDouble((Line line) -> -line.ratePerDevice()));
        if (!lines.isEmpty()) {
            table(lines).print(out, "  ", colour);
        }
        for (var row : rows) {
            if (row.sharing() != null && row.runs()) {
                SharingText.print(row.sharing(), row.pool().id(), colour, out);
            }
        }
        for (var row : rows) {
            if (row.runs() && row.fit() instanceof Fit.Fits fits && !fits.assumptions().isEmpty()) {
                out.println(
                        "  "
                                + Ink.DIM.paint(
                                        "%s, not published and assumed: %s"
                                                .formatted(
                                                        row.pool().id(),
                                                        String.join("; ", fits.assumptions())),
                                        colour));
            }
            var reasons = new ArrayList<Reason>(row.refusals());
            if (row.fit() instanceof Fit.Rejected rejected) {
                reasons.addAll(rejected.reasons());
            }
            if (!reasons.isEmpty()) {
                var texts = String.join("; ", reasons.stream().map(Reason::text).toList());
                out.println(
                        "  " + Ink.DIM.paint("not on " + row.pool().id() + ": " + texts, colour));
            }
        }
        out.println();
    }

    private static ShapeFit densest(List<ShapeFit> shapes) {
        var best = shapes.getFirst();
        for (var shape : shapes) {
            if (shape.rate() / shape.shape().devices() > best.rate() / best.shape().devices()) {
                best = shape;
            }
        }
        return best;
    }

    private static Table table(List<Line> lines) {
        var table =
                new Table()
                        .left("where")
                        .right("devices")
                        .left("shape")
                        .right("rate")
                        .right("80 % band")
                        .right("rows")
                        .right("TTFT")
                        .right("TPOT")
                        .right("memory")
                        .right("kW")
                        .right("cost/h")
                        .left("time goes to");
        for (var line : lines) {
            var fit = line.shape();
            var memory = fit.memory();
            table.row(
                    line.row().pool().id(),
                    line.row().pool().carving().isWhole()
                            ? Figures.whole(fit.shape().devices())
                            : Figures.count(fit.shape().devices(), "part"),
                    ShapeText.of(line.row().work(), fit.shape()),
                    Figures.rate(fit.rate(), fit.unit()),
                    Figures.figure(fit.band().low()) + " to " + Figures.figure(fit.band().high()),
                    Figures.whole(fit.band().basisRows()),
                    time(fit.ttftMs()),
                    time(fit.tpotMs()),
                    memory.capacityBytes() == 0
                            ? "-"
                            : Figures.percent(memory.usedBytes() / memory.capacityBytes()),
                    Figures.figure(fit.watts() / 1000),
                    Figures.figure(fit.costPerHour()),
                    terms(fit.terms()));
        }
        return table;
    }

    private static String time(@Nullable Double milliseconds) {
        return milliseconds == null ? "-" : Figures.time(milliseconds);
    }

    /// Shares of an iteration or step, the term that binds first.
    private static String terms(TimeTerms terms) {
        double total = terms.total();
        if (total == 0) {
            return "-";
        }
        record Share(String name, double seconds) {}
        var shares =
                new ArrayList<>(
                        List.of(
                                new Share("compute", terms.compute()),
                                new Share("memory", terms.memory()),
                                new Share("communication", terms.communication()),
                                new Share("bubble", terms.bubble()),
                                new Share("overhead", terms.overhead())));
        shares.sort(Comparator.comparingDouble(share -> -share.seconds()));
        var words = new ArrayList<String>();
        for (var share : shares) {
            if (share.seconds() / total >= 0.005) {
                words.add(share.name() + " " + Figures.percent(share.seconds() / total));
            }
        }
        return String.join(", ", words);
    }
}
