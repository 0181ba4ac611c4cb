package dev.medley.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.function.LongFunction;

/// Seeded days with faults, the invariants checked after every event. `./mvnw test -pl core
/// -Dtest=StormTest -Dmedley.seeds=1000` plays a thousand; `-Dmedley.seed=N` only one.
class StormTest {

    private static final int SEEDS = 6;

    @Test
    void invariantsHoldInEveryStorm() {
        play("invariantsHoldInEveryStorm", Storm::of);
    }

    @Test
    void invariantsHoldWhereDevicesAreCarved() {
        play("invariantsHoldWhereDevicesAreCarved", Storm::carved);
    }

    private static void play(String test, LongFunction<Scenario> storms) {
        long only = Long.getLong("medley.seed", -1);
        long first = only >= 0 ? only : 1;
        long last = only >= 0 ? only : Integer.getInteger("medley.seeds", SEEDS);
        long events = 0;
        int crashes = 0;
        int done = 0;
        for (long seed = first; seed <= last; seed++) {
            var scenario = storms.apply(seed);
            try {
                var result = Simulation.run(scenario);
                events += result.events();
                crashes += result.crashes();
                done += result.state().closed().size();
            } catch (Failure failure) {
                throw new AssertionError(story(test, seed, scenario, failure), failure);
            }
            if (seed % 100 == 0) {
                System.out.printf("%d seeds, %d events, %d crashes%n", seed, events, crashes);
            }
        }
        System.out.printf(
                "seeds %d..%d: %d events, %d crashes, %d works over%n",
                first, last, events, crashes, done);
        if (only < 0) {
            assertThat(events).isPositive();
            assertThat(crashes).isPositive();
            assertThat(done).isPositive();
        }
    }

    private static String story(String test, long seed, Scenario scenario, Failure failure) {
        var lines = new ArrayList<String>();
        lines.add("Seed %d fails.".formatted(seed));
        lines.add(
                "Again: ./mvnw test -pl core -Dtest=StormTest#%s -Dmedley.seed=%d"
                        .formatted(test, seed));
        lines.addAll(Shortening.of(scenario, failure).story());
        return String.join("\n", lines);
    }
}
