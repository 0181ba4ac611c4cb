package dev.medley.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Amount;
import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.work.Work;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Nobody starves: when a storm is over, nothing new comes and what never ends by itself is
/// cancelled, every job comes to its end within days, but for those whose owner could never run
/// them alone. `-Dmedley.calms=N` plays N seeds.
class LivenessTest {

    private static final int SEEDS = 6;
    private static final long DAY = 24 * 3_600_000L;
    private static final long CALM_DAYS = 12;

    /// What must not keep anybody waiting on an idle fleet.
    private static final Set<String> PASSING =
            Set.of("no-room", "outbid", "reserved", "put-off", "stopping");

    @Test
    void everyJobThatMayRunComesToItsEnd() {
        var left = new ArrayList<String>();
        for (long seed = 1; seed <= Integer.getInteger("medley.calms", SEEDS); seed++) {
            left.addAll(starving(seed));
        }
        assertThat(left).isEmpty();
    }

    private static List<String> starving(long seed) {
        var scenario = calmed(Storm.of(seed));
        var state = Simulation.run(scenario).state();
        var controller = new Controller(scenario.setup(), scenario.fitting());
        var starving = new ArrayList<String>();
        for (var job : state.jobs().values()) {
            var why = controller.why(state, job.work().name());
            if (why.isEmpty() || why.stream().anyMatch(r -> PASSING.contains(r.code()))) {
                starving.add("seed %d: %s, because %s".formatted(seed, job, why));
            }
        }
        return starving;
    }

    private static Scenario calmed(Scenario storm) {
        var works = new TreeMap<String, Work>();
        for (var order : storm.orders()) {
            switch (order) {
                case Command.Submit submit -> works.put(submit.work().name(), submit.work());
                case Command.Change change -> works.put(change.work().name(), change.work());
                default -> {}
            }
        }
        var orders = new ArrayList<>(storm.orders());
        for (var work : works.values()) {
            if (Amount.total(work) == Amount.ENDLESS) {
                orders.add(new Command.Cancel(DAY, work.name()));
            }
        }
        return storm.with(orders, storm.faults()).until(CALM_DAYS * DAY);
    }
}
