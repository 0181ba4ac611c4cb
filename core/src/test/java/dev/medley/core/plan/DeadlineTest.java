package dev.medley.core.plan;

import static dev.medley.core.plan.Village.weighing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What deadlines make of bids: eight devices, a million tokens a second on each, a thousand
/// million tokens per job, so that a job takes 125 seconds.
class DeadlineTest {

    private static final double TAKES_HOURS = 125.0 / 3600;

    private static Village village() {
        return new Village().pool("big", 8, 1e6, 1);
    }

    private static List<String> running(Village village) {
        return village.plan().allocations().stream().map(a -> a.work().name()).toList();
    }

    @Test
    void inAPlanOfOneMomentAJobWithTimeToSpareBidsForWhatItNeeds() {
        var village =
                village()
                        .training(weighing("due", 1), 8, 20 * TAKES_HOURS)
                        .training(weighing("free", 0.2), 8, null);
        assertThat(running(village)).containsExactly("free");
        var pressed = village().training(weighing("due", 1), 8, 20 * TAKES_HOURS);
        assertThat(pressed.plan().worth())
                .isCloseTo(8 * Worth.PRESSURE / 20, withinPercentage(0.1));
    }

    @Test
    void aDeadlineThatNoGangMeetsPressesNobody() {
        var village =
                village()
                        .training(weighing("late", 1), 8, 0.9 * TAKES_HOURS)
                        .training(weighing("free", 1.1), 8, null);
        assertThat(running(village)).containsExactly("free");
    }

    @Test
    void neitherDoesOneThatHasPassed() {
        var village =
                village()
                        .training(weighing("late", 1), 8, 0.0)
                        .training(weighing("free", 1.1), 8, null);
        assertThat(running(village)).containsExactly("free");
    }

    @Test
    void oneThatCanJustBeMetPresses() {
        var village =
                village()
                        .training(weighing("due", 1), 8, 1.01 * TAKES_HOURS)
                        .training(weighing("free", 1.9), 8, null);
        assertThat(running(village)).containsExactly("due");
    }
}
