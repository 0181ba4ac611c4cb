package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.report.Digest;
import dev.medley.report.Figures;
import dev.medley.report.Heading;

/// The head of the page: the plan in a sentence and in six figures.
final class Summary {

    private final Plan plan;
    private final Heading heading;
    private final Digest digest;

    Summary(Plan plan, Heading heading, Digest digest) {
        this.plan = plan;
        this.heading = heading;
        this.digest = digest;
    }

    void write(Markup page) {
        page.open("header", "class", "summary");
        page.element("p", "Medley plan, " + heading.date(), "class", "kicker");
        page.element("h1", heading.fleet().isEmpty() ? "The fleet" : heading.fleet());
        page.element("p", sentence(), "class", "lead");
        page.open("dl", "class", "tiles");
        var all = digest.all();
        tile(
                page,
                "Works running",
                Figures.whole(all.running()),
                "of %s, %s".formatted(Figures.whole(digest.works()), waits()));
        tile(
                page,
                "Devices in use",
                Figures.percent(digest.devices() == 0 ? 0 : all.devices() / digest.devices()),
                "%s of %s"
                        .formatted(
                                Figures.devices(all.devices()), Figures.whole(digest.devices())));
        tile(page, "Worth", Figures.figure(plan.worth()), "devices of " + heading.reference());
        tile(page, "Cost", Figures.figure(all.costPerHour()), heading.currency() + " per hour");
        tile(page, "Power", Figures.power(all.watts()), "at the plug, predicted");
        if (digest.isTight()) {
            tile(page, "Best possible", "≤ " + Figures.percent(digest.better()), "better, proven");
        } else {
            tile(page, "Proven", "≥ " + Figures.percent(digest.proven()), "of the best possible");
        }
        page.close();
        nav(page);
        page.close().line();
    }

    private String waits() {
        int waiting = digest.all().waiting();
        return waiting == 1 ? "1 waits" : Figures.whole(waiting) + " wait";
    }

    private String sentence() {
        var start =
                "%s of %s on %s of %s."
                        .formatted(
                                Figures.count(digest.all().running(), "work"),
                                Figures.count(plan.tenants().size(), "tenant"),
                                Figures.deviceCount(digest.all().devices()),
                                Figures.count(plan.pools().size(), "pool"));
        Plan.Alternative best = null;
        for (var policy : plan.alternatives().stream().skip(1).toList()) {
            if (best == null || policy.worth() > best.worth()) {
                best = policy;
            }
        }
        if (best == null || best.worth() <= 0) {
            return start + " " + digest.gapSentence();
        }
        double more = plan.worth() / best.worth() - 1;
        return start + " " + comparison(more, best.name()) + " " + digest.gapSentence();
    }

    private static String comparison(double more, String policy) {
        if (Math.abs(more) < 0.001) {
            return "Worth as much as the best simpler policy (%s).".formatted(policy);
        }
        return more > 0
                ? "Worth %s more than the best simpler policy (%s)."
                        .formatted(Figures.percent(more), policy)
                : "Worth %s less than the simpler policy %s, which keeps no balance between tenants and classes."
                        .formatted(Figures.percent(-more), policy);
    }

    private static void tile(Markup page, String name, String figure, String remark) {
        page.open("div").element("dt", name);
        page.open("dd").element("b", figure).element("span", remark).close();
        page.close();
    }

    private void nav(Markup page) {
        page.open("nav", "aria-label", "Sections");
        page.element("a", "Fleet", "href", "#fleet");
        page.element("a", "Tenants", "href", "#tenants");
        page.element("a", "Policies", "href", "#policies");
        page.element("a", "Waiting", "href", "#waiting");
        page.element("a", "Running", "href", "#running");
        if (!plan.warnings().isEmpty()) {
            page.element("a", "Rules", "href", "#rules");
        }
        page.element("a", "How to read", "href", "#reading");
        page.close();
    }
}
