package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.report.Digest;
import dev.medley.report.Figures;
import dev.medley.report.Heading;

/// How good the plan is, and how to read the page.
final class Reading {

    private final Plan plan;
    private final Heading heading;
    private final Digest digest;

    Reading(Plan plan, Heading heading, Digest digest) {
        this.plan = plan;
        this.heading = heading;
        this.digest = digest;
    }

    void write(Markup page) {
        page.open("section", "id", "reading").element("h2", "How to read this");
        page.open("dl", "class", "terms");
        term(
                page,
                "Gap",
                digest.gapSentence()
                        + " The plan reaches %s, and at these prices nothing can exceed %s (in the market's units)."
                                .formatted(
                                        Figures.figure(plan.objective()),
                                        Figures.figure(plan.bound()))
                        + " Anyone can check that from the certificate that medley plan"
                        + " --certificate writes. It was planned in "
                        + Figures.time((double) heading.solveMs())
                        + ".");
        term(
                page,
                "Worth",
                "One unit is one device of %s, busy with the very same work. Training that goes as fast as 64 of them would is worth 64, whatever it runs on."
                                .formatted(heading.reference())
                        + " Weights, deadlines and shares of demand enter as docs/value.md says.");
        term(
                page,
                "Price",
                "What one more device of a pool would add to the plan, in the same unit. Work runs"
                    + " where its worth exceeds the price by most; work that waits is worth less"
                    + " than the price, lacks the money, or needs more devices at once than are"
                    + " left. A pool that offers more than anyone can use has the price 0.");
        term(
                page,
                "Rate and band",
                "Predicted work per second. Four predictions of five lie within the band below it."
                        + " Unmeasured means that no measured row of this chip and phase stands"
                        + " behind it, only its datasheet and its family.");
        term(
                page,
                "Shape",
                "tp, pp, dp, ep and cp are the degrees of tensor, pipeline, data, expert and"
                        + " context parallelism; 4 x 8 is four replicas of eight devices.");
        term(
                page,
                "Reaches",
                "The share of a service's demand that is met within its latencies, or when a job is"
                        + " done and whether that meets its deadline.");
        page.close().close().line();
    }

    private static void term(Markup page, String name, String text) {
        page.open("div").element("dt", name).element("dd", text).close();
    }
}
