package dev.medley.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.RuleChanges;
import dev.medley.core.plan.Village;
import dev.medley.core.rules.Treatment;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// A rule begins after a day of a simulation. Every run is replayed from its commands as well, and
/// must decide the same bytes.
class RuledDaysTest {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    @Test
    void aRuleThatBeginsClearsThePoolAndKeepsItClear() {
        var events = new ArrayList<Event>();
        var result =
                Simulation.run(scenario(ruledFromTomorrow()), (_, some) -> events.addAll(some));

        var stops = events.stream().filter(Event.RunStopping.class::isInstance).toList();
        assertThat(stops).isNotEmpty();
        for (var event : stops) {
            assertThat(event.atMs()).isEqualTo(DAY);
            assertThat(((Event.RunStopping) event).text()).contains("R2", "88 FR 73458");
        }
        assertThat(events)
                .noneMatch(event -> event instanceof Event.RunPlaced && event.atMs() >= DAY);
        assertThat(result.state().runs()).isEmpty();
        assertThat(result.state().jobs()).hasSize(3);
    }

    @Test
    void theSameDaysGiveTheSameDigest() {
        long first = Simulation.run(scenario(ruledFromTomorrow())).digest();

        assertThat(Simulation.run(scenario(ruledFromTomorrow())).digest()).isEqualTo(first);
        assertThat(Simulation.run(scenario(RuleChanges.NONE)).digest()).isNotEqualTo(first);
    }

    private static RuleChanges ruledFromTomorrow() {
        var ruled = new Village().rule("big", "us", Treatment.BLOCK);
        var barred = ruled.permissions();
        return RuleChanges.of(List.of(Permissions.OF_TERMS, barred, barred), DAY);
    }

    /// Two jobs that outlast a day; a third comes when the rule is in force.
    private static Scenario scenario(RuleChanges changes) {
        var village = new Village().pool("big", 16, 1, 1);
        var input = village.training("a", 8).training("b", 8).training("late", 8).input();
        var setup =
                new Setup(
                        input.pools(),
                        List.of(),
                        input.tenants(),
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        changes,
                        Setup.Timing.DEFAULT);
        var nodes = new ArrayList<Node>();
        nodes.add(new Node("n0", "big", 8, 0, 0, List.of()));
        nodes.add(new Node("n1", "big", 8, 0, 0, List.of()));
        var orders = new ArrayList<Command>();
        for (var work : input.works()) {
            long at = work.name().equals("late") ? DAY + HOUR : 0;
            orders.add(new Command.Submit(at, work, Care.DEFAULT));
        }
        return new Scenario(
                setup,
                village.fitting(),
                nodes,
                orders,
                List.of(),
                Chances.NONE,
                HOUR / 2,
                2 * DAY,
                7);
    }
}
