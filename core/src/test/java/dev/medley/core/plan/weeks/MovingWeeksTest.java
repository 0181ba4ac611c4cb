package dev.medley.core.plan.weeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.plan.Plan;
import dev.medley.core.plan.Village;
import dev.medley.core.work.DemandCurve;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/// What runs when the weeks begin, and what moving costs.
class MovingWeeksTest {

    private static final double WEEK = 168;

    private static HorizonPlan.Course course(HorizonPlan plan, String name) {
        return plan.courses().stream()
                .filter(course -> course.work().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Plan.Changes changes(HorizonPlan plan) {
        return Objects.requireNonNull(plan.changes());
    }

    private static Year twoPools(double lost) {
        return new Year(new Village().pool("first", 8, 1, 1).pool("second", 8, 1, 1), 4)
                .losing(lost, lost);
    }

    /// A plan in which it runs in the second pool.
    private static HorizonPlan inSecond() {
        return twoPools(0).devices("first", 0, 0, 0, 0).job("train", 8, 80).plan();
    }

    @Test
    void whatRunsStaysWhereItRuns() {
        var plan = twoPools(8).running(inSecond()).job("train", 8, 80).plan();
        assertThat(course(plan, "train").stints())
                .singleElement()
                .satisfies(
                        stint -> {
                            assertThat(stint.pool()).isEqualTo(1);
                            assertThat(stint.lostHours()).isZero();
                        });
        assertThat(changes(plan).kept()).containsExactly("train");
        assertThat(plan.objective()).isLessThanOrEqualTo(plan.bound());
    }

    @Test
    void movingInTheFirstWeekLosesTimeInPlanAndBound() {
        var year =
                twoPools(16.8)
                        .running(inSecond())
                        .devices("second", 0, 0, 0, 0)
                        .job("train", 8, 80);
        var plan = year.plan();
        assertThat(course(plan, "train").stints().getFirst().lostHours())
                .isCloseTo(16.8, within(1e-6));
        assertThat(changes(plan).moved()).containsExactly("train");
        double later = 8 * (0.99 + 0.9801 + 0.970299);
        assertThat(plan.objective()).isCloseTo(8 * 0.9 + later, within(0.01));
        assertThat(plan.bound()).isCloseTo(plan.objective(), within(0.02));
    }

    @Test
    void whatNoLongerFitsIsStopped() {
        var plan =
                twoPools(8)
                        .running(inSecond())
                        .devices("first", 0, 0, 0, 0)
                        .devices("second", 0, 0, 8, 8)
                        .job("train", 8, 80)
                        .plan();
        assertThat(changes(plan).stopped()).containsExactly("train");
        // It begins anew when devices are back.
        assertThat(course(plan, "train").stints().getFirst().lostHours())
                .isCloseTo(8, within(1e-6));
    }

    @Test
    void withoutKnowledgeOfWhatRunsNothingIsLost() {
        var plan = twoPools(8).job("train", 8, 80).plan();
        assertThat(plan.changes()).isNull();
        assertThat(course(plan, "train").stints().getFirst().lostHours()).isZero();
    }

    @Test
    void servicesLoseTheirReloadWhenTheyMoveFromWeekToWeek() {
        var still =
                twoPools(16.8)
                        .devices("first", 8, 8, 8, 8)
                        .service("chat", 8, DemandCurve.LEVEL)
                        .plan();
        var moving =
                twoPools(16.8)
                        .devices("first", 8, 8, 0, 0)
                        .devices("second", 0, 0, 8, 8)
                        .service("chat", 8, DemandCurve.LEVEL)
                        .plan();
        assertThat(course(still, "chat").stints())
                .allMatch(stint -> stint.lostHours() == 0)
                .allMatch(stint -> stint.toHours() == 4 * WEEK);
        assertThat(course(moving, "chat").stints())
                .filteredOn(stint -> stint.pool() == 1)
                .isNotEmpty()
                .allMatch(stint -> Math.abs(stint.lostHours() - 16.8) < 1e-6);
        // A tenth of the third week is lost, and nothing else.
        assertThat(still.objective() - moving.objective())
                .isCloseTo(
                        0.1 * 0.9801 * still.objective() / (1 + .99 + .9801 + .970299),
                        within(.01));
    }

    @Test
    void servicesDoNotMoveForLessThanItCosts() {
        var year =
                new Year(new Village().pool("first", 8, 1, 1).pool("second", 8, 1, 1.02), 3)
                        .devices("second", 0, 8, 8);
        var free = year.losing(0, 0).service("chat", 8, DemandCurve.LEVEL).plan();
        var dear = year.losing(0, 160).plan();
        assertThat(course(dear, "chat").stints()).allMatch(stint -> stint.pool() == 0);
        assertThat(free.objective()).isGreaterThanOrEqualTo(dear.objective() - 1e-9);
        assertThat(dear.bound()).isGreaterThanOrEqualTo(dear.objective());
    }
}
