package dev.medley.report;

import dev.medley.core.plan.weeks.HorizonPlan;
import dev.medley.core.rules.Treatment;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.report.table.Table.Cell;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A plan over weeks in a terminal: what pools hold and cost week by week, and when works start,
/// where they run, when they are done and by how much they miss.
public final class HorizonTable {

    private static final int FIRST = 40;
    private static final int POOLS = 6;
    private static final int RULES = 12;
    private static final int LONGEST_NAME = 28;
    private static final String INDENT = "  ";

    private final HorizonPlan plan;
    private final Heading heading;
    private final PlanTable.Options options;
    private final PrintWriter out;
    private final HorizonText text;

    private HorizonTable(
            HorizonPlan plan, Heading heading, PlanTable.Options options, PrintWriter out) {
        this.plan = plan;
        this.heading = heading;
        this.options = options;
        this.out = out;
        this.text = new HorizonText(plan, heading.date());
    }

    public static void print(
            HorizonPlan plan, Heading heading, PlanTable.Options options, PrintWriter out) {
        var table = new HorizonTable(plan, heading, options, out);
        table.heading();
        for (int from = 0; from < plan.pools().size(); from += POOLS) {
            table.pools(from, Math.min(plan.pools().size(), from + POOLS));
        }
        table.works();
        table.tenants();
        table.rules();
        table.quality();
    }

    private void heading() {
        long run = plan.courses().stream().filter(HorizonPlan.Course::runs).count();
        out.println(
                Ink.BOLD.paint(
                                heading.fleet().isEmpty()
                                        ? "Plan"
                                        : Cell.of(heading.fleet()).text(),
                                options.colour())
                        + "  %s from %s  %s of %s"
                                .formatted(
                                        Figures.count(plan.weeks(), "week"),
                                        heading.date(),
                                        Figures.whole(run),
                                        Figures.count(plan.courses().size(), "work")
                                                + (plan.courses().size() == 1 ? " runs" : " run")));
    }

    private void section(String title, String note) {
        out.println();
        out.println(
                Ink.BOLD.paint(title, options.colour())
                        + (note.isEmpty() ? "" : Ink.DIM.paint("  " + note, options.colour())));
    }

    private void pools(int from, int to) {
        section(
                "Pools",
                "devices held of those there, and the price of one more, in devices of "
                        + heading.reference());
        var table = new Table().left("week").left("from");
        for (int p = from; p < to; p++) {
            table.right(plan.pools().get(p).pool().id()).right("price");
        }
        int first = 0;
        for (int t = 1; t <= plan.weeks(); t++) {
            if (t == plan.weeks() || !figures(t, from, to).equals(figures(first, from, to))) {
                row(table, first, t - 1, figures(first, from, to));
                first = t;
            }
        }
        table.print(out, INDENT, options.colour());
        for (int p = from; p < to; p++) {
            var pool = plan.pools().get(p).pool();
            out.println(
                    INDENT
                            + Ink.DIM.paint(
                                    "%s costs %s %s per device and hour, %s"
                                            .formatted(
                                                    pool.id(),
                                                    Figures.price(pool.costPerDeviceHour()),
                                                    heading.currency(),
                                                    Figures.basis(pool)),
                                    options.colour()));
        }
    }

    private List<String> figures(int week, int from, int to) {
        var figures = new ArrayList<String>();
        for (int p = from; p < to; p++) {
            var pool = plan.pools().get(p).weeks().get(week);
            figures.add(Figures.whole(pool.held()) + "/" + Figures.whole(pool.devices()));
            figures.add(pool.devices() == 0 ? "" : Figures.price(pool.price()));
        }
        return figures;
    }

    private void row(Table table, int first, int last, List<String> figures) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(first == last ? "" + (first + 1) : (first + 1) + "-" + (last + 1)));
        cells.add(new Cell(text.firstDay(first).toString(), Ink.DIM));
        for (int i = 0; i < figures.size(); i++) {
            cells.add(new Cell(figures.get(i), i % 2 == 0 ? Ink.PLAIN : Ink.BOLD));
        }
        table.row(cells);
    }

    private void works() {
        section("Works", "w: weeks; those that wait or miss something come first");
        var table =
                new Table()
                        .left("work", LONGEST_NAME)
                        .left("class")
                        .left("starts")
                        .left("ends")
                        .left("misses by")
                        .left("where", 72);
        var courses = text.troubledFirst();
        int shown = options.verbose() ? courses.size() : Math.min(FIRST, courses.size());
        for (var course : courses.subList(0, shown)) {
            boolean runs = course.runs();
            table.row(
                    List.of(
                            new Cell(course.work().name(), Ink.BOLD),
                            Cell.of(
                                    course.work()
                                            .terms()
                                            .priority()
                                            .name()
                                            .toLowerCase(Locale.ROOT)),
                            new Cell(text.starts(course), runs ? Ink.PLAIN : Ink.WARN),
                            Cell.of(text.ends(course)),
                            new Cell(text.misses(course), Ink.BAD),
                            Cell.of(text.where(course, options.verbose() ? 99 : 4))));
            int reasons = options.verbose() ? course.waitsFor().size() : 1;
            course.waitsFor().stream()
                    .limit(reasons)
                    .forEach(reason -> table.note(reason.text(), Ink.DIM));
        }
        table.print(out, INDENT, options.colour());
        if (shown < courses.size()) {
            out.println(
                    INDENT
                            + "... and %s; --verbose shows all"
                                    .formatted(Figures.count(courses.size() - shown, "more work")));
        }
    }

    private void tenants() {
        if (plan.alpha() == 0) {
            return;
        }
        section("Tenants", "they share by alpha %s".formatted(Figures.figure(plan.alpha())));
        var table = Table.of("tenant", "#weight", "#running", "#waiting", "#worth");
        for (var tenant : plan.tenants()) {
            table.row(
                    tenant.tenant(),
                    Figures.figure(tenant.weight()),
                    Figures.whole(tenant.running()),
                    Figures.whole(tenant.waiting()),
                    Figures.figure(tenant.worth()));
        }
        table.print(out, INDENT, options.colour());
    }

    private void rules() {
        if (plan.rules().isEmpty()) {
            return;
        }
        section("Rules", "what they ask to look at, and pools that they close; no legal advice");
        int shown = options.verbose() ? plan.rules().size() : Math.min(RULES, plan.rules().size());
        for (var ruled : plan.rules().subList(0, shown)) {
            boolean blocks = ruled.ruling().treatment() == Treatment.BLOCK;
            out.println(
                    INDENT
                            + Ink.BOLD.paint(
                                    ruled.pool() + ", " + text.weeks(ruled), options.colour())
                            + (blocks ? ": closed to " : ": for ")
                            + Cell.of(RuleNotes.some(ruled.tenants())).text());
            out.println(
                    INDENT
                            + INDENT
                            + Cell.of(ruled.ruling().text()).text()
                            + "; confidence "
                            + ruled.ruling().confidence().name().toLowerCase(Locale.ROOT));
        }
        if (shown < plan.rules().size()) {
            out.println(
                    INDENT
                            + "... and %s; --verbose shows all"
                                    .formatted(Figures.count(plan.rules().size() - shown, "more")));
        }
    }

    private void quality() {
        out.println();
        out.println(
                "Worth %s devices of %s for a week; %s (gap %s of the bound)."
                        .formatted(
                                Figures.figure(plan.worth()),
                                heading.reference(),
                                text.gap(),
                                Figures.percent(plan.gap())));
    }
}
