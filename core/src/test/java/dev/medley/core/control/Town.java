package dev.medley.core.control;

import dev.medley.core.place.Node;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.RuleChanges;
import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A controller with a small fleet, driven by hand: commands in, events applied, effects kept.
final class Town {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;

    final State state;
    final List<Effect> effects = new ArrayList<>();
    final List<Event.RunStopping> stops = new ArrayList<>();
    private final Controller controller;
    private final List<Work> works;
    private long now;

    private Town(Village village, RuleChanges changes) {
        var input = village.input();
        var setup = setup(input, changes);
        works = input.works();
        state = new State(setup);
        controller = new Controller(setup, village.fitting());
        for (var pool : setup.pools()) {
            for (int n = 0; n < pool.devices() / 8; n++) {
                var id = pool.id() + "-" + n;
                var host = pool.host();
                long cpu = Node.amount(host.cpuMilli());
                long memory = Node.amount(host.memoryBytes());
                tell(new Command.AddNode(0, new Node(id, pool.id(), 8, cpu, memory, List.of())));
            }
        }
    }

    static Setup setup(PlanInput input) {
        return setup(input, RuleChanges.NONE);
    }

    private static Setup setup(PlanInput input, RuleChanges changes) {
        return new Setup(
                input.pools(),
                List.of(),
                input.tenants(),
                input.reference(),
                input.standardModel(),
                input.goals(),
                changes,
                Setup.Timing.DEFAULT);
    }

    static Town of(Village village) {
        return new Town(village, RuleChanges.NONE);
    }

    static Town of(Village village, RuleChanges changes) {
        return new Town(village, changes);
    }

    /// A job of class spare has its eight devices when one of class core comes, for eight as well.
    static Town ofRivals(Village village, String tenant, Care ofSpare) {
        return of(village.training(Village.terms("spare", tenant, Priority.SPARE), 8, null)
                        .training(Village.terms("core", tenant, Priority.CORE), 8, null))
                .submit("spare", ofSpare)
                .tickAndStart()
                .submit("core");
    }

    Town after(long ms) {
        now += ms;
        return this;
    }

    Reply tell(Command command) {
        var decision = controller.decide(state, command);
        for (var event : decision.events()) {
            state.apply(event);
            if (event instanceof Event.RunStopping stop) {
                stops.add(stop);
            }
        }
        effects.addAll(decision.effects());
        return decision.reply();
    }

    Town submit(String name) {
        return submit(name, Care.DEFAULT);
    }

    Town submit(String name, Care care) {
        tell(new Command.Submit(now, work(name), care));
        return this;
    }

    Town submitAll() {
        works.forEach(work -> submit(work.name()));
        return this;
    }

    /// Every run says that it goes on.
    Town report() {
        state.runs().keySet().forEach(id -> see(new Observation.Progress(id, 0, 0, 0)));
        return this;
    }

    Work work(String name) {
        return works.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    }

    Town tick() {
        tell(new Command.Tick(now));
        return this;
    }

    Reply see(Observation seen) {
        return tell(new Command.Observe(now, seen));
    }

    /// A round, and everything that was placed comes up.
    Town tickAndStart() {
        tick();
        for (var run : List.copyOf(state.runs().values())) {
            if (run.phase() == Run.Phase.STARTING) {
                see(new Observation.Started(run.id()));
            }
        }
        return this;
    }

    /// Everything that was asked to stop does, with what it had done.
    Town letStop() {
        for (var run : List.copyOf(state.runs().values())) {
            if (!run.goesOn()) {
                see(
                        new Observation.Ended(
                                run.id(), Observation.How.STOPPED, run.saved, "as asked"));
            }
        }
        return this;
    }

    /// Ids of the runs of a work that hold devices.
    List<String> runs(String work) {
        var job = state.jobs().get(work);
        return job == null ? List.of() : List.copyOf(job.runs());
    }

    /// How a work ended, if it did.
    Event.@Nullable End end(String work) {
        var closed = state.closed().get(work);
        return closed == null ? null : closed.end();
    }

    Run run(String id) {
        return state.run(id);
    }

    List<String> why(String work) {
        return controller.why(state, work).stream().map(r -> r.code()).toList();
    }

    String whyText(String work) {
        return String.join("\n", controller.why(state, work).stream().map(r -> r.text()).toList());
    }

    static Village village() {
        return new Village();
    }

    static Work rush(Work work) {
        var terms = work.terms();
        return work.under(Village.terms(terms.name(), terms.tenant(), Priority.CORE));
    }
}
