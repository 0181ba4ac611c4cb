package dev.medley.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Where nothing happens, hardly anything moves; and who has had less gets more, where that is
/// wanted.
class StillnessTest {

    private static final List<Priority> CLASSES = List.of(Priority.values());
    private static final long MINUTE = Town.MINUTE;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whereNothingHappensHardlyAnythingMoves(long seed) {
        var town = Town.of(crowded(new SplittableRandom(seed)));
        town.submitAll();
        for (int round = 0; round < 60; round++) {
            town.after(MINUTE).tickAndStart().letStop().report();
        }
        var before = new TreeSet<>(town.state.runs().keySet());
        assertThat(before).isNotEmpty();
        for (int round = 0; round < 30; round++) {
            town.after(10 * MINUTE).tickAndStart().letStop().report();
        }
        var after = new TreeSet<>(town.state.runs().keySet());
        after.removeAll(before);
        assertThat(after).as("of %d", before.size()).hasSizeLessThan(1 + before.size() / 50);
    }

    @Test
    void whoHadEverythingForADayGetsLessThanHalfAfterwards() {
        var town =
                Town.of(
                        new Village()
                                .pool("big", 16, 1, 1)
                                .tenant("old", null, null)
                                .tenant("new", null, null)
                                .service(Village.terms("a", "old", Priority.STANDARD), 16)
                                .service(Village.terms("b", "new", Priority.STANDARD), 16)
                                .goals(new PlanInput.Goals(1, 0, 0, 0, 0)));
        town.submit("a").tickAndStart();
        for (int hour = 0; hour < 24; hour++) {
            town.after(60 * MINUTE).report().tickAndStart();
        }
        assertThat(town.runs("a")).hasSize(16);

        town.submit("b");
        for (int round = 0; round < 10; round++) {
            town.after(MINUTE).tickAndStart().letStop();
        }
        assertThat(town.runs("b")).hasSizeGreaterThan(8);
        assertThat(town.runs("a")).isNotEmpty();
    }

    /// Services of all classes want more than there is, each on every chip, at unlike speeds. They
    /// have one owner: shares of several are reckoned anew every few hours.
    private static Village crowded(SplittableRandom random) {
        var village = new Village();
        double devices = 0;
        for (int p = 0; p < 4; p++) {
            int some = 8 * random.nextInt(2, 12);
            devices += some;
            village.pool("chip" + p, some, random.nextDouble(0.2, 1), random.nextDouble(0.3, 1));
        }
        int services = random.nextInt(4, 10);
        for (int s = 0; s < services; s++) {
            var priority = CLASSES.get(random.nextInt(CLASSES.size()));
            village.service(
                    Village.terms("s" + s, "us", priority),
                    random.nextDouble(0.5, 2) * devices / services);
        }
        return village.goals(new PlanInput.Goals(0, 0.1, 0.02, 0, 0));
    }
}
