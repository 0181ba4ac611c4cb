package dev.medley.report;

import dev.medley.core.plan.Yield;
import dev.medley.core.runway.Runway;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A runway for the terminal.
public final class RunwayTable {

    private final Runway runway;
    private final Heading heading;
    private final boolean colour;

    public RunwayTable(Runway runway, Heading heading, boolean colour) {
        this.runway = runway;
        this.heading = heading;
        this.colour = colour;
    }

    public void print(PrintWriter out) {
        var look = runway.look();
        out.println(
                "%s  from %s on  %s, %s of events, seed %d"
                        .formatted(
                                heading.fleet(),
                                heading.date(),
                                Figures.count(look.months(), "month"),
                                Figures.count(look.draws(), "course"),
                                look.seed()));
        ends(out);
        pools(out);
        options(out);
        arrivals(out);
        vendors(out);
        closings(out);
        out.println();
        out.println(
                "%,d sales of the fleet in %s"
                        .formatted(runway.sales(), Figures.time((double) heading.solveMs())));
        out.flush();
    }

    private void section(PrintWriter out, String title, String note) {
        out.println();
        out.println(Ink.BOLD.paint(title, colour) + (note.isEmpty() ? "" : "  " + note));
    }

    private void ends(PrintWriter out) {
        section(
                out,
                "No longer fits",
                "first day with less than %s of what is needed; worth in devices of %s"
                        .formatted(Figures.percent(runway.look().enough()), heading.reference()));
        var table =
                Table.of(
                        "work", "early", "middle", "late", "#ends", "#needs", "#gets", "#needs",
                        "#gets");
        for (var target : runway.targets()) {
            var end = target.end();
            table.row(
                    target.target().word(),
                    day(end.early()),
                    day(end.middle()),
                    day(end.late()),
                    Figures.percent(end.share()),
                    Figures.figure(target.need().getFirst().middle()),
                    Figures.figure(target.gets().getFirst().middle()),
                    Figures.figure(target.need().getLast().middle()),
                    Figures.figure(target.gets().getLast().middle()));
        }
        table.print(out, "  ", colour);
        out.println(
                "  early, late: one course in ten ends by then, nine in ten do; the last four are"
                        + " of the first and the last day");
    }

    /// A day, or that it lies beyond the last one.
    static String day(@Nullable LocalDate date) {
        return date == null ? "later" : date.toString();
    }

    private void pools(PrintWriter out) {
        section(out, "Pools", "devices that work, 10-50-90 %; needed: at the prices of today");
        int last = runway.dates().size() - 1;
        var moments = moments(last);
        var titles = new ArrayList<>(List.of("pool", "chip", "#today"));
        moments.forEach(m -> titles.add("#" + runway.dates().get(m)));
        titles.addAll(List.of("#to train", "#to serve", "#for batch"));
        var table = Table.of(titles.toArray(String[]::new));
        for (var pool : runway.pools()) {
            var cells = new ArrayList<String>();
            cells.add(pool.pool().id());
            cells.add(pool.pool().chip().id());
            cells.add(Figures.whole(pool.pool().devices()));
            moments.forEach(m -> cells.add(band(pool.supply().get(m))));
            for (var kind : Yield.Kind.values()) {
                cells.add(needed(pool, kind, last));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(out, "  ", colour);
    }

    private static String needed(Runway.PoolYears pool, Yield.Kind kind, int month) {
        for (var needs : pool.needs()) {
            if (needs.kind() == kind) {
                double devices = needs.devices().get(month).middle();
                return devices < 0.5 ? "-" : Figures.whole(Math.round(devices));
            }
        }
        return "-";
    }

    /// A third, two thirds, and the end of the time.
    private static List<Integer> moments(int last) {
        var moments = new ArrayList<Integer>();
        for (int part = 1; part <= 3; part++) {
            int month = Math.round((float) last * part / 3);
            if (month > 0 && !moments.contains(month)) {
                moments.add(month);
            }
        }
        return moments;
    }

    private static String band(Runway.Band band) {
        var middle = Figures.whole(Math.round(band.middle()));
        return band.low() == band.high()
                ? middle
                : "%s-%s-%s"
                        .formatted(
                                Figures.whole(Math.round(band.low())),
                                middle,
                                Figures.whole(Math.round(band.high())));
    }

    private void options(PrintWriter out) {
        if (runway.options().isEmpty()) {
            return;
        }
        section(
                out,
                "Options",
                "what each does for training; the same dice fall for all, so gains are their own");
        var table =
                Table.of(
                        "option",
                        "then ends",
                        "#months gained",
                        "#mean",
                        "#still fits",
                        "#" + heading.currency(),
                        "#months per million",
                        "#served");
        for (var option : runway.options()) {
            var each = option.monthsPerMillion();
            table.row(
                    option.name(),
                    day(option.end().middle()),
                    months(option.months()),
                    Figures.decimal(option.meanMonths(), 1),
                    Figures.percent(option.open()),
                    option.money() == 0 ? "nothing" : Figures.figure(option.money()),
                    each == null ? "-" : Figures.decimal(each, 2),
                    Figures.percent(option.serving()));
            table.note(option.text(), Ink.DIM);
        }
        table.print(out, "  ", colour);
        out.println(
                "  served: mean part of its need that serving gets; as things are %s"
                        .formatted(Figures.percent(runway.options().getFirst().servingAsIs())));
        out.println(
                "  what costs nothing ranks by months, the rest by months per million; a course"
                        + " that still fits on the last day counts as one month more");
    }

    private static String months(Runway.Band band) {
        return "%s-%s-%s"
                .formatted(
                        Figures.decimal(band.low(), 0),
                        Figures.decimal(band.middle(), 0),
                        Figures.decimal(band.high(), 0));
    }

    private void arrivals(PrintWriter out) {
        if (runway.arrivals().isEmpty()) {
            return;
        }
        section(out, "Without an arrival", "months by which training would end earlier");
        var table = Table.of("arrival", "then ends", "#months lost", "#mean");
        for (var lost : runway.arrivals()) {
            table.row(
                    lost.arrival(),
                    day(lost.end().middle()),
                    months(lost.months()),
                    Figures.decimal(lost.meanMonths(), 1));
        }
        table.print(out, "  ", colour);
    }

    private void vendors(PrintWriter out) {
        section(out, "Vendors", "what would be lost without them, on the middle course");
        var table =
                Table.of(
                        "vendor",
                        "#of devices",
                        "#served, without growth",
                        "#served, without them",
                        "#trained, without them");
        for (var vendor : runway.vendors()) {
            table.row(
                    vendor.vendor(),
                    Figures.percent(vendor.devices()),
                    Figures.percent(vendor.servedWithoutGrowth()),
                    Figures.percent(vendor.servedWithout()),
                    Figures.percent(vendor.trainedWithout()));
        }
        table.print(out, "  ", colour);
        out.println(
                "  without growth: share lost on the last day; without them: mean over the days");
    }

    private void closings(PrintWriter out) {
        if (runway.closings().isEmpty()) {
            return;
        }
        section(out, "Rules", "pools that rules close on a day");
        var table = Table.of("day", "pool", "#works");
        for (var closing : runway.closings()) {
            table.row(closing.date().toString(), closing.pool(), Figures.whole(closing.works()));
            table.note(closing.text(), Ink.DIM);
        }
        table.print(out, "  ", colour);
    }
}
