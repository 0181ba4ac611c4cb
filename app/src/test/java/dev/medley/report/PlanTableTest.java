package dev.medley.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Plan;
import dev.medley.core.work.Priority;

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
        var text = print(SamplePlans.small(), false, false);
        if (Boolean.getBoolean("golden.fix")) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void saysTheSameWithColour() {
        var plan = SamplePlans.small();
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
        var plan = waiting().plan();
        assertThat(plan.waiting()).isNotEmpty();
        assertThat(print(plan, false, false))
                .contains("Waiting  1 work", "late-comer  shop, spare, train", "needs 64 h800");
        assertThat(print(plan, false, true)).contains("its code runs on cuda only");
    }

    @Test
    void printsPlanOfNothing() {
        var text = print(new Sample().plan(), false, false);
        assertThat(text).contains("0 works of 0 tenants on 0 devices in 0 pools");
        assertThat(text).doesNotContain("NaN").doesNotContain("unknown");
    }

    private static Sample waiting() {
        return SamplePlans.smallSample()
                .trains(
                        Sample.terms("late-comer", "shop", Priority.SPARE, "cuda"),
                        70,
                        1e9,
                        0,
                        64,
                        64);
    }

    private static String print(Plan plan, boolean colour, boolean verbose) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        PlanTable.print(plan, Sample.HEADING, new PlanTable.Options(colour, verbose), out);
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
