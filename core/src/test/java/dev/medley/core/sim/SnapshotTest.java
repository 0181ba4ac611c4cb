package dev.medley.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// States that went through snapshots, beside those that did not, over stormy days.
class SnapshotTest {

    private static final int SEEDS = 4;

    /// So many commands lie between a snapshot and the next.
    private static final int EVERY = 7;

    @Test
    void statesGoOnFromSnapshotsAsIfNothingHadHappened() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var scenario = Storm.of(seed);
            var plain = new State(scenario.setup());
            var snapped = new State(scenario.setup());
            var controller = controller(scenario, scenario.setup());
            var other = controller(scenario, scenario.setup());
            var commands = commands(scenario);
            for (int c = 0; c < commands.size(); c++) {
                if (c % EVERY == 0) {
                    var snapshot = snapped.snapshot();
                    snapped = State.of(scenario.setup(), snapshot);
                    assertThat(snapped.snapshot()).isEqualTo(snapshot);
                    other = controller(scenario, scenario.setup());
                }
                var command = commands.get(c);
                var decision = decide(controller, plain, command);
                assertThat(decide(other, snapped, command))
                        .as("seed %d, command %d", seed, c)
                        .isEqualTo(decision);
                if (c % 50 == 0) {
                    assertThat(snapped.describe()).isEqualTo(plain.describe());
                }
            }
            assertThat(snapped.describe()).isEqualTo(plain.describe());
        }
    }

    @Test
    void goesOnUnderASetupThatListsPoolsInAnotherOrder() {
        var scenario = Storm.of(2);
        var state = played(scenario);
        var turned = with(scenario.setup(), scenario.setup().pools().reversed());
        var opened = State.of(turned, state.snapshot());
        assertThat(opened.runs().keySet()).isEqualTo(state.runs().keySet());
        assertThat(opened.snapshot().pools()).containsExactly("small", "big");
        assertThat(State.of(scenario.setup(), opened.snapshot()).snapshot())
                .isEqualTo(state.snapshot());
    }

    @Test
    void goesOnUnderASetupThatKnowsMorePools() {
        var scenario = Storm.of(2);
        var state = played(scenario);
        var more = scenario.setup().asBefore(List.of("new", "big", "small"), List.of());
        var opened = State.of(more, state.snapshot());
        assertThat(opened.poolPrices()).hasSize(3);
        assertThat(State.of(scenario.setup(), opened.snapshot()).describe())
                .isEqualTo(state.describe());
    }

    @Test
    void refusesASetupWithoutAPoolThatHoldsRuns() {
        var scenario = Storm.of(2);
        var state = played(scenario);
        var pool = state.runs().firstEntry().getValue().pool();
        var left = new ArrayList<>(scenario.setup().pools());
        var lost = left.remove(pool).id();
        assertThat(state.snapshot().misfits(with(scenario.setup(), left)))
                .singleElement()
                .satisfies(
                        reason -> {
                            assertThat(reason.code()).isEqualTo("pool-in-use");
                            assertThat(reason.text()).contains("'" + lost + "'", "keep it until");
                        });
    }

    @Test
    void refusesASetupWithoutATenantWhoseWorkIsNotOver() {
        var scenario = Storm.of(2);
        var state = played(scenario);
        var old = scenario.setup();
        var tenant = state.jobs().firstEntry().getValue().work().terms().tenant();
        var setup =
                new Setup(
                        old.pools(),
                        old.tiers(),
                        old.tenants().stream().filter(t -> !t.name().equals(tenant)).toList(),
                        old.reference(),
                        old.standardModel(),
                        old.goals(),
                        old.timing());
        assertThat(state.snapshot().misfits(setup))
                .anySatisfy(reason -> assertThat(reason.code()).isEqualTo("tenant-in-use"));
    }

    @Test
    void givesUpNodesOfAPoolThatIsGoneAndHoldsNothing() {
        var scenario = Storm.of(2);
        var state = new State(scenario.setup());
        var controller = controller(scenario, scenario.setup());
        for (var node : scenario.nodes()) {
            decide(controller, state, new Command.AddNode(0, node));
        }
        var left = with(scenario.setup(), scenario.setup().pools().subList(0, 1));
        var opened = State.of(left, state.snapshot());
        assertThat(opened.machines().values())
                .isNotEmpty()
                .allSatisfy(machine -> assertThat(machine.node().pool()).isEqualTo("big"));
    }

    private static Setup with(Setup old, List<dev.medley.core.fleet.Pool> pools) {
        return new Setup(
                pools,
                old.tiers(),
                old.tenants(),
                old.reference(),
                old.standardModel(),
                old.goals(),
                old.ruleChanges(),
                old.timing());
    }

    private static Controller controller(Scenario scenario, Setup setup) {
        return new Controller(setup, scenario.fitting());
    }

    private static Decision decide(Controller controller, State state, Command command) {
        var decision = controller.decide(state, command);
        decision.events().forEach(state::apply);
        return decision;
    }

    private static State played(Scenario scenario) {
        var state = new State(scenario.setup());
        var controller = controller(scenario, scenario.setup());
        for (var command : commands(scenario)) {
            decide(controller, state, command);
            if (state.runs().size() > 3 && !state.reservations().isEmpty()) {
                break;
            }
        }
        assertThat(state.runs()).isNotEmpty();
        return state;
    }

    /// What the controller is told on that day.
    private static List<Command> commands(Scenario scenario) {
        return Simulation.commands(scenario);
    }
}
