package dev.medley.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class ForecastTest {

    private static final long HOUR = 3_600_000;

    /// One pool of sixteen devices; jobs of a billion tokens take 17 hours on eight.
    private final Village village =
            new Village()
                    .pool("gpu", 16, 2000, 1)
                    .training(Village.terms("old", "us", Priority.STANDARD), 16, null)
                    .training(Village.terms("urgent", "us", Priority.CORE), 8, null)
                    .training(Village.terms("idle", "us", Priority.SPARE), 8, null);

    private final Setup setup = setup();
    private final State state = new State(setup);
    private final Controller controller = new Controller(setup, village.fitting());

    private Setup setup() {
        var input = village.input();
        return new Setup(
                input.pools(),
                List.of(),
                input.tenants(),
                input.reference(),
                input.standardModel(),
                input.goals(),
                Setup.Timing.DEFAULT);
    }

    private void tell(Command command) {
        controller.decide(state, command).events().forEach(state::apply);
    }

    private Work work(String name) {
        return village.input().works().stream()
                .filter(w -> w.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Two nodes on which the old job is up.
    private void busy() {
        for (var id : List.of("n0", "n1")) {
            tell(new Command.AddNode(0, new Node(id, "gpu", 8, 0, 0, List.of())));
        }
        tell(new Command.Submit(0, work("old"), Care.DEFAULT));
        tell(new Command.Tick(0));
        tell(new Command.Observe(1000, new Observation.Started("old#0")));
        tell(new Command.Observe(HOUR, new Observation.Progress("old#0", 1e8, 1e8, 0)));
    }

    private Forecast.Course course(List<Command> comes) {
        return Forecast.of(
                setup, state.snapshot(), village.fitting(), comes, Forecast.Terms.HALF_DAY);
    }

    private static Forecast.Fate fate(Forecast.Course course, String work) {
        return Objects.requireNonNull(course.fates().get(work));
    }

    private Command submit(String name) {
        return new Command.Submit(0, work(name), Care.DEFAULT);
    }

    @Test
    void playsWhatRunsToItsEnd() {
        busy();
        var course = course(List.of());
        var old = fate(course, "old");
        assertThat(old.startMs()).isEqualTo(HOUR);
        // 9e8 tokens at 32,000 a second take 7.8 hours.
        assertThat(old.endMs()).isBetween(HOUR + 27_900_000, HOUR + 28_400_000);
        assertThat(old.end()).isEqualTo(Event.End.DONE.name());
        assertThat(old.idleMs()).isZero();
        assertThat(old.pools()).containsExactly("gpu");
    }

    @Test
    void letsUrgentWorkTakeItsPlaceAndSaysWhoGivesWay() {
        busy();
        var before = fate(course(List.of()), "old");
        var after = course(List.of(submit("urgent")));
        var urgent = fate(after, "urgent");
        assertThat(urgent.startMs()).isBetween(HOUR, HOUR + 600_000);
        assertThat(fate(after, "old").endMs())
                .satisfiesAnyOf(
                        end -> assertThat(end).isEqualTo(-1),
                        end -> assertThat(end).isGreaterThan(before.endMs()));
        assertThat(fate(after, "old").idleMs()).isPositive();
    }

    @Test
    void saysWhyWorkStillWaitsInTheEnd() {
        busy();
        var glance =
                Forecast.of(
                        setup,
                        state.snapshot(),
                        village.fitting(),
                        List.of(submit("idle")),
                        Forecast.Terms.GLANCE);
        assertThat(fate(glance, "idle").startMs()).isEqualTo(-1);
        assertThat(glance.waits().get("idle")).isNotEmpty();
        assertThat(glance.untilMs()).isLessThanOrEqualTo(HOUR + 1_800_000);
    }

    @Test
    void answersTheSameFromTheSameStateAndLeavesItAlone() {
        busy();
        var described = state.describe();
        var comes = new ArrayList<Command>(List.of(submit("urgent"), submit("idle")));
        assertThat(course(comes)).isEqualTo(course(comes));
        assertThat(state.describe()).isEqualTo(described);
    }

    @Test
    void keepsLostNodesLost() {
        busy();
        tell(new Command.Observe(HOUR, new Observation.NodeLost("n1")));
        var course = course(List.of(submit("urgent")));
        assertThat(fate(course, "urgent").deviceMs()).isPositive();
        var old = fate(course, "old");
        assertThat(old.endMs()).isEqualTo(-1);
        assertThat(old.deviceMs()).isZero();
    }
}
