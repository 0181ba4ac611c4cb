package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reply;
import dev.medley.core.control.State;
import dev.medley.core.place.Node;
import dev.medley.core.units.Streams;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Plays a scenario with the controller itself, and checks the invariants after every command; or,
/// where that would take too long, has a [Witness] see what happens.
///
/// What executors see and what they are asked travels by [Post]. The controller dies where the
/// scenario's chances and faults say. Whoever gave an order and got no answer gives it again.
public final class Simulation {

    private static final long SOON_MS = 20_000;

    /// From one report on each node to the next.
    private static final long REPORTS_MS = 600_000;

    private static final int LATEST = 30;

    private final Scenario scenario;
    private final Watch watch;
    private final Streams streams;
    private final Post post;
    private final Timeline<Happening> timeline = new Timeline<>();
    private final SimulatedExecutor executor;
    private final Mind controller;
    private final @Nullable Invariants invariants;
    private final long wakeMs;
    private final ArrayDeque<Event> latest = new ArrayDeque<>();
    private final TreeMap<String, Integer> asked = new TreeMap<>();
    private final TreeSet<Long> crashing = new TreeSet<>();
    private long skewMs;
    private boolean awake;

    /// What happens next.
    private sealed interface Happening {
        record Order(Command command) implements Happening {}

        record Seen(Observation what) implements Happening {}

        record Acts(Effect effect) implements Happening {}

        record Alarm(String run) implements Happening {}

        record Breaks(Fault fault) implements Happening {}

        record Mended(Fault fault) implements Happening {}

        record Round(boolean regular) implements Happening {}

        record Reports() implements Happening {}
    }

    /// Sees every decision that was applied; may throw.
    interface Watch {
        void saw(State state, List<Event> events);

        /// Something breaks.
        default void broke(Fault fault) {}
    }

    /// What came of it.
    ///
    /// @param digest of every decision, in order: equal runs have equal digests
    public record Result(long digest, long events, int commands, int crashes, State state) {}

    private Simulation(
            Scenario scenario,
            Mind controller,
            @Nullable Invariants invariants,
            long wakeMs,
            Watch watch) {
        this.scenario = scenario;
        this.watch = watch;
        this.streams = new Streams(scenario.seed());
        this.post = new Post(streams);
        long reportMs = scenario.setup().timing().silenceMs() * 14 / 15;
        this.executor = new SimulatedExecutor(streams, scenario.chances(), reportMs);
        this.controller = controller;
        this.invariants = invariants;
        this.wakeMs = wakeMs;
    }

    /// Plays it to its end, then replays its commands to see the same bytes.
    ///
    /// @throws Failure if something does not hold
    public static Result run(Scenario scenario) {
        return run(scenario, (_, _) -> {});
    }

    static Result run(Scenario scenario, Watch watch) {
        var mortal = new MortalController(scenario);
        var invariants = new Invariants(scenario, mortal);
        var simulation = new Simulation(scenario, mortal, invariants, SOON_MS, watch);
        // Whatever is thrown is a bug that somebody will want to see again, and shorter.
        try {
            simulation.play();
            if (scenario.endMs() - scenario.chances().untilMs() >= Settled.CALM_MS) {
                Settled.check(mortal.state(), simulation.executor);
            }
            mortal.replay();
        } catch (RuntimeException bug) {
            var lines = simulation.latest.stream().map(Event::toString).toList();
            throw new Failure(simulation.timeline.nowMs(), String.join("\n", lines), bug);
        }
        return new Result(
                mortal.digest(),
                mortal.state().events(),
                mortal.commands(),
                mortal.crashes(),
                mortal.state());
    }

    /// Plays it to its end and tells every command that the controller was given and kept.
    public static List<Command> commands(Scenario scenario) {
        var mortal = new MortalController(scenario);
        new Simulation(scenario, mortal, null, SOON_MS, (_, _) -> {}).play();
        return mortal.given();
    }

    /// What goes wrong, or null if nothing does.
    static @Nullable Failure failure(Scenario scenario, Watch watch) {
        try {
            run(scenario, watch);
            return null;
        } catch (Failure failure) {
            return failure;
        }
    }

    /// Plays it to its end without checks, journal and replay; a controller that crashes could not
    /// come back.
    ///
    /// @return the state at the end
    public static State watch(Scenario scenario, Manner manner) {
        if (scenario.chances().crashed() > 0
                || scenario.faults().stream().anyMatch(Fault.Crash.class::isInstance)) {
            throw new IllegalArgumentException(
                    "A controller that crashes needs its journal; use Simulation.run(...).");
        }
        var controller = new WatchedController(scenario, manner);
        new Simulation(scenario, controller, null, manner.wakeMs(), controller).play();
        return controller.state();
    }

    private void play() {
        begin();
        while (!timeline.isEmpty()) {
            var next = timeline.next();
            long now = timeline.nowMs();
            if (now > scenario.endMs()) {
                break;
            }
            happen(next, now);
            deliver(now);
            if (invariants != null) {
                invariants.happened(executor);
            }
        }
    }

    private void begin() {
        scenario.nodes().forEach(node -> timeline.put(0, order(new Command.AddNode(0, node))));
        scenario.orders().forEach(order -> timeline.put(order.atMs(), order(order)));
        scenario.faults().forEach(f -> timeline.put(f.atMs(), new Happening.Breaks(f)));
        timeline.put(0, new Happening.Round(true));
        timeline.put(REPORTS_MS, new Happening.Reports());
    }

    private static Happening order(Command command) {
        return new Happening.Order(command);
    }

    private void happen(Happening what, long now) {
        switch (what) {
            case Happening.Order order -> give(order, now);
            case Happening.Seen seen -> tell(new Command.Observe(clock(now), seen.what()), now);
            case Happening.Acts acts -> executor.perform(acts.effect(), now);
            case Happening.Alarm alarm -> executor.alarm(alarm.run(), now);
            case Happening.Breaks breaks -> breaks(breaks.fault(), now);
            case Happening.Mended mended -> mended(mended.fault(), now);
            case Happening.Round round -> {
                if (round.regular()) {
                    timeline.put(now + scenario.tickMs(), new Happening.Round(true));
                } else {
                    awake = false;
                }
                tell(new Command.Tick(clock(now)), now);
            }
            case Happening.Reports _ -> {
                executor.reportNodes();
                timeline.put(now + REPORTS_MS, new Happening.Reports());
            }
        }
    }

    /// What time the controller is told that it is.
    private long clock(long now) {
        return Math.max(0, now + skewMs);
    }

    /// Into how many parts each of its devices is carved.
    private int parts(Node node) {
        for (var pool : scenario.setup().pools()) {
            if (pool.id().equals(node.pool())) {
                return pool.carving().parts();
            }
        }
        return 1;
    }

    private void give(Happening.Order order, long now) {
        var command = order.command();
        if (command instanceof Command.AddNode add) {
            executor.add(add.node().id(), parts(add.node()));
        }
        var told = tell(Stamp.at(command, clock(now)), now);
        if (!told.answered()) {
            timeline.put(now + SOON_MS, order);
        } else if (invariants != null
                && command instanceof Command.Submit submit
                && told.decision().reply() instanceof Reply.Accepted) {
            invariants.promise(submit.work().name());
        }
    }

    private void breaks(Fault fault, long now) {
        switch (fault) {
            case Fault.ClockJump f -> skewMs += f.byMs();
            case Fault.Crash f -> crashing.add(f.atMs());
            case Fault.NodeLoss _, Fault.DeviceLoss _, Fault.SlowNode _ ->
                    executor.breaks(fault, now);
        }
        watch.broke(fault);
        if (fault.forMs() > 0) {
            timeline.put(now + fault.forMs(), new Happening.Mended(fault));
        }
    }

    private void mended(Fault fault, long now) {
        if (fault instanceof Fault.ClockJump jump) {
            skewMs -= jump.byMs();
        } else {
            executor.mended(fault, now);
        }
    }

    private Mind.Told tell(Command command, long now) {
        var told = controller.tell(command, death(command, now));
        if (told.durable()) {
            for (var event : told.decision().events()) {
                latest.add(event);
                if (latest.size() > LATEST) {
                    latest.remove();
                }
            }
            if (invariants != null) {
                invariants.told(command, told);
            }
            watch.saw(controller.state(), told.decision().events());
        }
        if (!told.answered()) {
            awake = false;
        }
        told.effects().forEach(effect -> send(effect, now));
        return told;
    }

    /// Whether and where the controller dies over a command. Planned crashes wait for a round.
    private Mind.Death death(Command command, long now) {
        String name;
        if (command instanceof Command.Tick && !crashing.isEmpty()) {
            name = "crash at " + crashing.removeFirst();
        } else if (now >= scenario.chances().untilMs() || scenario.chances().crashed() == 0) {
            return Mind.Death.NEVER;
        } else {
            name = "crash " + Stamp.name(command);
            name += " " + asked.merge(name, 1, Integer::sum);
            if (streams.share(name) >= scenario.chances().crashed()) {
                return Mind.Death.NEVER;
            }
        }
        return switch ((int) (streams.share(name + " where") * 4)) {
            case 0 -> Mind.Death.BEFORE_THE_JOURNAL;
            case 1 -> Mind.Death.BEFORE_THE_EFFECTS;
            case 2 -> Mind.Death.AMID_THE_EFFECTS;
            default -> Mind.Death.AFTER_THE_EFFECTS;
        };
    }

    /// Sends an effect on its way; a wake has none to go.
    private void send(Effect effect, long now) {
        if (effect instanceof Effect.Wake) {
            if (!awake) {
                awake = true;
                timeline.put(now + wakeMs, new Happening.Round(false));
            }
            return;
        }
        var chances = chances(now, false);
        for (long delay :
                chances.safe() ? Post.AT_ONCE : post.delays(Stamp.name(effect), chances)) {
            if (delay == 0) {
                executor.perform(effect, now);
            } else {
                timeline.put(now + delay, new Happening.Acts(effect));
            }
        }
    }

    /// Sends what the executor saw on its way.
    private void deliver(long now) {
        executor.takeAlarms()
                .forEach(alarm -> timeline.put(alarm.atMs(), new Happening.Alarm(alarm.run())));
        var chances = chances(now, true);
        for (var seen : executor.takeSeen()) {
            for (long delay :
                    chances.safe() ? Post.AT_ONCE : post.delays(Stamp.name(seen), chances)) {
                timeline.put(now + delay, new Happening.Seen(seen));
            }
        }
    }

    private Chances.Messages chances(long now, boolean news) {
        var chances = scenario.chances();
        if (now >= chances.untilMs()) {
            return Chances.Messages.SAFE;
        }
        return news ? chances.news() : chances.effects();
    }
}
