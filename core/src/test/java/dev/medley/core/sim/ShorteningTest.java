package dev.medley.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Event;
import dev.medley.core.control.Machine;
import dev.medley.core.control.State;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Something is broken on purpose; the list of what it takes becomes short.
class ShorteningTest {

    private static final long SEED = 6;

    /// It breaks when a work is over while a node is lost.
    private static void brittle(State state, List<Event> events) {
        for (var event : events) {
            if (event instanceof Event.Closed closed
                    && state.machines().values().stream().anyMatch(Machine::lost)) {
                throw new Violation("Work '%s' is over.".formatted(closed.work()));
            }
        }
    }

    private static Failure failure(Scenario scenario, Simulation.Watch watch) {
        var failure = Simulation.failure(scenario, watch);
        if (failure == null) {
            throw new AssertionError("Nothing failed.");
        }
        return failure;
    }

    @Test
    void ofManyOrdersAndFaultsThoseFewAreLeftThatItTakes() {
        var storm = Storm.of(SEED);
        assertThat(storm.orders()).hasSizeGreaterThan(30);
        assertThat(storm.faults()).hasSizeGreaterThan(10);
        var failure = failure(storm, ShorteningTest::brittle);

        var shorter = Shortening.of(storm, failure, ShorteningTest::brittle);

        var scenario = shorter.scenario();
        assertThat(scenario.orders()).hasSizeBetween(1, 4);
        assertThat(scenario.faults()).hasSizeBetween(1, 2);
        assertThat(scenario.nodes()).hasSizeLessThanOrEqualTo(3);
        assertThat(scenario.faults()).anyMatch(fault -> fault instanceof Fault.NodeLoss);
        assertThat(shorter.tries()).isLessThan(150);
        assertThat(failure(scenario, ShorteningTest::brittle).kind()).isEqualTo(failure.kind());
        assertThat(shorter.story()).anyMatch(line -> line.contains("With these alone"));
    }
}
