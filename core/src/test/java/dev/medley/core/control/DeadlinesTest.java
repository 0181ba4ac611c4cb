package dev.medley.core.control;

import static dev.medley.core.control.Town.HOUR;
import static dev.medley.core.plan.Village.weighing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Village;

import org.junit.jupiter.api.Test;

/// What deadlines make of bids when rounds follow one another. Jobs have a thousand million tokens;
/// pools have eight devices.
class DeadlinesTest {

    /// One with a deadline twenty times as far off as it takes, and one that weighs 1.9 times as
    /// much without.
    private static Town due(double tokensPerSecond) {
        double hours = 1e9 / (8 * tokensPerSecond) / 3600;
        return Town.of(
                        new Village()
                                .pool("big", 8, tokensPerSecond, 1)
                                .training(weighing("due", 1), 8, 20 * hours)
                                .training(weighing("free", 1.9), 8, null))
                .submitAll()
                .tick();
    }

    @Test
    void aShortJobWithTimeToSpareBidsForAllItsGangDoes() {
        var town = due(1e5);
        assertThat(town.runs("due")).hasSize(1);
        assertThat(town.runs("free")).isEmpty();
    }

    @Test
    void oneThatTakesMonthsBidsForLittleMoreThanItNeeds() {
        var town = due(10);
        assertThat(town.runs("due")).isEmpty();
        assertThat(town.runs("free")).hasSize(1);
    }

    @Test
    void jobsThatAreNearlyDoneAreNotStoppedForOthersAsUrgent() {
        var village = new Village().pool("big", 8, 1e4, 1);
        village.training(weighing("begun", 1), 8, 6.0);
        village.training(weighing("heavy", 2), 8, 12.0);
        var town = Town.of(village).submit("begun").tickAndStart();
        town.after(3 * HOUR);
        town.see(new Observation.Progress("begun#0", 8.6e8, 8.6e8, 0));
        town.submit("heavy").tick();
        assertThat(town.stops).isEmpty();
    }
}
