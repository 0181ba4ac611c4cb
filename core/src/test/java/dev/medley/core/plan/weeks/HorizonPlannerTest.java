package dev.medley.core.plan.weeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Village;
import dev.medley.core.rules.Treatment;
import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Port;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import java.util.List;

class HorizonPlannerTest {

    private static final double WEEK = 168;

    private static HorizonPlan.Course course(HorizonPlan plan, String name) {
        return plan.courses().stream()
                .filter(course -> course.work().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aJobRunsUntilItsWorkIsDoneAndNoLonger() {
        var plan = new Year(new Village().pool("big", 8, 1, 1), 6).job("train", 8, 8 * 2.5).plan();

        var train = course(plan, "train");
        assertThat(train.startHours()).isEqualTo(0);
        assertThat(train.finishHours()).isCloseTo(2.5 * WEEK, within(0.01));
        assertThat(train.done()).isCloseTo(1, within(1e-9));
        assertThat(plan.objective()).isCloseTo(8 * (1 + 0.99 + 0.5 * 0.9801), within(1e-6));
        assertThat(plan.gap()).isLessThan(0.001);
    }

    @Test
    void shortJobsHoldTheirDevicesOneAfterAnother() {
        var year = new Year(new Village().pool("big", 8, 1, 1), 2);
        for (int i = 0; i < 7; i++) {
            year.batch("batch-" + i, 8, 24);
        }
        var plan = year.plan();

        assertThat(plan.courses())
                .allSatisfy(course -> assertThat(course.finishHours()).isLessThanOrEqualTo(WEEK));
        assertThat(plan.courses().stream().mapToDouble(c -> c.startHours()).sorted().toArray())
                .containsExactly(new double[] {0, 24, 48, 72, 96, 120, 144}, within(1e-6));
        assertThat(plan.pools().getFirst().weeks().getFirst().used()).isCloseTo(8, within(1e-6));
    }

    @Test
    void theUrgentGoesFirst() {
        var plan =
                new Year(new Village().pool("big", 8, 1, 1), 8)
                        .job("calm", 8, 8 * 3)
                        .job(Village.terms("urgent", "us", Priority.STANDARD), 8, 8 * 2, 2 * WEEK)
                        .plan();

        assertThat(course(plan, "urgent").finishHours()).isCloseTo(2 * WEEK, within(0.01));
        assertThat(course(plan, "urgent").lateHours()).isEqualTo(0);
        assertThat(course(plan, "calm").startHours()).isCloseTo(2 * WEEK, within(0.01));
        assertThat(course(plan, "calm").waitsFor()).isNotEmpty();
    }

    @Test
    void saysByHowMuchADeadlineIsMissed() {
        var plan =
                new Year(new Village().pool("big", 8, 1, 1), 8)
                        .job(Village.terms("hasty", "us", Priority.STANDARD), 8, 8 * 4, 2.5 * WEEK)
                        .plan();

        var hasty = course(plan, "hasty");
        assertThat(hasty.finishHours()).isCloseTo(4 * WEEK, within(0.01));
        assertThat(hasty.lateHours()).isCloseTo(1.5 * WEEK, within(0.01));
        assertThat(hasty.missed()).isCloseTo(1.5 / 4, within(1e-6));
    }

    @Test
    void doesWhatIsDueWithinTheWeeksWhereTheDeadlineLiesBeyond() {
        var plan =
                new Year(new Village().pool("big", 8, 1, 1), 4)
                        .job(Village.terms("long", "us", Priority.STANDARD), 8, 8 * 4, 8 * WEEK)
                        .plan();

        assertThat(course(plan, "long").due()).isCloseTo(0.5, within(1e-9));
        assertThat(course(plan, "long").done()).isCloseTo(0.5, within(1e-9));
        assertThat(course(plan, "long").missed()).isEqualTo(0);
        assertThat(course(plan, "long").finishHours()).isNull();
    }

    @Test
    void usesAPortFromItsDayOnAndNotBefore() {
        var outlook =
                new Outlook(
                        0,
                        List.of(
                                new Port(
                                        "cann",
                                        0.7,
                                        null,
                                        2.5 * WEEK,
                                        new Port.Span(WEEK, 4 * WEEK))));
        for (var day : Port.Day.values()) {
            var plan =
                    new Year(new Village().pool("cuda-chip", 4, 1, 1).pool("cann-chip", 8, 1, 1), 6)
                            .counting(day)
                            .service(Year.terms("chat", outlook, "cuda"), 8, DemandCurve.LEVEL)
                            .job(Year.terms("train", outlook, "cuda"), 8, 8, null)
                            .plan();
            int first =
                    switch (day) {
                        case EARLIEST -> 1;
                        case EXPECTED -> 3;
                        case LATEST -> 4;
                    };
            assertThat(course(plan, "train").stints().getFirst().firstWeek()).isEqualTo(first);
            assertThat(course(plan, "train").waitsFor())
                    .singleElement()
                    .satisfies(reason -> assertThat(reason.code()).isEqualTo("port"));
            assertThat(course(plan, "chat").stints())
                    .filteredOn(stint -> stint.pool() == 1)
                    .allSatisfy(
                            stint -> assertThat(stint.firstWeek()).isGreaterThanOrEqualTo(first));
        }
    }

    @Test
    void startsWhenItMay() {
        var plan =
                new Year(new Village().pool("big", 8, 1, 1), 4)
                        .job(Year.terms("later", new Outlook(1.5 * WEEK, List.of())), 8, 8, null)
                        .plan();
        assertThat(course(plan, "later").startHours()).isEqualTo(2 * WEEK);
        assertThat(course(plan, "later").waitsFor().getFirst().code()).isEqualTo("not-before");
    }

    @Test
    void leavesDevicesWhenTheirLeaseEndsAndUsesThoseThatArrive() {
        var plan =
                new Year(new Village().pool("lease", 8, 1, 1).pool("bought", 8, 1, 1), 6)
                        .devices("lease", 8, 8, 0, 0, 0, 0)
                        .devices("bought", 0, 0, 0, 8, 8, 8)
                        .job("train", 8, 8 * 4)
                        .plan();

        var train = course(plan, "train");
        assertThat(train.stints()).hasSize(2);
        assertThat(train.stints().getFirst().toHours()).isEqualTo(2 * WEEK);
        assertThat(train.stints().getLast().fromHours()).isEqualTo(3 * WEEK);
        assertThat(train.finishHours()).isCloseTo(5 * WEEK, within(0.01));
        assertThat(plan.pools().getFirst().weeks().get(2).held()).isZero();
    }

    @Test
    void movingLosesTimeAndIsCounted() {
        var plan =
                new Year(new Village().pool("lease", 8, 1, 1).pool("bought", 8, 1, 1), 6)
                        .losing(8.4)
                        .devices("lease", 8, 8, 0, 0, 0, 0)
                        .devices("bought", 0, 0, 8, 8, 8, 8)
                        .job("train", 8, 8 * 4)
                        .plan();
        var train = course(plan, "train");
        assertThat(train.stints().getLast().lostHours()).isCloseTo(8.4, within(1e-6));
        assertThat(train.finishHours()).isCloseTo(4 * WEEK + 8.4, within(0.01));
    }

    @Test
    void demandThatGrowsTakesMoreDevices() {
        var steps = new DemandCurve(List.of(new DemandCurve.Step(2 * WEEK, 8)), 0);
        var plan =
                new Year(new Village().pool("big", 16, 1, 1), 4).service("chat", 4, steps).plan();
        assertThat(plan.pools().getFirst().weeks().stream().map(HorizonPlan.PoolWeek::used))
                .containsExactly(4.0, 4.0, 8.0, 8.0);
        assertThat(course(plan, "chat").served()).containsExactly(1.0, 1.0, 1.0, 1.0);
    }

    @Test
    void obeysRulesFromTheirDayOn() {
        var village = new Village().pool("big", 8, 1, 1).rule("big", "us", Treatment.BLOCK);
        var plan = new Year(village, 5).ruledFrom(2).job("train", 8, 8 * 4).plan();
        assertThat(course(plan, "train").stints())
                .singleElement()
                .satisfies(stint -> assertThat(stint.toHours()).isEqualTo(2 * WEEK));
    }

    @Test
    void higherClassesGoFirstButLeaveTheFloor() {
        var goals = new PlanInput.Goals(0, 0.5, 0, 0, 0);
        var plan =
                new Year(new Village().pool("big", 16, 1, 1).goals(goals), 3)
                        .job(Village.terms("core", "us", Priority.CORE), 16, 160, null)
                        .job(Village.terms("small-core", "us", Priority.CORE), 8, 80, null)
                        .job(Village.terms("standard", "us", Priority.STANDARD), 8, 80, null)
                        .plan();
        assertThat(course(plan, "core").runs()).isFalse();
        assertThat(course(plan, "small-core").runs()).isTrue();
        assertThat(course(plan, "standard").runs()).isTrue();
    }

    @Test
    void keepsTenantsWithinMoneyAndDevices() {
        var plan =
                new Year(
                                new Village()
                                        .pool("big", 32, 1, 1)
                                        .tenant("poor", 8.5, null)
                                        .tenant("small", null, 8),
                                3)
                        .job(Village.terms("a", "poor", Priority.STANDARD), 8, 80, null)
                        .job(Village.terms("b", "poor", Priority.STANDARD), 8, 80, null)
                        .job(Village.terms("c", "small", Priority.STANDARD), 8, 80, null)
                        .job(Village.terms("d", "small", Priority.STANDARD), 8, 80, null)
                        .plan();
        assertThat(plan.pools().getFirst().weeks())
                .allSatisfy(week -> assertThat(week.used()).isLessThanOrEqualTo(16));
    }

    @Test
    void oneWeekOfStaticDemandIsWorthWhatAPlanOfOneDayIs() {
        var village =
                new Village()
                        .pool("big", 24, 1, 1)
                        .pool("small", 32, 0.3, 0.8)
                        .training("one", 8)
                        .training("two", 16)
                        .training("three", 16)
                        .service("chat", 13)
                        .service("search", 17);
        var year = new Year(village, 1);
        var plan = year.plan();
        var today = year.today();
        assertThat(plan.objective()).isCloseTo(today.objective(), within(0.01));
        assertThat(plan.bound()).isCloseTo(today.bound(), within(0.05));
    }

    @Test
    void countsTimeAsThePolicySays() {
        var year =
                new Year(new Village().pool("big", 8, 1, 1), 2)
                        .counting(new Policy.Weeks(0.5, 0.1))
                        .job("train", 8, 16);
        assertThat(year.plan().objective()).isCloseTo(8 + 0.5 * 8, within(0.01));
        assertThatThrownBy(() -> new Policy.Weeks(1, 0.1)).hasMessageContaining("discount");
        assertThatThrownBy(() -> new Policy.Weeks(0, -0.1)).hasMessageContaining("lateness");
    }

    @Test
    void showsWhatRulesCloseAndWarnOf() {
        var village = new Village().pool("big", 8, 1, 1).rule("big", "us", Treatment.BLOCK);
        var blocked = new Year(village, 5).ruledFrom(2).job("train", 8, 8 * 4).plan();
        assertThat(blocked.rules())
                .singleElement()
                .satisfies(
                        ruled -> {
                            assertThat(ruled.firstWeek()).isEqualTo(2);
                            assertThat(ruled.lastWeek()).isEqualTo(4);
                            assertThat(ruled.tenants()).containsExactly("us");
                            assertThat(ruled.ruling().text()).contains("88 FR 73458");
                        });
        var warning = new Village().pool("big", 8, 1, 1).rule("big", "us", Treatment.WARN);
        var warned = new Year(warning, 5).ruledFrom(1).job("train", 8, 8 * 3).plan();
        assertThat(warned.rules())
                .singleElement()
                .satisfies(ruled -> assertThat(ruled.lastWeek()).isEqualTo(2));
        var always = new Year(village, 5).ruledFrom(0).job("train", 8, 8).plan();
        assertThat(always.rules()).isEmpty();
        assertThat(always.courses().getFirst().waitsFor().getFirst().code()).isEqualTo("rule");
    }
}
