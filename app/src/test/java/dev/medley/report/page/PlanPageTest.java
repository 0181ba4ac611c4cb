package dev.medley.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.report.Heading;
import dev.medley.report.ReportedPlans;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

class PlanPageTest {

    private static final Heading HEADING =
            new Heading("hybrid", LocalDate.of(2026, 6, 1), "nvidia-h800-sxm", "CNY", 740);

    private static final Pattern OURS =
            Pattern.compile("<(script|style)>.*?</\\1>", Pattern.DOTALL);

    @Test
    void isWellFormed() throws Exception {
        var page = parse(PlanPage.of(ReportedPlans.hybrid(), HEADING));
        assertThat(page.getElementsByTagName("section").getLength()).isEqualTo(6);
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(8);
    }

    @Test
    void showsWhatNamesSayAndRunsNothingOfIt() throws Exception {
        var plan = ReportedPlans.hostile();
        var html = PlanPage.of(plan, HEADING);
        assertThat(html).doesNotContain("<img").doesNotContain("<b>bold").doesNotContain("\u0007");
        var text = parse(html).getDocumentElement().getTextContent();
        for (var allocation : plan.allocations()) {
            assertThat(text).contains(allocation.work().name().replace('\u0007', '\uFFFD'));
        }
    }

    @Test
    void showsWhatRulesWantKnown() throws Exception {
        var said = "ATTENTION for use by R9 review (guidance & <b>memo</b>): TPP 5,008 >= 4,800";
        var html = PlanPage.of(ReportedPlans.warned(said), HEADING);

        assertThat(html).contains("href=\"#rules\"").doesNotContain("<b>memo");
        var rules = parse(html).getElementsByTagName("section");
        assertThat(rules.item(rules.getLength() - 2).getTextContent())
                .contains("What rules ask to look at", "not legal advice", "ascend" + said)
                .contains("labnotes-1, notes-2, notes-3, notes-4 and 2 more");
        assertThat(PlanPage.of(ReportedPlans.hybrid(), HEADING)).doesNotContain("#rules");
    }

    @Test
    void loadsNothingFromAnywhere() {
        assertThat(PlanPage.of(ReportedPlans.hybrid(), HEADING))
                .contains("default-src 'none'".replace("'", "&#39;"))
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("url(")
                .doesNotContain("@import")
                .doesNotContain(" src=");
    }

    @Test
    void drawsEveryDeviceOfASmallFleet() {
        var plan = ReportedPlans.hybrid();
        int devices = 0;
        for (var use : plan.pools()) {
            devices += use.pool().devices();
        }
        var cells = Pattern.compile("h7v7h-7z").matcher(PlanPage.of(plan, HEADING)).results();
        assertThat(cells.count()).isEqualTo(devices);
    }

    @Test
    void staysSmallForManyWorks() throws Exception {
        var plan = ReportedPlans.large(3000);
        var html = PlanPage.of(plan, HEADING);
        assertThat(html.length()).isLessThan(3_000_000);
        assertThat(html).contains("more are not shown");
        parse(html);
    }

    @Test
    void readsWellWithNothingToShow() throws Exception {
        var html = PlanPage.of(ReportedPlans.nothing(), HEADING);
        assertThat(html).doesNotContain("NaN").contains("Nothing waits.");
        parse(html);
    }

    @Test
    void isTheSameForTheSamePlan() {
        assertThat(PlanPage.of(ReportedPlans.hybrid(), HEADING))
                .isEqualTo(PlanPage.of(ReportedPlans.hybrid(), HEADING));
    }

    /// As XML, without our own script and style.
    private static Document parse(String html)
            throws ParserConfigurationException, IOException, SAXException {
        var markup = OURS.matcher(html).replaceAll("");
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(markup)));
    }
}
