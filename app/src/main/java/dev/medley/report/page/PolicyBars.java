package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.report.Figures;
import dev.medley.report.Heading;

/// The plan beside simpler policies on the same fits and limits.
final class PolicyBars {

    private final Plan plan;
    private final Heading heading;

    PolicyBars(Plan plan, Heading heading) {
        this.plan = plan;
        this.heading = heading;
    }

    void write(Markup page) {
        page.open("section", "id", "policies").element("h2", "Beside simpler policies");
        page.element(
                "p",
                "What the same work would be worth if devices were given out by a simple rule, on"
                        + " the same fits and within the same limits.",
                "class",
                "lead");
        page.open("div", "class", "scroll").open("table", "class", "bars");
        page.open("thead").open("tr");
        page.element("th", "Policy", "scope", "col");
        page.element("th", "Worth, the plan being 100 %", "scope", "col", "class", "wide");
        for (var title : new String[] {"Running", "Deadlines met", "Demand served"}) {
            page.element("th", title, "scope", "col", "class", "n");
        }
        page.element("th", heading.currency() + "/h", "scope", "col", "class", "n");
        page.close().close().open("tbody");
        double most =
                plan.alternatives().stream().mapToDouble(Plan.Alternative::worth).max().orElse(0);
        for (int i = 0; i < plan.alternatives().size(); i++) {
            row(page, plan.alternatives().get(i), most, i == 0);
        }
        page.close().close().close().close().line();
    }

    private void row(Markup page, Plan.Alternative policy, double most, boolean ours) {
        page.open("tr").open("th", "scope", "row").text(policy.name());
        page.element("small", policy.rule()).close();
        page.open("td", "class", "wide").open("span", "class", "stack");
        double share = most > 0 ? policy.worth() / most : 0;
        page.open(
                "i",
                "class",
                ours ? "ours" : "theirs",
                "style",
                "--share:" + Figures.decimal(share, 4));
        page.close();
        if (plan.worth() > 0) {
            page.element("b", Figures.percent(policy.worth() / plan.worth()));
        }
        page.close().close();
        page.element("td", Figures.whole(policy.running()), "class", "n");
        page.element("td", Figures.whole(policy.deadlines()), "class", "n");
        page.element("td", Figures.percent(policy.demand()), "class", "n");
        page.element("td", Figures.figure(policy.costPerHour()), "class", "n");
        page.close().line();
    }
}
