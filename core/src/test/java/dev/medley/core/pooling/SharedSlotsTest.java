package dev.medley.core.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

/// Models that share slots by time.
class SharedSlotsTest {

    private static final int REQUESTS = 400_000;

    @Test
    void tenEqualModelsInFourSlotsAreColdForSixtyPercent() {
        var sharing = SharedSlots.of(equal(10, 1.0 / 600, 1e-3, 0), 4);

        assertThat(sharing.keepSeconds()).isCloseTo(306.5, within(0.5));
        assertThat(sharing.models().getFirst().cold()).isCloseTo(0.6, within(0.001));
    }

    @Test
    void aSlotForEachModelIsNeverCold() {
        var sharing = SharedSlots.of(equal(3, 1, 2, 20), 3);

        assertThat(sharing.models()).allMatch(model -> model.cold() == 0 && model.blocked() == 0);
    }

    @Test
    void moreSlotsAreNeverColder() {
        var models = mixed(12, 0.02, 10, 15);
        double before = 1;
        for (int slots = 1; slots <= 12; slots++) {
            double cold = SharedSlots.of(models, slots).models().getFirst().cold();
            assertThat(cold).isLessThanOrEqualTo(before + 1e-12);
            before = cold;
        }
    }

    @Test
    void modelsThatAreAskedForMoreOftenAreColdLessOften() {
        var models = SharedSlots.of(mixed(8, 0.02, 5, 10), 3).models();

        for (int i = 1; i < models.size(); i++) {
            assertThat(models.get(i).cold()).isGreaterThan(models.get(i - 1).cold());
        }
    }

    /// The closed formulas against every request played, five settings and two seeds each.
    @ParameterizedTest
    @CsvSource({
        "10, 4, 0.0017, 8, 15, 1", "10, 4, 0.0017, 8, 15, 2",
        "24, 6, 0.004, 12, 20, 3", "24, 6, 0.004, 12, 20, 4",
        "12, 8, 0.02, 6, 12, 5", "12, 8, 0.02, 6, 12, 6",
        "6, 3, 0.003, 30, 40, 7", "6, 3, 0.003, 30, 40, 8",
        "6, 2, 0.005, 30, 40, 9", "6, 2, 0.005, 30, 40, 10",
    })
    void agreesWithTheSimulation(
            int count, int slots, double rate, double service, double load, long seed) {
        var models = mixed(count, rate, service, load);
        var closed = SharedSlots.of(models, slots);
        var played = new SlotSimulation(models, slots, seed).play(REQUESTS);

        double coldClosed = 0;
        double coldPlayed = 0;
        double blockedClosed = 0;
        double blockedPlayed = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            double weight = models.get(i).requestsPerSecond();
            var formula = closed.models().get(i);
            assertThat(formula.cold())
                    .as("cold share of model %d, seed %d", i, seed)
                    .isCloseTo(played[i].coldShare(), within(0.06));
            coldClosed += weight * formula.cold();
            coldPlayed += weight * played[i].coldShare();
            blockedClosed += weight * formula.blocked();
            blockedPlayed += weight * played[i].blockedShare();
            total += weight;
        }
        assertThat(coldClosed / total).isCloseTo(coldPlayed / total, within(0.03));
        // Blocking is rare; the formula must not promise less of it than there is, but for little.
        assertThat(blockedClosed / total).isGreaterThan(0.5 * blockedPlayed / total - 0.002);
        assertThat(blockedClosed / total).isLessThan(2 * blockedPlayed / total + 0.01);
        if (Boolean.getBoolean("medley.show")) {
            System.err.printf(
                    "%d in %d: cold %.4f played %.4f, blocked %.5f played %.5f%n",
                    count,
                    slots,
                    coldClosed / total,
                    coldPlayed / total,
                    blockedClosed / total,
                    blockedPlayed / total);
        }
    }

    private static List<Tenancy> equal(int count, double rate, double service, double load) {
        var models = new ArrayList<Tenancy>();
        for (int i = 0; i < count; i++) {
            models.add(new Tenancy(rate, service, load));
        }
        return models;
    }

    /// The first is asked for at the rate, the i-th at the rate over i to the 0.8.
    private static List<Tenancy> mixed(int count, double rate, double service, double load) {
        var models = new ArrayList<Tenancy>();
        for (int i = 1; i <= count; i++) {
            models.add(new Tenancy(rate / Math.pow(i, 0.8), service, load));
        }
        return models;
    }
}
