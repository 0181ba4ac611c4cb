package dev.medley.report.page;

import dev.medley.core.sim.days.Chronicle;
import dev.medley.core.sim.days.Curve;
import dev.medley.report.Figures;
import dev.medley.report.WorkKind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Days of a fleet as one HTML page that needs nothing else: figures policy by policy, who waits,
/// what is held of each pool and at which price, what services and tenants got.
public final class FleetDaysPage {

    private static final double MS_PER_HOUR = 3_600_000;

    /// As many prices as a chart has colours.
    private static final int MOST_PRICES = 11;

    private final List<Chronicle> played;
    private final Chronicle first;
    private final String fleet;
    private final String currency;
    private final String terms;
    private final Markup page = new Markup();

    private FleetDaysPage(List<Chronicle> played, String fleet, String currency, String terms) {
        this.played = List.copyOf(played);
        this.first = played.getFirst();
        this.fleet = fleet;
        this.currency = currency;
        this.terms = terms;
    }

    /// The whole document.
    ///
    /// @param played the same days under each policy, the first being the one to look at
    /// @param terms a sentence on what was played
    public static String of(List<Chronicle> played, String fleet, String currency, String terms) {
        return new FleetDaysPage(played, fleet, currency, terms).document();
    }

    private String document() {
        page.open("html", "lang", "en");
        PageHead.write(
                page, "Fleet over time: " + fleet, PageHead.Script.NONE, "plan.css", "fleet.css");
        page.open("body").open("main");
        head();
        policies();
        var chart = new TimeChart(page, first.endMs() / MS_PER_HOUR);
        chart.chart(
                "queue",
                "Jobs waiting",
                0,
                played.stream()
                        .map(one -> new TimeChart.Line(one.policy(), means(one.waiting())))
                        .toList());
        prices(chart);
        pools();
        services();
        tenants();
        reading();
        page.close().close().close();
        return page.document();
    }

    private void head() {
        page.open("header", "class", "summary");
        page.element("p", "Medley simulation", "class", "kicker");
        page.element("h1", fleet + " over time");
        page.element("p", terms, "class", "lead");
        page.open("dl", "class", "tiles");
        tile(
                "Jobs finished",
                "%s of %s"
                        .formatted(
                                Figures.whole(first.finished()),
                                Figures.whole(first.jobs().size())),
                "under " + first.policy());
        tile(
                "Average completion",
                Figures.span(first.meanCompletionHours()),
                first.finished() < first.jobs().size() ? "at least: some go on" : "to finish");
        tile(
                "Deadlines missed",
                "%s of %s".formatted(Figures.whole(first.missed()), Figures.whole(first.due())),
                Figures.count(first.behind(), "job") + " behind a later one");
        tile("Demand served", Figures.percent(first.served()), "within targets, mean of services");
        tile("Devices held", Figures.percent(first.utilisation()), "of all device time");
        tile(
                "Energy",
                Figures.figure(first.kilowattHours() / 1000) + " MWh",
                Figures.figure(first.cost()) + " " + currency + " in all");
        page.close().close().line();
    }

    private void tile(String title, String figure, String more) {
        page.open("div").element("dt", title).open("dd");
        page.element("b", figure).element("span", more).close().close();
    }

    private void policies() {
        var titles =
                List.of(
                        "Finished",
                        "p99",
                        "Missed",
                        "Behind",
                        "Served",
                        "Held",
                        "Preempted",
                        "Worst rho",
                        "MWh",
                        currency,
                        "Round p99");
        var table = new PolicyTable(page, "Average completion", titles);
        double most = played.stream().mapToDouble(Chronicle::meanCompletionHours).max().orElse(0);
        for (int i = 0; i < played.size(); i++) {
            var one = played.get(i);
            double mean = one.meanCompletionHours();
            table.row(
                    one.policy(), i, most > 0 ? mean / most : 0, Figures.span(mean), figures(one));
        }
        table.close();
    }

    private static List<String> figures(Chronicle one) {
        return List.of(
                Figures.whole(one.finished()),
                Figures.span(one.completionHours(0.99)),
                Figures.whole(one.missed()),
                Figures.whole(one.behind()),
                Figures.percent(one.served()),
                Figures.percent(one.utilisation()),
                Figures.whole(one.counts().preemptions()),
                Figures.decimal(one.worstFairness(), 2),
                Figures.figure(one.kilowattHours() / 1000),
                Figures.figure(one.cost()),
                Figures.time(one.decisionMs(0.99)));
    }

    private void prices(TimeChart chart) {
        var lines = new ArrayList<TimeChart.Line>();
        for (var pool : first.pools()) {
            var price = pool.price();
            if (price != null && price.integral() > 0) {
                lines.add(new TimeChart.Line(pool.pool().id(), means(price)));
            }
        }
        if (!lines.isEmpty()) {
            lines.sort(Comparator.comparingDouble(FleetDaysPage::sum).reversed());
            chart.chart(
                    "prices",
                    "Prices under %s, equivalents per device".formatted(first.policy()),
                    0,
                    lines.subList(0, Math.min(MOST_PRICES, lines.size())));
        }
    }

    private static double sum(TimeChart.Line line) {
        double sum = 0;
        for (double mean : line.means()) {
            sum += mean;
        }
        return sum;
    }

    private void pools() {
        page.open("section", "id", "pools").element("h2", "Pool by pool");
        page.open("p", "class", "key");
        for (var kind : WorkKind.values()) {
            page.open("span").open("i", "class", "dot " + Tints.kind(kind)).close();
            page.text(kind.title()).close();
        }
        page.close();
        var areas = new PoolAreas(page, played);
        for (int pool = 0; pool < first.pools().size(); pool++) {
            areas.write(pool);
        }
        page.close().line();
    }

    private void services() {
        if (first.services().isEmpty()) {
            return;
        }
        page.open("section", "id", "services").element("h2", "Demand served within targets");
        page.open("div", "class", "scroll").open("table");
        page.open("thead").open("tr").element("th", "Service", "scope", "col");
        page.element("th", "Tenant", "scope", "col");
        page.element("th", "Requests/s", "scope", "col", "class", "n");
        played.forEach(one -> page.element("th", one.policy(), "scope", "col", "class", "n"));
        page.close().close().open("tbody");
        for (int s = 0; s < first.services().size(); s++) {
            var service = first.services().get(s);
            page.open("tr").element("th", service.name(), "scope", "row");
            page.element("td", service.tenant());
            cell(Figures.figure(service.requestsPerSecond()));
            for (var one : played) {
                double served = one.services().get(s).served();
                page.element(
                        "td",
                        Figures.percent(served),
                        "class",
                        served < ALL_BUT_SOME ? "n short" : "n");
            }
            page.close().line();
        }
        page.close().close().close().close().line();
    }

    /// Less of a service's demand served is marked.
    private static final double ALL_BUT_SOME = 0.9;

    private void tenants() {
        page.open("section", "id", "tenants").element("h2", "Tenant by tenant");
        page.open("div", "class", "scroll").open("table");
        page.open("thead").open("tr").element("th", "Tenant", "scope", "col");
        for (var one : played) {
            page.element("th", one.policy() + ": device-h", "scope", "col", "class", "n");
            page.element("th", "MWh", "scope", "col", "class", "n");
            page.element("th", currency, "scope", "col", "class", "n");
        }
        page.close().close().open("tbody");
        var names =
                played.stream()
                        .flatMap(one -> one.tenants().stream())
                        .map(Chronicle.TenantDays::name)
                        .distinct()
                        .sorted()
                        .toList();
        for (var name : names) {
            page.open("tr").element("th", name, "scope", "row");
            for (var one : played) {
                var days = one.tenant(name);
                cell(Figures.figure(days.deviceHours()));
                cell(Figures.figure(days.kilowattHours() / 1000));
                cell(Figures.figure(days.cost()));
            }
            page.close().line();
        }
        page.close().close().close().close().line();
    }

    private void cell(String figure) {
        page.element("td", figure, "class", "n");
    }

    private void reading() {
        page.open("section", "id", "reading").element("h2", "How to read it");
        page.element(
                "p",
                "Completion is from submission to finish; a job that is not finished counts with"
                        + " the time it has been there. Missed: deadlines that passed before the"
                        + " job was finished. Behind: not due yet, but less of the job is done than"
                        + " of its time is gone. Rho is completion over what it would be on an"
                        + " exclusive equal share of every pool. A price is what one more device"
                        + " would add, in reference-device equivalents. Energy is that of running"
                        + " work, with the site's PUE. Curves show means over equal spans of time."
                        + " docs/simulation.md says what is modelled and what is not.",
                "class",
                "lead");
        page.close().line();
    }

    private static List<Double> means(Curve curve) {
        var means = new ArrayList<Double>();
        for (int i = 0; i < curve.spans(); i++) {
            means.add(curve.mean(i));
        }
        return means;
    }
}
