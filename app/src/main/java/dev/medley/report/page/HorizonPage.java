package dev.medley.report.page;

import dev.medley.core.fit.Reason;
import dev.medley.core.plan.weeks.HorizonPlan;
import dev.medley.core.rules.Treatment;
import dev.medley.report.Figures;
import dev.medley.report.Heading;
import dev.medley.report.HorizonText;
import dev.medley.report.RuleNotes;
import dev.medley.report.WorkKind;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// A plan over weeks as one page that needs no network: how full and how dear each pool is in each
/// week, when each work runs where, and what waits or misses and why.
public final class HorizonPage {

    private static final int LABEL = 190;
    private static final int WIDTH = 1176;
    private static final int ROW = 22;
    private static final int HEAD = 22;

    /// Works that are drawn; the table of what waits has its own limit.
    private static final int MOST_ROWS = 120;

    /// Weeks beyond which figures in cells could not be read.
    private static final int MOST_FIGURES = 30;

    private final HorizonPlan plan;
    private final Heading heading;
    private final HorizonText text;
    private final Markup page = new Markup();
    private final double week;

    private HorizonPage(HorizonPlan plan, Heading heading) {
        this.plan = plan;
        this.heading = heading;
        this.text = new HorizonText(plan, heading.date());
        this.week = (double) (WIDTH - LABEL) / plan.weeks();
    }

    /// The whole document.
    public static String of(HorizonPlan plan, Heading heading) {
        return new HorizonPage(plan, heading).document();
    }

    private String document() {
        page.open("html", "lang", "en");
        PageHead.write(
                page,
                PlanPage.title(heading) + ", weeks from " + heading.date(),
                PageHead.Script.NONE,
                "plan.css",
                "horizon.css");
        page.open("body").open("main");
        head();
        heat(
                "use",
                "How full",
                "Devices held, as a share of those that are there. Grey: none are there.",
                pool -> pool.devices() == 0 ? 0 : (double) pool.held() / pool.devices());
        double dearest =
                plan.pools().stream()
                        .flatMap(pool -> pool.weeks().stream())
                        .mapToDouble(HorizonPlan.PoolWeek::price)
                        .max()
                        .orElse(0);
        heat(
                "cost",
                "How dear",
                "What one more device would add in the week, in devices of "
                        + heading.reference()
                        + ".",
                pool -> dearest == 0 ? 0 : pool.price() / dearest);
        gantt();
        troubles();
        rules();
        reading();
        page.close().close().close();
        return page.document();
    }

    private void head() {
        long runs = plan.courses().stream().filter(HorizonPlan.Course::runs).count();
        long missing =
                plan.courses().stream()
                        .filter(course -> course.runs() && text.isTroubled(course))
                        .count();
        page.open("header", "class", "summary");
        page.element("p", "Medley plan over weeks, " + heading.date(), "class", "kicker");
        page.element("h1", heading.fleet().isEmpty() ? "The fleet" : heading.fleet());
        page.element(
                "p",
                "%s from %s. Worth %s devices of %s for a week; %s."
                        .formatted(
                                Figures.count(plan.weeks(), "week"),
                                heading.date(),
                                Figures.figure(plan.worth()),
                                heading.reference(),
                                text.gap()),
                "class",
                "lead");
        page.open("dl", "class", "tiles");
        tile("Works that run", Figures.whole(runs), "of " + plan.courses().size());
        tile("Miss something", Figures.whole(missing), "deadline or demand");
        tile("Wait", Figures.whole(plan.courses().size() - runs), "never run within the weeks");
        page.close().close().line();
    }

    private void tile(String title, String figure, String more) {
        page.open("div").element("dt", title).open("dd");
        page.element("b", figure).element("span", more).close().close();
    }

    private void heat(
            String shade, String title, String lead, ToDoubleFunction<HorizonPlan.PoolWeek> share) {
        page.open("section", "id", shade).element("h2", title);
        page.element("p", lead, "class", "lead");
        open(plan.pools().size(), title + ", pools by weeks");
        for (int p = 0; p < plan.pools().size(); p++) {
            var pool = plan.pools().get(p);
            label(
                    p,
                    pool.pool().id(),
                    "%s: %s %s per device and hour, %s"
                            .formatted(
                                    pool.pool().id(),
                                    Figures.price(pool.pool().costPerDeviceHour()),
                                    heading.currency(),
                                    Figures.basis(pool.pool())));
            for (int t = 0; t < plan.weeks(); t++) {
                cell(p, t, shade, pool.weeks().get(t), share.applyAsDouble(pool.weeks().get(t)));
            }
        }
        page.close().close().line();
    }

    private void cell(int row, int at, String shade, HorizonPlan.PoolWeek pool, double share) {
        page.open(
                "rect",
                "class",
                pool.devices() == 0 ? "none" : shade,
                "x",
                number(x(at) + 1),
                "y",
                number(y(row) + 1),
                "width",
                number(week - 2),
                "height",
                number(ROW - 2),
                "fill-opacity",
                number(pool.devices() == 0 ? 0.5 : 0.08 + 0.82 * Math.min(1, share)));
        page.element(
                "title",
                "week %d from %s: %s of %s held, price %s"
                        .formatted(
                                at + 1,
                                text.firstDay(at),
                                Figures.whole(pool.held()),
                                Figures.whole(pool.devices()),
                                Figures.price(pool.price())));
        page.close();
        if (plan.weeks() <= MOST_FIGURES && pool.devices() > 0) {
            page.element(
                    "text",
                    shade.equals("use")
                            ? Figures.whole(Math.round(share * 100))
                            : Figures.price(pool.price()),
                    "class",
                    "tiny",
                    "x",
                    number(x(at) + week / 2),
                    "y",
                    number(y(row) + ROW - 7));
        }
    }

    private void gantt() {
        page.open("section", "id", "works").element("h2", "What runs when");
        page.element(
                "p",
                "Bars say pool and devices when pointed at; a line marks a deadline. Works that"
                        + " miss something come first, then by name.",
                "class",
                "lead");
        page.open("p", "class", "key");
        for (var kind : WorkKind.values()) {
            page.open("span").open("i", "class", "dot " + Tints.kind(kind)).close();
            page.text(kind.title()).close();
        }
        page.close();
        var courses = text.troubledFirst().stream().filter(HorizonPlan.Course::runs).toList();
        int shown = Math.min(MOST_ROWS, courses.size());
        open(shown, "Works by weeks");
        for (int i = 0; i < shown; i++) {
            bars(i, courses.get(i));
        }
        page.close();
        PlanPage.leftOut(page, courses.size() - shown, "work", "by name");
        page.close().line();
    }

    private void bars(int row, HorizonPlan.Course course) {
        label(row, course.work().name(), "");
        for (var stint : course.stints()) {
            double from = LABEL + stint.fromHours() / 168 * week;
            double to = LABEL + stint.toHours() / 168 * week;
            page.open(
                    "rect",
                    "class",
                    Tints.kind(WorkKind.of(course.work())),
                    "x",
                    number(from),
                    "y",
                    number(y(row) + 3),
                    "width",
                    number(Math.max(1.5, to - from - 1)),
                    "height",
                    number(ROW - 6),
                    "rx",
                    "2",
                    "fill-opacity",
                    "0.85");
            page.element(
                    "title",
                    "%s: %s x%d, %s to %s"
                            .formatted(
                                    course.work().name(),
                                    plan.pools().get(stint.pool()).pool().id(),
                                    stint.devices(),
                                    text.dayOf(stint.fromHours(), false),
                                    text.dayOf(stint.toHours(), true)));
            page.close();
        }
        var deadline = course.work().hoursToDeadline();
        if (deadline != null && deadline <= plan.weeks() * 168.0) {
            var x = number(LABEL + deadline / 168 * week);
            page.empty(
                    "line",
                    "class",
                    "due",
                    "x1",
                    x,
                    "x2",
                    x,
                    "y1",
                    number(y(row) + 1),
                    "y2",
                    number(y(row) + ROW - 1));
        }
    }

    private void open(int rows, String label) {
        page.open(
                "svg",
                "class",
                "weeks",
                "viewBox",
                "0 0 %d %d".formatted(WIDTH, HEAD + rows * ROW + 4),
                "role",
                "img",
                "aria-label",
                label);
        int every = Math.max(1, (int) Math.ceil(plan.weeks() / 13.0));
        for (int t = 0; t < plan.weeks(); t += every) {
            page.element(
                    "text",
                    text.firstDay(t).toString().substring(5),
                    "class",
                    "axis",
                    "x",
                    number(x(t) + 2),
                    "y",
                    "14");
            page.empty(
                    "line",
                    "class",
                    "grid",
                    "x1",
                    number(x(t)),
                    "x2",
                    number(x(t)),
                    "y1",
                    "4",
                    "y2",
                    number(HEAD + rows * ROW));
        }
    }

    /// @param about what is said of it when pointed at; may be empty
    private void label(int row, String name, String about) {
        var shown = name.length() > 26 ? name.substring(0, 25) + "…" : name;
        page.open("text", "x", "0", "y", number(y(row) + ROW - 7)).text(shown);
        if (!about.isEmpty()) {
            page.element("title", about);
        }
        page.close();
    }

    private void troubles() {
        var some = plan.courses().stream().filter(course -> !course.waitsFor().isEmpty()).toList();
        if (some.isEmpty()) {
            return;
        }
        page.open("section", "id", "waiting").element("h2", "What waits, and why");
        page.open("div", "class", "scroll").open("table");
        page.open("thead").open("tr");
        for (var title : List.of("Work", "Starts", "Misses", "Why not before")) {
            page.element("th", title, "scope", "col");
        }
        page.close().close().open("tbody");
        int shown = Math.min(MOST_ROWS, some.size());
        for (var course : some.subList(0, shown)) {
            page.open("tr").element("th", course.work().name(), "scope", "row");
            page.element("td", text.starts(course)).element("td", text.misses(course));
            page.element(
                    "td",
                    course.waitsFor().stream()
                            .limit(3)
                            .map(Reason::text)
                            .collect(Collectors.joining("; ")),
                    "class",
                    "why");
            page.close().line();
        }
        page.close().close().close();
        PlanPage.leftOut(page, some.size() - shown, "work", "by name");
        page.close().line();
    }

    private void rules() {
        if (plan.rules().isEmpty()) {
            return;
        }
        page.open("section", "id", "rules").element("h2", "What rules say in these weeks");
        page.element(
                "p",
                "Warnings where work runs, and pools that a rule closes within the weeks. Decision"
                        + " support, not legal advice.",
                "class",
                "lead");
        page.open("div", "class", "scroll").open("table");
        page.open("thead").open("tr");
        for (var title : List.of("Pool", "When", "For whom", "What the rule says", "Confidence")) {
            page.element("th", title, "scope", "col");
        }
        page.close().close().open("tbody");
        int shown = Math.min(MOST_ROWS, plan.rules().size());
        for (var ruled : plan.rules().subList(0, shown)) {
            boolean blocks = ruled.ruling().treatment() == Treatment.BLOCK;
            page.open("tr").element("th", ruled.pool(), "scope", "row");
            page.element(
                    "td", "%s (%s)".formatted(text.weeks(ruled), text.firstDay(ruled.firstWeek())));
            page.element("td", (blocks ? "closed to " : "") + RuleNotes.some(ruled.tenants()));
            page.element("td", ruled.ruling().text(), "class", "why");
            page.element("td", ruled.ruling().confidence().name().toLowerCase(Locale.ROOT));
            page.close().line();
        }
        page.close().close().close();
        PlanPage.leftOut(page, plan.rules().size() - shown, "ruling", "by pool");
        page.close().line();
    }

    private void reading() {
        page.open("section", "id", "reading").element("h2", "How to read it");
        page.element(
                "p",
                "A week begins on the weekday of the plan's date. Devices count where they are"
                    + " there all week. Short jobs take turns on devices that are held for them. A"
                    + " price of 0 says that the pool has more than anyone can use in that week."
                    + " Later weeks count a little less each, as the policy says; prices are shown"
                    + " without that. docs/horizon.md says what is modelled and what is not.",
                "class",
                "lead");
        page.close().line();
    }

    private double x(int at) {
        return LABEL + at * week;
    }

    private static double y(int row) {
        return HEAD + (double) row * ROW;
    }

    private static String number(double value) {
        return Figures.decimal(value, 2).replace(",", "");
    }
}
