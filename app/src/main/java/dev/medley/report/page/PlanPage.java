package dev.medley.report.page;

import dev.medley.core.plan.Plan;
import dev.medley.report.Digest;
import dev.medley.report.Figures;
import dev.medley.report.Heading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The plan as one HTML page that needs nothing else: the fleet as a picture with its prices, who
/// gets what, how simpler policies would do, what waits and why, everything that runs, and how to
/// read it all. `docs/plan-page.md` explains it to readers.
public final class PlanPage {

    /// The page may show itself and nothing from anywhere else.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

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
        head();
        page.open("body").open("main");
        new Summary(plan, heading, digest).write(page);
        new FleetPicture(plan, heading, digest, tints).write(page);
        new TenantBars(digest, heading).write(page);
        new PolicyBars(plan, heading).write(page);
        new WaitingTable(plan.waiting()).write(page);
        new RunningTable(plan, heading, digest).write(page);
        new Reading(plan, heading, digest).write(page);
        page.close();
        page.trusted("script", resource("plan.js"));
        page.close().close();
        return page.document();
    }

    private void head() {
        page.open("head").line();
        page.empty("meta", "charset", "utf-8").line();
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark").line();
        page.element("title", title(heading) + ", " + heading.date()).line();
        page.trusted("style", resource("plan.css"));
        page.close().line();
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

    private static String resource(String name) {
        try (var in = PlanPage.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks report/" + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
