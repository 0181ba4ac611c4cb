package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reply;
import dev.medley.core.control.Run;
import dev.medley.core.control.Setup;
import dev.medley.core.control.Snapshot;
import dev.medley.core.control.State;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Reason;
import dev.medley.core.units.Streams;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plays a live state on in virtual time, with or without new work: the same controller, runs as
/// fast as predicted, nothing goes wrong. Same state, same answer.
///
/// EXAMPLE. A job of six hours holds all of a pool, and a new one wants it. Played on, the new one
/// starts after six hours; what it was compared with the same course without it says who gave way.
public final class Forecast {

    /// So many rounds are held as soon as on the live fleet: what comes first matters most.
    private static final int PROMPT_ROUNDS = 12;

    /// Calls for one of them within this time are heard by one.
    private static final long PROMPT_MS = 60_000;

    /// Why works wait is asked of so many at the end.
    private static final int MOST_REASONED = 200;

    private final Setup setup;
    private final State state;
    private final Controller controller;
    private final SimulatedExecutor executor;
    private final Timeline<Happening> timeline = new Timeline<>();
    private final Terms terms;
    private final FateNotes notes;
    private final TreeMap<String, List<Reason>> refused = new TreeMap<>();
    private boolean awake;
    private int rounds;

    /// What happens next.
    private sealed interface Happening {
        record Order(Command command) implements Happening {}

        record Seen(Observation what) implements Happening {}

        record Alarm(String run) implements Happening {}

        record Round(boolean regular) implements Happening {}
    }

    /// How far it is played.
    ///
    /// @param lengthMs from the state's time on
    /// @param roundMs from one market round to the next where nothing calls for one
    /// @param wakeMs after the first rounds, calls for one within this time are heard by one
    /// @param mostRounds it ends with this round at the latest
    public record Terms(long lengthMs, long roundMs, long wakeMs, int mostRounds) {

        /// What the next rounds bring, what gives way to it included.
        public static final Terms GLANCE = new Terms(1_800_000, 300_000, 60_000, 8);

        /// Half a day, in seconds: what starts after the first rounds may start ten minutes late.
        public static final Terms HALF_DAY = new Terms(43_200_000, 1_800_000, 600_000, 64);
    }

    /// What becomes of a work while it is played.
    ///
    /// @param startMs when it first holds devices, the beginning if it does already; -1 if never
    /// @param endMs when it is over; -1 if it is not
    /// @param end how it ended, or "" if it has not
    /// @param deviceMs device-milliseconds that it holds
    /// @param idleMs milliseconds in which it holds none before it is over
    /// @param devices that it holds in the end
    public record Fate(
            String work,
            String tenant,
            long startMs,
            long endMs,
            String end,
            List<String> pools,
            double deviceMs,
            long idleMs,
            int devices) {
        public Fate {
            pools = List.copyOf(pools);
        }
    }

    /// What it comes to.
    ///
    /// @param fates by work
    /// @param prices of the pools, on average over the time
    /// @param waits why works hold no devices in the end, or were not taken at all
    public record Course(
            long fromMs,
            long untilMs,
            SortedMap<String, Fate> fates,
            List<Double> prices,
            SortedMap<String, List<Reason>> waits,
            int rounds) {
        public Course {
            fates = Collections.unmodifiableSortedMap(new TreeMap<>(fates));
            prices = List.copyOf(prices);
            waits = Collections.unmodifiableSortedMap(new TreeMap<>(waits));
        }
    }

    private Forecast(Setup live, Snapshot snapshot, Fitting fitting, Terms terms) {
        this.terms = terms;
        // Nobody is silent in a forecast: reports would only cost time.
        long silenceMs = 4 * terms.lengthMs();
        this.setup = live.under(live.timing().withSilence(silenceMs));
        this.state = State.of(setup, snapshot);
        this.controller = new Controller(setup, fitting);
        this.executor = new SimulatedExecutor(new Streams(0), Chances.NONE, silenceMs);
        this.notes = new FateNotes(state);
    }

    /// Plays on.
    ///
    /// @param setup of the live state
    /// @param comes what is submitted, or otherwise ordered, right at the beginning; its times do
    ///   not count
    public static Course of(
            Setup setup, Snapshot snapshot, Fitting fitting, List<Command> comes, Terms terms) {
        return new Forecast(setup, snapshot, fitting, terms).play(comes);
    }

    private Course play(List<Command> comes) {
        long from = state.nowMs();
        for (var machine : state.machines().values()) {
            executor.add(machine.node().id());
            if (machine.lost()) {
                executor.breaks(new Fault.NodeLoss(from, machine.node().id(), 0), from);
            }
            for (int device : machine.down()) {
                executor.breaks(new Fault.DeviceLoss(from, machine.node().id(), device, 0), from);
            }
        }
        // The state knows all that.
        executor.takeSeen();
        state.runs().values().forEach(run -> takeOver(run, from));
        comes.forEach(command -> timeline.put(from, new Happening.Order(command)));
        timeline.put(from, new Happening.Round(true));
        deliver(from);
        long until = from + terms.lengthMs();
        long now = from;
        while (!timeline.isEmpty() && rounds < terms.mostRounds()) {
            var next = timeline.next();
            if (timeline.nowMs() > until) {
                now = until;
                break;
            }
            now = timeline.nowMs();
            happen(next, now);
            deliver(now);
        }
        return notes.course(from, now, waits(), rounds);
    }

    /// What sits on a lost node is over, whoever is to say so.
    private void takeOver(Run run, long at) {
        var job = state.jobs().get(run.work());
        if (job != null && run.seats().stream().noneMatch(seat -> isDead(seat.node()))) {
            executor.adopt(run, job, at);
        } else {
            var over =
                    new Observation.Ended(
                            run.id(), Observation.How.FAILED, run.saved(), "its node is lost");
            timeline.put(at, new Happening.Seen(over));
        }
    }

    private boolean isDead(String node) {
        var machine = state.machines().get(node);
        return machine == null || machine.lost();
    }

    private void happen(Happening what, long now) {
        switch (what) {
            case Happening.Order order -> tell(Stamp.at(order.command(), now), now);
            case Happening.Seen seen -> tell(new Command.Observe(now, unmeasured(seen)), now);
            case Happening.Alarm alarm -> executor.alarm(alarm.run(), now);
            case Happening.Round round -> {
                if (round.regular()) {
                    timeline.put(now + terms.roundMs(), new Happening.Round(true));
                } else {
                    awake = false;
                }
                rounds++;
                tell(new Command.Tick(now), now);
            }
        }
    }

    /// What was measured on the live fleet stays; a rate in a forecast teaches nothing.
    private static Observation unmeasured(Happening.Seen seen) {
        return seen.what() instanceof Observation.Progress p
                ? new Observation.Progress(p.run(), p.done(), p.saved(), 0)
                : seen.what();
    }

    private void tell(Command command, long now) {
        var decision = controller.decide(state, command);
        if (decision.reply() instanceof Reply.Refused(var reasons)) {
            refused.put(subject(command), reasons);
        }
        for (var event : decision.events()) {
            // Whose run it was is known only before it ends.
            notes.see(state, event);
            state.apply(event);
        }
        for (var effect : decision.effects()) {
            executor.perform(effect, now);
            if (effect instanceof Effect.Wake && !awake) {
                awake = true;
                long soon = rounds < PROMPT_ROUNDS ? PROMPT_MS : terms.wakeMs();
                timeline.put(now + soon, new Happening.Round(false));
            }
        }
    }

    private static String subject(Command command) {
        return switch (command) {
            case Command.Submit c -> c.work().name();
            case Command.Change c -> c.work().name();
            default -> Stamp.name(command);
        };
    }

    private void deliver(long now) {
        executor.takeAlarms()
                .forEach(alarm -> timeline.put(alarm.atMs(), new Happening.Alarm(alarm.run())));
        executor.takeSeen().forEach(seen -> timeline.put(now, new Happening.Seen(seen)));
    }

    private SortedMap<String, List<Reason>> waits() {
        var waits = new TreeMap<>(refused);
        for (var job : state.jobs().values()) {
            if (waits.size() >= MOST_REASONED) {
                break;
            }
            if (job.runs().isEmpty()) {
                waits.put(job.work().name(), controller.why(state, job.work().name()));
            }
        }
        return waits;
    }
}
