package dev.medley.report;

import dev.medley.core.plan.Plan;
import dev.medley.core.plan.VoucherCover;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.report.table.Table.Cell;

import java.io.PrintWriter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What vouchers take off a plan's cost: per tenant, then per voucher, soonest to expire first.
final class VoucherTable {

    private static final int LONGEST_NAME = 32;
    private static final String INDENT = "  ";

    private final VoucherCover cover;
    private final String currency;
    private final boolean colour;

    VoucherTable(VoucherCover cover, String currency, boolean colour) {
        this.cover = cover;
        this.currency = currency;
        this.colour = colour;
    }

    /// The first voucher that each tenant's works use, by tenant.
    static SortedMap<String, VoucherCover.Part> first(Plan plan) {
        var tenants = new TreeMap<String, String>();
        plan.allocations().forEach(a -> tenants.put(a.work().name(), a.work().terms().tenant()));
        var first = new TreeMap<String, VoucherCover.Part>();
        for (var part : plan.vouchers().parts()) {
            for (var work : part.works()) {
                first.putIfAbsent(tenants.getOrDefault(work, ""), part);
            }
        }
        return first;
    }

    void print(Plan plan, PrintWriter out) {
        var table =
                new Table()
                        .left("tenant", LONGEST_NAME)
                        .right(currency + "/h gross")
                        .right("vouchers")
                        .right("net")
                        .right("")
                        .left("voucher used first", LONGEST_NAME)
                        .left("expires");
        var first = first(plan);
        var names = new TreeSet<>(cover.byTenant().keySet());
        for (var use : plan.tenants()) {
            if (!names.contains(use.tenant())) {
                continue;
            }
            double borne = cover.byTenant().getOrDefault(use.tenant(), 0.0);
            double gross = use.costPerHour();
            var part = first.get(use.tenant());
            var terms = part == null ? null : part.voucher().terms();
            table.row(
                    List.of(
                            new Cell(use.tenant(), Ink.BOLD),
                            Cell.of(Figures.figure(gross)),
                            new Cell(Figures.figure(borne), Ink.GOOD),
                            new Cell(Figures.figure(gross - borne), Ink.BOLD),
                            Cell.of(gross > 0 ? "-" + Figures.percent(borne / gross) : ""),
                            Cell.of(part == null ? "" : part.voucher().id()),
                            Cell.of(terms == null ? "" : terms.until().toString())));
        }
        table.print(out, INDENT, colour);
        out.println();
        vouchers(out);
    }

    private void vouchers(PrintWriter out) {
        var table =
                new Table()
                        .left("voucher", LONGEST_NAME)
                        .left("programme", LONGEST_NAME)
                        .right(currency + "/h now")
                        .right("left")
                        .right("would be used")
                        .left("by")
                        .right("would be lost");
        for (var part : cover.parts()) {
            var unit = part.programme().unit();
            table.row(
                    List.of(
                            new Cell(part.voucher().id(), Ink.BOLD),
                            Cell.of(part.programme().id()),
                            Cell.of(Figures.figure(part.perHour())),
                            Cell.of(unit.print(part.left())),
                            Cell.of(unit.figure(part.used())),
                            Cell.of(part.usedUp().toString()),
                            part.lost() > 0
                                    ? new Cell(unit.figure(part.lost()), Ink.WARN)
                                    : Cell.of("")));
        }
        table.print(out, INDENT, colour);
    }
}
