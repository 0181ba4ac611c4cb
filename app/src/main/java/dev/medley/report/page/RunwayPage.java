package dev.medley.report.page;

import dev.medley.core.plan.Yield;
import dev.medley.core.runway.Runway;
import dev.medley.report.Figures;
import dev.medley.report.Heading;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A runway as one HTML page that needs nothing else: what each kind of work needs and gets, what
/// each pool has, when it no longer fits, and what moves that day.
public final class RunwayPage {

    private static final Runway.End NONE = new Runway.End(null, null, null, 0);

    private final Runway runway;
    private final Heading heading;
    private final Markup page = new Markup();

    private RunwayPage(Runway runway, Heading heading) {
        this.runway = runway;
        this.heading = heading;
    }

    /// The whole document.
    public static String of(Runway runway, Heading heading) {
        return new RunwayPage(runway, heading).document();
    }

    private String document() {
        page.open("html", "lang", "en");
        var title = "Runway of " + heading.fleet() + " from " + heading.date();
        PageHead.write(page, title, PageHead.Script.NONE, "plan.css", "fleet.css", "runway.css");
        page.open("body").open("main");
        head();
        kinds();
        options();
        pools();
        dependence();
        closings();
        reading();
        page.close().close().close();
        return page.document();
    }

    private void head() {
        var look = runway.look();
        page.open("header", "class", "summary");
        page.element("p", "Medley runway", "class", "kicker");
        page.element("h1", heading.fleet());
        page.element("p", sentence(), "class", "lead");
        page.element(
                "p",
                "From %s on, %s; %s of events, seed %d."
                        .formatted(
                                heading.date(),
                                Figures.count(look.months(), "month"),
                                Figures.count(look.draws(), "course"),
                                look.seed()),
                "class",
                "quiet");
        page.close().line();
    }

    private String sentence() {
        for (var target : runway.targets()) {
            var end = target.end();
            if (end.middle() != null) {
                return "%s no longer fits from %s on (%s to %s in eight courses of ten)."
                        .formatted(
                                capital(target.target().word()),
                                end.middle(),
                                day(end.early()),
                                day(end.late()));
            }
        }
        return "Everything fits until the last day in at least half of the courses.";
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String day(@Nullable LocalDate date) {
        return date == null ? "later" : date.toString();
    }

    private void kinds() {
        section(
                "kinds",
                "What work needs, and what it gets",
                "In devices of %s. Dashed: needed; drawn through: got; bands hold eight courses of"
                                .formatted(heading.reference())
                        + " ten. The red line is the day from which half of the courses do not"
                        + " fit.");
        page.open("div", "class", "fans");
        var chart = new FanChart(page, runway.dates());
        for (var target : runway.targets()) {
            var style =
                    switch (target.target()) {
                        case TRAINING -> "train";
                        case CORE_SERVING, SERVING -> "serve";
                        case BATCH -> "batch";
                    };
            chart.figure(
                    capital(target.target().word()),
                    "ends in %s of courses".formatted(Figures.percent(target.end().share())),
                    List.of(
                            new FanChart.Fan("supply", true, target.need()),
                            new FanChart.Fan(style, false, target.gets())),
                    target.end());
        }
        page.close();
        close();
    }

    private void options() {
        if (runway.options().isEmpty()) {
            return;
        }
        section("options", "What moves the day for training", "");
        titles(
                "Option",
                "-Ends then",
                "-Months gained",
                "-Mean",
                "-Still fits at the end",
                "-" + heading.currency(),
                "-Months per million",
                "-Serving gets");
        for (var option : runway.options()) {
            var each = option.monthsPerMillion();
            page.open("tr").open("td").text(option.name());
            page.element("small", option.text()).close();
            figures(
                    day(option.end().middle()),
                    "%s to %s"
                            .formatted(
                                    Figures.decimal(option.months().low(), 0),
                                    Figures.decimal(option.months().high(), 0)),
                    Figures.decimal(option.meanMonths(), 1),
                    Figures.percent(option.open()),
                    option.money() == 0 ? "nothing" : Figures.figure(option.money()),
                    each == null ? "" : Figures.decimal(each, 2),
                    Figures.percent(option.serving()));
            page.close().line();
        }
        page.close().close();
        page.element(
                "p",
                "What costs nothing comes first and ranks by months, the rest by months per"
                        + " million. As things are, serving gets %s of what it needs."
                                .formatted(
                                        Figures.percent(runway.options().getFirst().servingAsIs())),
                "class",
                "quiet");
        close();
    }

    private void pools() {
        section(
                "pools",
                "Pools",
                "Devices that work (black), and those that kinds of work would take at the prices"
                        + " of the first day (dashed).");
        page.open("p", "class", "key");
        key("supply", "devices that work");
        key("train", "training");
        key("serve", "serving");
        key("batch", "batch");
        page.close();
        page.open("div", "class", "fans");
        var chart = new FanChart(page, runway.dates());
        for (var pool : runway.pools()) {
            var fans = new ArrayList<FanChart.Fan>();
            fans.add(new FanChart.Fan("supply", false, pool.supply()));
            for (var needs : pool.needs()) {
                if (needs.devices().stream().anyMatch(band -> band.high() >= 0.5)) {
                    fans.add(new FanChart.Fan(style(needs.kind()), true, needs.devices()));
                }
            }
            chart.figure(pool.pool().id(), pool.pool().chip().id(), fans, NONE);
        }
        page.close();
        close();
    }

    private void key(String style, String name) {
        page.open("span").open("i", "class", "dot f-" + style).close().text(name).close();
    }

    private static String style(Yield.Kind kind) {
        return switch (kind) {
            case TRAINING -> "train";
            case SERVING -> "serve";
            case BATCH -> "batch";
        };
    }

    private void dependence() {
        section("dependence", "What it hangs on", "");
        titles(
                "Vendor",
                "-Of devices",
                "-Served value lost, without growth",
                "-Served value lost, without them",
                "-Training lost, without them");
        for (var vendor : runway.vendors()) {
            page.open("tr").element("td", vendor.vendor());
            figures(
                    Figures.percent(vendor.devices()),
                    Figures.percent(vendor.servedWithoutGrowth()),
                    Figures.percent(vendor.servedWithout()),
                    Figures.percent(vendor.trainedWithout()));
            page.close().line();
        }
        page.close().close();
        if (!runway.arrivals().isEmpty()) {
            titles("Without the arrival", "-Training ends", "-Months lost", "-Mean");
            for (var lost : runway.arrivals()) {
                page.open("tr").element("td", lost.arrival());
                figures(
                        day(lost.end().middle()),
                        "%s to %s"
                                .formatted(
                                        Figures.decimal(lost.months().low(), 0),
                                        Figures.decimal(lost.months().high(), 0)),
                        Figures.decimal(lost.meanMonths(), 1));
                page.close().line();
            }
            page.close().close();
        }
        close();
    }

    private void closings() {
        if (runway.closings().isEmpty()) {
            return;
        }
        section("rules", "Pools that rules close", "");
        titles("Day", "Pool", "-Works", "First ruling");
        for (var closing : runway.closings()) {
            page.open("tr").element("td", closing.date().toString());
            page.element("td", closing.pool());
            figures(Figures.whole(closing.works()));
            page.element("td", closing.text()).close().line();
        }
        page.close().close();
        close();
    }

    private void reading() {
        section(
                "reading",
                "How to read it",
                "Every day is a sale of the whole fleet at prices, as in a plan. A kind of work"
                        + " fits"
                        + " while it gets %s of what it needs: training what it gets on the first"
                                .formatted(Figures.percent(runway.look().enough()))
                        + " day, serving the same share of its demand as then. The same dice fall"
                        + " for every option. docs/runway.md says what is modelled and what is"
                        + " not.");
        close();
    }

    private void section(String id, String title, String lead) {
        page.open("section", "id", id).element("h2", title);
        if (!lead.isEmpty()) {
            page.element("p", lead, "class", "lead");
        }
    }

    private void close() {
        page.close().line();
    }

    /// Opens a table and its body; a title that begins with `-` is one of figures.
    private void titles(String... titles) {
        page.open("table", "class", "plain").open("thead").open("tr");
        for (var title : titles) {
            boolean figures = title.startsWith("-");
            page.element(
                    "th",
                    figures ? title.substring(1) : title,
                    "scope",
                    "col",
                    "class",
                    figures ? "n" : "");
        }
        page.close().close().open("tbody").line();
    }

    private void figures(String... texts) {
        for (var text : texts) {
            page.element("td", text, "class", "n");
        }
    }
}
