package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reply;
import dev.medley.core.control.State;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Plays a scenario with the controller itself, and checks the invariants after every event; or,
/// where that would take too long, has a [Witness] see what happens.
///
/// Observations travel: some are lost, late or repeated, as the scenario's chances say. Starts,
/// stops and questions arrive at once, unless the controller crashes between deciding and acting.
public final class Simulation {

    private static final long MOST_DELAY_MS = 600_000;
    private static final long SOON_MS = 1_000;

    private final Scenario scenario;
    private final @Nullable Manner watched;
    private final Streams streams;
    private final Timeline<Happening> timeline = new Timeline<>();
    private final SimulatedExecutor executor;
    private final Invariants invariants = new Invariants();
    private final TreeSet<String> submitted = new TreeSet<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Event> journal = new ArrayList<>();
    private State state;
    private Controller controller;
    private long digest;
    private long messages;
    private int crashes;
    private boolean crashNext;
    private boolean awake;
    private boolean moved;

    /// What happens next.
    private sealed interface Happening {
        record Order(Command command) implements Happening {}

        record Seen(Observation what) implements Happening {}

        record Alarm(String run) implements Happening {}

        record Breaks(Fault fault) implements Happening {}

        record Mended(Fault fault) implements Happening {}

        record Round(boolean regular) implements Happening {}
    }

    /// What came of it.
    ///
    /// @param digest of every decision, in order: equal runs have equal digests
    public record Result(long digest, long events, int commands, int crashes, State state) {}

    private Simulation(Scenario scenario, @Nullable Manner watched) {
        this.scenario = scenario;
        this.watched = watched;
        this.streams = new Streams(scenario.seed());
        long reportMs = scenario.setup().timing().silenceMs() * 14 / 15;
        this.executor = new SimulatedExecutor(streams, scenario.chances(), reportMs);
        this.state = new State(scenario.setup());
        this.controller =
                watched == null
                        ? new Controller(scenario.setup(), scenario.fitting())
                        : new Controller(scenario.setup(), scenario.fitting(), watched.sellers());
    }

    /// Plays it to its end, then replays its commands to see the same bytes.
    public static Result run(Scenario scenario) {
        var simulation = new Simulation(scenario, null);
        simulation.play();
        simulation.replay();
        return new Result(
                simulation.digest,
                simulation.state.events(),
                simulation.commands.size(),
                simulation.crashes,
                simulation.state);
    }

    /// Plays it to its end without checks, journal and replay; a controller that crashes could not
    /// come back.
    ///
    /// @return the state at the end
    public static State watch(Scenario scenario, Manner manner) {
        if (scenario.faults().stream().anyMatch(Fault.Crash.class::isInstance)) {
            throw new IllegalArgumentException(
                    "A controller that crashes needs its journal; use Simulation.run(...).");
        }
        var simulation = new Simulation(scenario, manner);
        simulation.play();
        return simulation.state;
    }

    private void play() {
        scenario.nodes().forEach(node -> timeline.put(0, order(new Command.AddNode(0, node))));
        scenario.orders().forEach(order -> timeline.put(order.atMs(), order(order)));
        scenario.faults().forEach(f -> timeline.put(f.atMs(), new Happening.Breaks(f)));
        timeline.put(0, new Happening.Round(true));
        while (!timeline.isEmpty()) {
            var next = timeline.next();
            long now = timeline.nowMs();
            if (now > scenario.endMs()) {
                break;
            }
            if (watched == null) {
                invariants.pass(now);
            }
            happen(next, now);
            deliver(now);
            if (watched == null) {
                invariants.check(state, executor, submitted, moved);
                moved = false;
            }
        }
    }

    private static Happening order(Command command) {
        return new Happening.Order(command);
    }

    private void happen(Happening what, long now) {
        switch (what) {
            case Happening.Order order -> {
                var reply = tell(order.command());
                if (order.command() instanceof Command.Submit submit
                        && reply instanceof Reply.Accepted) {
                    submitted.add(submit.work().name());
                }
            }
            case Happening.Seen seen -> tell(new Command.Observe(now, seen.what()));
            case Happening.Alarm alarm -> executor.alarm(alarm.run(), now);
            case Happening.Breaks breaks -> breaks(breaks.fault(), now);
            case Happening.Mended mended -> mended(mended.fault(), now);
            case Happening.Round round -> {
                if (round.regular()) {
                    timeline.put(now + scenario.tickMs(), new Happening.Round(true));
                } else {
                    awake = false;
                }
                tell(new Command.Tick(now));
            }
        }
    }

    private void breaks(Fault fault, long now) {
        if (watched != null) {
            watched.witness().broke(fault);
        }
        switch (fault) {
            case Fault.NodeLoss f -> executor.lose(f.node());
            case Fault.DeviceLoss f -> executor.lose(f.node(), f.device());
            case Fault.SlowNode f -> executor.slow(f.node(), f.speed(), now);
            case Fault.Crash _ -> crashNext = true;
        }
        long until =
                switch (fault) {
                    case Fault.NodeLoss f -> f.forMs();
                    case Fault.DeviceLoss f -> f.forMs();
                    case Fault.SlowNode f -> f.forMs();
                    case Fault.Crash _ -> 0;
                };
        if (until > 0) {
            timeline.put(now + until, new Happening.Mended(fault));
        }
    }

    private void mended(Fault fault, long now) {
        switch (fault) {
            case Fault.NodeLoss f -> executor.giveBack(f.node());
            case Fault.DeviceLoss f -> executor.giveBack(f.node(), f.device());
            case Fault.SlowNode f -> executor.slow(f.node(), 1, now);
            case Fault.Crash _ -> {}
        }
    }

    /// Decides, applies, acts; or dies in between.
    private Reply tell(Command command) {
        if (watched != null) {
            return show(command, watched.witness());
        }
        commands.add(command);
        var decision = controller.decide(state, command);
        digest = digest(digest, decision);
        decision.events().forEach(state::apply);
        journal.addAll(decision.events());
        moved |= decision.events().stream().anyMatch(Simulation::moves);
        if (crashNext && !decision.effects().isEmpty()) {
            crashNext = false;
            crash();
        } else {
            decision.effects().forEach(effect -> act(effect, timeline.nowMs()));
        }
        return decision.reply();
    }

    /// Decides, applies, acts, and lets the witness see it.
    private Reply show(Command command, Witness witness) {
        long before = witness.clock();
        var decision = controller.decide(state, command);
        long nanos = witness.clock() - before;
        decision.events().forEach(state::apply);
        witness.decided(state, command, decision, nanos);
        decision.effects().forEach(effect -> act(effect, timeline.nowMs()));
        return decision.reply();
    }

    private static boolean moves(Event event) {
        return !(event instanceof Event.RunProgressed)
                && !(event instanceof Event.RateLearnt)
                && !(event instanceof Event.Priced);
    }

    private void crash() {
        crashes++;
        awake = false;
        var before = state.describe();
        state = new State(scenario.setup());
        journal.forEach(state::apply);
        controller = new Controller(scenario.setup(), scenario.fitting());
        if (!state.describe().equals(before)) {
            throw new Violation("The journal gives another state than there was.");
        }
    }

    private void act(Effect effect, long now) {
        switch (effect) {
            case Effect.Start start -> executor.start(start, now);
            case Effect.Stop stop -> executor.stop(stop, now);
            case Effect.Ask ask -> executor.ask(ask.run(), now);
            case Effect.Wake _ -> {
                if (!awake) {
                    awake = true;
                    long wakeMs = watched == null ? SOON_MS : watched.wakeMs();
                    timeline.put(now + wakeMs, new Happening.Round(false));
                }
            }
        }
    }

    /// Sends what the executor saw on its way.
    private void deliver(long now) {
        executor.takeAlarms()
                .forEach(alarm -> timeline.put(alarm.atMs(), new Happening.Alarm(alarm.run())));
        for (var seen : executor.takeSeen()) {
            var chances = scenario.chances();
            var name = "message " + messages++;
            boolean news =
                    !(seen instanceof Observation.NodeLost)
                            && !(seen instanceof Observation.NodeReturned)
                            && !(seen instanceof Observation.DeviceReturned);
            if (news && streams.share(name + " lost") < chances.lost()) {
                continue;
            }
            boolean late = news && streams.share(name + " late") < chances.late();
            long delay = late ? (long) (streams.share(name + " by") * MOST_DELAY_MS) : 0;
            timeline.put(now + delay, new Happening.Seen(seen));
            if (streams.share(name + " again") < chances.repeated()) {
                long again = (long) (streams.share(name + " after") * MOST_DELAY_MS);
                timeline.put(now + again, new Happening.Seen(seen));
            }
        }
    }

    /// A fresh controller, told the same, decides the same.
    private void replay() {
        var again = new State(scenario.setup());
        var fresh = new Controller(scenario.setup(), scenario.fitting());
        long other = 0;
        for (var command : commands) {
            var decision = fresh.decide(again, command);
            other = digest(other, decision);
            decision.events().forEach(again::apply);
        }
        if (other != digest || !again.describe().equals(state.describe())) {
            throw new Violation("The same commands gave other decisions when replayed.");
        }
    }

    private static long digest(long before, Decision decision) {
        var text = decision.toString();
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
