package dev.medley.report.page;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.plan.Plan;
import dev.medley.core.work.BatchJob;
import dev.medley.report.Digest;
import dev.medley.report.Figures;
import dev.medley.report.Heading;
import dev.medley.report.Progress;
import dev.medley.report.ShapeText;
import dev.medley.report.WorkKind;

import java.util.Locale;

/// Everything that runs: where, in which shape, how fast, within what band, at what cost.
final class RunningTable {

    private static final int MOST = 400;

    private final Plan plan;
    private final Heading heading;
    private final Digest digest;

    RunningTable(Plan plan, Heading heading, Digest digest) {
        this.plan = plan;
        this.heading = heading;
        this.digest = digest;
    }

    void write(Markup page) {
        page.open("section", "id", "running").element("h2", "What runs");
        Tables.search(page, "running-rows", "Search work, tenant, pool or shape");
        page.open("div", "class", "scroll").open("table", "class", "rows", "id", "running-rows");
        page.open("thead").open("tr");
        Tables.title(page, "Work", false);
        Tables.title(page, "Tenant", false);
        Tables.title(page, "Pool", false);
        Tables.title(page, "Devices", true);
        Tables.title(page, "Rate", true);
        Tables.title(page, "Reaches", true);
        Tables.title(page, "Latency", true);
        Tables.title(page, heading.currency() + "/h", true);
        Tables.title(page, "Power", true);
        Tables.title(page, "Worth", true);
        page.close().close().open("tbody");
        var all = digest.byWorth();
        for (var allocation : all.subList(0, Math.min(MOST, all.size()))) {
            row(page, allocation);
        }
        page.close().close().close();
        PlanPage.leftOut(
                page, plan.allocations().size() - MOST, "allocation", "those of least worth");
        page.close().line();
    }

    private void row(Markup page, Plan.Allocation allocation) {
        var work = allocation.work();
        var fit = allocation.fit();
        var progress = digest.progress(allocation);
        var kind = WorkKind.of(work);
        page.open("tr").open("th", "scope", "row", "data-v", work.name());
        page.open("i", "class", "dot " + Tints.kind(kind)).close();
        var priority = work.terms().priority().name().toLowerCase(Locale.ROOT);
        page.text(work.name()).element("small", kind.verb() + ", " + priority).close();
        page.element("td", work.terms().tenant());
        var pool = plan.pools().get(allocation.pool()).pool().id();
        var shape = kind == WorkKind.BATCH ? "" : ShapeText.of(work, fit.shape());
        Tables.cell(page, "", pool, pool, shape);
        Tables.cell(
                page,
                "n",
                Integer.toString(allocation.devices()),
                Figures.whole(allocation.devices()),
                allocation.replicas() == 1
                        ? ""
                        : allocation.replicas() + " x " + fit.shape().devices());
        Tables.cell(
                page,
                "n",
                Double.toString(allocation.rate()),
                Figures.rate(allocation.rate(), fit.unit()),
                band(allocation));
        Tables.cell(
                page,
                "n " + style(progress.state()),
                Double.toString(allocation.share()),
                progress.text(),
                model(allocation));
        latency(page, fit);
        figure(page, allocation.costPerHour(), Figures.figure(allocation.costPerHour()));
        figure(page, allocation.watts(), Figures.power(allocation.watts()));
        figure(page, allocation.worth(), Figures.figure(allocation.worth()));
        page.close().line();
    }

    private static void figure(Markup page, double value, String text) {
        page.element("td", text, "class", "n", "data-v", Double.toString(value));
    }

    private static void latency(Markup page, ShapeFit fit) {
        var ttft = fit.ttftMs();
        var tpot = fit.tpotMs();
        Tables.cell(
                page,
                "n",
                Double.toString(tpot == null ? -1 : tpot),
                tpot == null ? "" : Figures.time(tpot) + " TPOT",
                ttft == null ? "" : Figures.time(ttft) + " TTFT");
    }

    /// The model variant that runs, where the shape names one.
    private static String model(Plan.Allocation allocation) {
        return allocation.fit().shape().model();
    }

    /// The 80 % band relative to the prediction, and what stands behind it.
    private static String band(Plan.Allocation allocation) {
        var fit = allocation.fit();
        if (allocation.work() instanceof BatchJob || fit.rate() <= 0) {
            return "as declared";
        }
        var band =
                "−%s +%s"
                        .formatted(
                                Figures.percent(Math.max(0, 1 - fit.band().low() / fit.rate())),
                                Figures.percent(Math.max(0, fit.band().high() / fit.rate() - 1)));
        return fit.band().basisRows() > 0 ? band : band + ", unmeasured";
    }

    private static String style(Progress.State state) {
        return switch (state) {
            case MET -> "met";
            case SHORT -> "short";
            case OPEN -> "";
        };
    }
}
