package dev.medley.report;

import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Plan;
import dev.medley.core.work.Priority;
import dev.medley.report.table.Ink;
import dev.medley.report.table.Table;
import dev.medley.report.table.Table.Cell;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The plan in a terminal: pools and prices, what runs, what waits and why, totals, and how the
/// plan stands beside simpler policies and the best possible. A plan of many works is summed up by
/// kind and tenant first, and only its first rows follow.
public final class PlanTable {

    /// Works or allocations beyond which a plan is summed up.
    private static final int MANY = 60;

    /// Rows of a list that a summed-up plan shows.
    private static final int FIRST = 20;

    /// Reasons of a waiting work that are shown unless all are wanted.
    private static final int REASONS = 2;

    private static final int LONGEST_NAME = 32;
    private static final int BAR = 12;
    private static final String INDENT = "  ";

    private final Plan plan;
    private final Heading heading;
    private final Options options;
    private final PrintWriter out;
    private final Digest digest;

    /// How to print.
    ///
    /// @param colour whether the terminal has colours
    /// @param verbose whether every row and every reason is wanted
    public record Options(boolean colour, boolean verbose) {}

    private PlanTable(Plan plan, Heading heading, Options options, PrintWriter out) {
        this.plan = plan;
        this.heading = heading;
        this.options = options;
        this.out = out;
        this.digest = new Digest(plan);
    }

    /// The writer is not flushed.
    public static void print(Plan plan, Heading heading, Options options, PrintWriter out) {
        new PlanTable(plan, heading, options, out).print();
    }

    private void print() {
        heading();
        pools();
        if (Math.max(digest.works(), plan.allocations().size()) > MANY) {
            kinds();
            tenants();
        }
        allocations();
        waiting();
        rules();
        totals();
        vouchers();
        alternatives();
        quality();
    }

    private void heading() {
        out.println(
                paint(
                                heading.fleet().isEmpty()
                                        ? "Plan"
                                        : Cell.of(heading.fleet()).text(),
                                Ink.BOLD)
                        + "  "
                        + heading.date()
                        + "  "
                        + Figures.count(digest.works(), "work")
                        + " of "
                        + Figures.count(plan.tenants().size(), "tenant")
                        + " on "
                        + Figures.count(digest.devices(), "device")
                        + " in "
                        + Figures.count(plan.pools().size(), "pool"));
    }

    private void pools() {
        var more = digest.isCarved() ? "device or part" : "device";
        section(
                "Pools",
                "price: worth of one more " + more + ", in devices of " + heading.reference());
        var table =
                new Table()
                        .left("pool", LONGEST_NAME)
                        .left("chip", LONGEST_NAME)
                        .left("site", LONGEST_NAME)
                        .right("devices")
                        .left("used")
                        .right("")
                        .right("train")
                        .right("serve")
                        .right("batch")
                        .right("price")
                        .right(heading.currency() + "/device-h")
                        .left("basis");
        for (var use : plan.pools()) {
            var pool = use.pool();
            double share = share((double) use.used(), (double) pool.devices());
            table.row(
                    List.of(
                            new Cell(pool.id(), Ink.BOLD),
                            Cell.of(pool.chip().id()),
                            new Cell(pool.site().id(), Ink.DIM),
                            Cell.of(Figures.devices(pool)),
                            new Cell(bar(share), Ink.ACCENT),
                            Cell.of(Figures.percent(share)),
                            part(use.training(), pool.devices()),
                            part(use.serving(), pool.devices()),
                            part(use.batch(), pool.devices()),
                            new Cell(Figures.price(use.price()), Ink.BOLD),
                            Cell.of(cost(pool)),
                            new Cell(Figures.basis(pool), Ink.DIM)));
        }
        table.print(out, INDENT, options.colour());
    }

    /// What an hour of a device costs, and of a part where it is carved.
    private static String cost(Pool pool) {
        double unit = pool.costPerDeviceHour();
        int parts = pool.carving().parts();
        return parts == 1
                ? Figures.price(unit)
                : "%s (part %s)".formatted(Figures.price(unit * parts), Figures.price(unit));
    }

    private static Cell part(int devices, int of) {
        return devices == 0
                ? new Cell("-", Ink.DIM)
                : Cell.of(Figures.percent(share((double) devices, (double) of)));
    }

    private void kinds() {
        section("By kind of work", "");
        var table = sums("kind");
        for (var kind : WorkKind.values()) {
            sum(table, kind.verb(), digest.of(kind));
        }
        table.print(out, INDENT, options.colour());
    }

    private void tenants() {
        section("By tenant", "");
        var table = sums("tenant");
        var names = digest.tenantsByDevices();
        int shown = options.verbose() ? names.size() : Math.min(FIRST, names.size());
        for (var name : names.subList(0, shown)) {
            sum(table, name, digest.of(name));
        }
        table.print(out, INDENT, options.colour());
        leftOut(names.size() - shown, "tenant");
    }

    private Table sums(String what) {
        return new Table()
                .left(what, LONGEST_NAME)
                .right("running")
                .right("waiting")
                .right("devices")
                .right("")
                .right("worth")
                .right(heading.currency() + "/h")
                .right("power");
    }

    private void sum(Table table, String name, Digest.Total total) {
        table.row(
                name,
                Figures.whole(total.running()),
                Figures.whole(total.waiting()),
                Figures.devices(total.devices()),
                Figures.percent(share(total.devices(), (double) digest.devices())),
                Figures.figure(total.worth()),
                Figures.figure(total.costPerHour()),
                Figures.power(total.watts()));
    }

    private void allocations() {
        section("Running", Figures.count(digest.all().running(), "work"));
        var table =
                new Table()
                        .left("work", LONGEST_NAME)
                        .left("tenant", LONGEST_NAME)
                        .left("class")
                        .left("pool", LONGEST_NAME)
                        .right("devices")
                        .left("shape")
                        .right("rate")
                        .left("reaches")
                        .right("TTFT")
                        .right("TPOT")
                        .right(heading.currency() + "/h")
                        .right("power");
        int shown = shown(plan.allocations().size());
        var some = plan.allocations();
        if (shown < some.size()) {
            some = digest.byWorth().subList(0, shown);
        }
        for (var allocation : some) {
            table.row(allocation(allocation));
            var members = SharingText.members(allocation.work());
            if (!members.isEmpty()) {
                table.note("take turns: " + String.join(", ", members), Ink.DIM);
            }
        }
        table.print(out, INDENT, options.colour());
        leftOut(plan.allocations().size() - shown, "allocation");
    }

    private List<Cell> allocation(Plan.Allocation allocation) {
        var fit = allocation.fit();
        var terms = allocation.work().terms();
        var progress = digest.progress(allocation);
        var ttft = fit.ttftMs();
        var tpot = fit.tpotMs();
        return List.of(
                new Cell(terms.name(), Ink.BOLD),
                Cell.of(terms.tenant()),
                new Cell(terms.priority().name().toLowerCase(Locale.ROOT), Ink.DIM),
                Cell.of(pool(allocation).id()),
                Cell.of(devices(allocation)),
                new Cell(ShapeText.of(allocation.work(), fit.shape()), Ink.DIM),
                Cell.of(Figures.rate(allocation.rate(), fit.unit())),
                new Cell(progress.text(), ink(progress.state())),
                Cell.of(ttft == null ? "" : Figures.time(ttft)),
                Cell.of(tpot == null ? "" : Figures.time(tpot)),
                Cell.of(Figures.figure(allocation.costPerHour())),
                Cell.of(Figures.power(allocation.watts())));
    }

    private Pool pool(Plan.Allocation allocation) {
        return plan.pools().get(allocation.pool()).pool();
    }

    /// `16`, `4 x 8`, or `5 parts`: a replica on parts is always one part.
    private String devices(Plan.Allocation allocation) {
        int each = allocation.fit().shape().devices();
        if (!pool(allocation).carving().isWhole()) {
            return Figures.count(allocation.devices(), "part");
        }
        return allocation.replicas() == 1
                ? Figures.whole(each)
                : allocation.replicas() + " x " + each;
    }

    private static Ink ink(Progress.State state) {
        return switch (state) {
            case MET -> Ink.GOOD;
            case SHORT -> Ink.WARN;
            case OPEN -> Ink.PLAIN;
        };
    }

    private void waiting() {
        if (plan.waiting().isEmpty()) {
            return;
        }
        section("Waiting", Figures.count(plan.waiting().size(), "work"));
        boolean many = plan.waiting().size() > MANY;
        int shown = many ? shown(plan.waiting().size()) : plan.waiting().size();
        for (var waiting : plan.waiting().subList(0, shown)) {
            var terms = waiting.work().terms();
            out.println(
                    INDENT
                            + paint(Cell.of(terms.name()).text(), Ink.BOLD)
                            + "  "
                            + Cell.of(terms.tenant()).text()
                            + ", "
                            + terms.priority().name().toLowerCase(Locale.ROOT)
                            + ", "
                            + WorkKind.of(waiting.work()).verb());
            int reasons = waiting.reasons().size();
            int some = options.verbose() ? reasons : Math.min(REASONS, reasons);
            for (var reason : waiting.reasons().subList(0, some)) {
                out.println(INDENT + INDENT + Cell.of(reason.text()).text());
            }
            if (some < reasons) {
                out.println(
                        INDENT
                                + INDENT
                                + paint(
                                        "and %s".formatted(more(reasons - some, "reason")),
                                        Ink.DIM));
            }
        }
        leftOut(plan.waiting().size() - shown, "waiting work");
    }

    private void rules() {
        var lines = new RuleNotes(plan).lines();
        if (!lines.isEmpty()) {
            section("Rules", "what runs and asks for a look; decision support, not legal advice");
            int shown = shown(lines.size());
            lines.subList(0, shown).forEach(line -> out.println(INDENT + line));
            leftOut(lines.size() - shown, "note");
        }
    }

    private void totals() {
        var all = digest.all();
        section("Totals", "");
        var parts = new ArrayList<String>();
        parts.add(Figures.count(all.running(), "work") + " running");
        parts.add(Figures.whole(all.waiting()) + " waiting");
        parts.add(
                "%s of %s in use (%s)"
                        .formatted(
                                Figures.devices(all.devices()),
                                Figures.count(digest.devices(), "device"),
                                Figures.percent(share(all.devices(), (double) digest.devices()))));
        out.println(INDENT + String.join(", ", parts));
        out.println(
                INDENT
                        + "worth %s devices of %s, %s %s/h, %s"
                                .formatted(
                                        Figures.figure(plan.worth()),
                                        heading.reference(),
                                        Figures.figure(all.costPerHour()),
                                        heading.currency(),
                                        Figures.power(all.watts())));
        if (digest.shortfalls() > 0) {
            out.println(
                    INDENT
                            + paint(
                                    "%s below demand or deadline"
                                            .formatted(Figures.count(digest.shortfalls(), "work")),
                                    Ink.WARN));
        }
    }

    private void vouchers() {
        if (!plan.vouchers().parts().isEmpty()) {
            section("Vouchers", "off the rent of devices; they change no allocation");
            new VoucherTable(plan.vouchers(), heading.currency(), options.colour())
                    .print(plan, out);
        }
    }

    private void alternatives() {
        section(
                "Beside simpler policies",
                "on the same fits, limits and floors; worth of all, and by class");
        var classes = plan.alternatives().getFirst().worthByClass().keySet();
        var table = new Table().left("policy").right("worth").right("").left("");
        if (classes.size() > 1) {
            classes.forEach(one -> table.right(one.name().toLowerCase(Locale.ROOT)));
        }
        table.right("running").right("deadlines").right("demand").right(heading.currency() + "/h");
        for (var policy : plan.alternatives()) {
            double share = plan.worth() > 0 ? policy.worth() / plan.worth() : 0;
            var cells = new ArrayList<Cell>();
            cells.add(Cell.of(policy.name()));
            cells.add(Cell.of(Figures.figure(policy.worth())));
            cells.add(Cell.of(plan.worth() > 0 ? Figures.percent(share) : ""));
            cells.add(Cell.of(bar(share)));
            if (classes.size() > 1) {
                classes.forEach(one -> cells.add(Cell.of(worth(policy, one))));
            }
            cells.add(Cell.of(Figures.whole(policy.running())));
            cells.add(Cell.of(Figures.whole(policy.deadlines())));
            cells.add(Cell.of(Figures.percent(policy.demand())));
            cells.add(Cell.of(Figures.figure(policy.costPerHour())));
            table.row(cells);
        }
        table.print(out, INDENT, options.colour());
    }

    private static String worth(Plan.Alternative policy, Priority priority) {
        var worth = policy.worthByClass().get(priority);
        return worth == null ? "-" : Figures.figure(worth);
    }

    private void quality() {
        section(
                "Quality",
                "objective %s, bound %s, gap %s, planned in %s"
                        .formatted(
                                Figures.figure(plan.objective()),
                                Figures.figure(plan.bound()),
                                Figures.percent(plan.gap()),
                                Figures.time((double) heading.solveMs())));
        out.println(INDENT + digest.gapSentence());
        var changes = digest.changesSentence();
        if (!changes.isEmpty()) {
            out.println(INDENT + changes);
        }
    }

    private void section(String title, String remark) {
        out.println();
        out.println(
                paint(title, Ink.BOLD) + (remark.isEmpty() ? "" : "  " + paint(remark, Ink.DIM)));
    }

    private int shown(int rows) {
        return options.verbose() || rows <= MANY ? rows : FIRST;
    }

    private void leftOut(int rows, String noun) {
        if (rows > 0) {
            out.println(
                    INDENT + paint("and " + more(rows, noun) + "; --verbose shows all", Ink.DIM));
        }
    }

    private static String more(int number, String noun) {
        return Figures.whole(number) + " more " + noun + (number == 1 ? "" : "s");
    }

    private String paint(String text, Ink ink) {
        return ink.paint(text, options.colour());
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /// A bar in eighths of a column.
    private static String bar(double share) {
        int eighths = (int) Math.round(Math.min(1, share) * BAR * 8);
        if (eighths == 0 && share > 0) {
            eighths = 1;
        }
        var bar = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? bar : bar + (char) ('█' + 8 - eighths % 8);
    }
}
