package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.report.Digest;
import dev.medley.report.Figures;
import dev.medley.report.Heading;

/// The plan as one HTML page that needs nothing else: the fleet as a picture with its prices, who
/// gets what, how simpler policies would do, what waits and why, everything that runs, what rules
/// ask to look at, and how to read it all. `docs/plan-page.md` explains it to readers.
public final class PlanPage {

    private final Plan plan;
    private final Heading heading;
    private final Digest digest;
    private final Markup page = new Markup();

    private PlanPage(Plan plan, Heading heading) {
        this.plan = plan;
        this.heading = heading;
        this.digest = new Digest(plan);
    }

    /// The whole document.
    public static String of(Plan plan, Heading heading) {
        return new PlanPage(plan, heading).document();
    }

    private String document() {
        var tints = new Tints(digest);
        page.open("html", "lang", "en", "class", "no-script");
        var title = title(heading) + ", " + heading.date();
        PageHead.write(page, title, PageHead.Script.OWN, "plan.css");
        page.open("body").open("main");
        new Summary(plan, heading, digest).write(page);
        new FleetPicture(plan, heading, digest, tints).write(page);
        new TenantBars(digest, heading).write(page);
        new VoucherBars(plan, heading).write(page);
        new PolicyBars(plan, heading).write(page);
        new WaitingTable(plan.waiting()).write(page);
        new RunningTable(plan, heading, digest).write(page);
        new RuleTable(plan).write(page);
        new Reading(plan, heading, digest).write(page);
        page.close();
        page.trusted("script", PageHead.resource("plan.js"));
        page.close().close();
        return page.document();
    }

    static String title(Heading heading) {
        return heading.fleet().isEmpty() ? "Plan" : "Plan of " + heading.fleet();
    }

    /// Says what is missing where a table stops before its end.
    static void leftOut(Markup page, int rows, String noun, String order) {
        if (rows > 0) {
            page.element(
                    "p",
                    "%s more are not shown, %s. medley plan --json has every %s."
                            .formatted(Figures.whole(rows), order, noun),
                    "class",
                    "note");
        }
    }
}
