package dev.medley.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Plan;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class PlanTableTest {

    private static final Path GOLDEN = Path.of("src/test/resources/report/small-plan.txt");

    /// `-Dgolden.fix=true` writes the file anew after a change that is meant.
    @Test
    void showsSmallPlanAsInGoldenFile() throws IOException {
        var text = print(SamplePlans.settled(), false, false);
        if (Boolean.getBoolean("golden.fix")) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void saysTheSameWithColour() {
        var plan = SamplePlans.settled();
        assertThat(print(plan, true, false).replaceAll("\u001b\\[\\d+m", ""))
                .isEqualTo(print(plan, false, false));
    }

    @Test
    void sumsLargePlansUpAndSaysWhatIsLeftOut() {
        var plan = SamplePlans.large(400);
        var text = print(plan, false, false);
        assertThat(text).contains("By kind of work", "By tenant", "--verbose shows all");
        assertThat(text.lines().count()).isLessThan(200);
    }

    @Test
    void showsEveryWorkWhenAskedTo() {
        var plan = SamplePlans.large(400);
        var text = print(plan, false, true);
        assertThat(text).doesNotContain("--verbose");
        plan.allocations().forEach(a -> assertThat(text).contains(a.work().name()));
        plan.waiting().forEach(w -> assertThat(text).contains(w.work().name()));
    }

    @Test
    void givesTwoReasonsAndTheNumberOfTheOthers() {
        var plan = SamplePlans.settled();
        assertThat(print(plan, false, false))
                .contains("tuning  research, spare, train", "needs 64 h800", "and 1 more reason\n")
                .doesNotContain("needs 1120 GB");
        assertThat(print(plan, false, true)).contains("needs 1120 GB");
    }

    @Test
    void printsPlanOfNothing() {
        var text = print(new Sample().plan(), false, false);
        assertThat(text).contains("0 works of 0 tenants on 0 devices in 0 pools");
        assertThat(text).doesNotContain("NaN").doesNotContain("unknown");
    }

    private static String print(Plan plan, boolean colour, boolean verbose) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        PlanTable.print(plan, Sample.HEADING, new PlanTable.Options(colour, verbose), out);
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
