package dev.medley.report;

import dev.medley.core.efficiency.Efficiency;
import dev.medley.core.efficiency.Gain;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;

import java.io.PrintWriter;
import java.util.List;

/// What a device-hour does before and after, for a terminal.
public final class EfficiencyTable {

    private EfficiencyTable() {}

    public static void print(Efficiency efficiency, boolean colour, PrintWriter out) {
        section("Works", "work", efficiency.works(), colour, out);
        section("Tenants", "tenant", efficiency.tenants(), colour, out);
        section("In all", "", efficiency.all(), colour, out);
        for (var refused : efficiency.refused()) {
            out.println("not compared: %s: %s".formatted(refused.work(), refused.reason().text()));
        }
        out.println(
                "freed: devices held before less those held after; at equal output: less those"
                        + " that would do as much as before");
    }

    private static void section(
            String title, String column, List<Gain> gains, boolean colour, PrintWriter out) {
        if (gains.isEmpty()) {
            return;
        }
        out.println(Ink.BOLD.paint(title, colour));
        var table =
                new Table()
                        .left(column)
                        .left("unit")
                        .right("per device-hour before")
                        .right("after")
                        .right("ratio")
                        .right("devices before")
                        .right("after")
                        .right("freed")
                        .right("at equal output")
                        .right("quality before")
                        .right("after");
        for (var gain : gains) {
            table.row(
                    gain.of(),
                    gain.unit(),
                    Figures.figure(gain.before()),
                    Figures.figure(gain.after()),
                    Figures.decimal(gain.ratio(), 2) + "x",
                    Figures.whole(gain.devicesBefore()),
                    Figures.whole(gain.devicesAfter()),
                    Figures.whole(gain.devicesFreed()),
                    Figures.figure(gain.devicesFreedAtEqualOutput()),
                    Figures.figure(gain.qualityBefore()),
                    Figures.figure(gain.qualityAfter()));
        }
        table.print(out, "  ", colour);
        out.println();
    }
}
