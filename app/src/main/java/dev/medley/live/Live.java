package dev.medley.live;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reply;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Reason;
import dev.medley.core.place.Seat;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/// The one loop: takes commands from anywhere, decides them one after another on its own thread,
/// and makes each batch durable before anybody hears of it.
///
/// CONSTRAINTS: a reply, an effect or a published entry never comes before its transaction is
/// durable. What could not be made durable has not happened: the state is read back from the
/// journal, and whoever asked is told so.
public final class Live implements AutoCloseable {

    /// Commands that may wait before new ones are turned away.
    private static final int MOST_WAITING = 20_000;

    private static final int MOST_IN_A_BATCH = 500;

    /// From one attempt to read the journal back to the next.
    private static final long RETRY_MS = 500;

    private final Setup setup;
    private final Controller controller;
    private final Journal journal;
    private final Executor executor;
    private final Clock clock;
    private final Rhythm rhythm;
    private final Meter meter;
    private final BlockingQueue<Turn> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Consumer<Entry>> watchers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private State state;
    private long last;
    private Event.@Nullable Priced priced;
    private boolean missed;
    private volatile boolean closing;

    /// Somebody's turn on the loop's thread.
    private sealed interface Turn {
        record Tell(Origin origin, LongFunction<Command> command, CompletableFuture<Told> told)
                implements Turn {}

        record Look(Consumer<Desk> look, Runnable turnedAway) implements Turn {}
    }

    /// A command that was decided and applied, and is not durable yet.
    private record Decided(Turn.Tell tell, @Nullable Entry entry, Told told, List<Routed> routed) {}

    private record Routed(Effect effect, String node) {}

    private Live(
            Setup setup,
            Fitting fitting,
            Journal journal,
            Executor executor,
            Clock clock,
            Rhythm rhythm,
            Meter meter)
            throws IOException {
        this.setup = setup;
        this.controller = new Controller(setup, fitting);
        this.journal = journal;
        this.executor = executor;
        this.clock = clock;
        this.rhythm = rhythm;
        this.meter = meter;
        var recovered = journal.recover(setup);
        this.state = recovered.state();
        this.last = recovered.last();
        clock.reached(state.nowMs());
        this.thread = Thread.ofPlatform().name("medley-loop").unstarted(this::loop);
    }

    /// Recovers what the journal has, reminds the executor of it, and begins.
    public static Live start(
            Setup setup,
            Fitting fitting,
            Journal journal,
            Executor executor,
            Clock clock,
            Rhythm rhythm,
            Meter meter)
            throws IOException {
        var live = new Live(setup, fitting, journal, executor, clock, rhythm, meter);
        executor.open(live::saw);
        live.remind();
        live.thread.start();
        return live;
    }

    /// Gives a command.
    ///
    /// @param command made for the time at which its turn comes
    /// @return completes when the answer is durable; with [Busy] or [NotDurable] if there is none
    public CompletableFuture<Told> tell(Origin origin, LongFunction<Command> command) {
        var told = new CompletableFuture<Told>();
        if (closing || !waiting.offer(new Turn.Tell(origin, command, told))) {
            told.completeExceptionally(new Busy(closing ? "closing" : "too many commands wait"));
        }
        return told;
    }

    /// Asks something of the state, which must be quick.
    public <T> CompletableFuture<T> ask(Function<Desk, T> question) {
        var answer = new CompletableFuture<T>();
        var look =
                new Turn.Look(
                        desk -> answer(answer, question, desk),
                        () ->
                                answer.completeExceptionally(
                                        new Busy(closing ? "closing" : "no journal just now")));
        if (closing || !waiting.offer(look)) {
            answer.completeExceptionally(new Busy(closing ? "closing" : "too many commands wait"));
        }
        return answer;
    }

    /// Shows every durable entry from now on, on the loop's thread: watchers must be quick.
    ///
    /// @return ends it
    public Runnable watch(Consumer<Entry> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /// Finishes what was begun, and closes executor and journal.
    @Override
    public void close() throws IOException {
        closing = true;
        // It may be resting until the next round.
        waiting.offer(new Turn.Look(_ -> {}, () -> {}));
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        executor.close();
        journal.close();
    }

    private static <T> void answer(CompletableFuture<T> to, Function<Desk, T> question, Desk desk) {
        try {
            to.complete(question.apply(desk));
        } catch (RuntimeException bug) {
            to.completeExceptionally(bug);
        }
    }

    /// What was seen may be lost where too much waits: whoever is silent is asked again.
    private void saw(Observation seen) {
        LongFunction<Command> command = at -> new Command.Observe(at, seen);
        var told = new CompletableFuture<Told>();
        if (closing || !waiting.offer(new Turn.Tell(Origin.EXECUTOR, command, told))) {
            meter.failed(new Busy("too many commands wait"));
        }
    }

    private void remind() {
        route(controller.remind(state)).forEach(r -> executor.perform(r.effect, r.node));
    }

    // --- the loop -------------------------------------------------------------------------------

    private void loop() {
        while (!closing || !waiting.isEmpty()) {
            try {
                turn();
            } catch (InterruptedException interrupted) {
                closing = true;
            }
        }
    }

    private void turn() throws InterruptedException {
        var batch = new ArrayList<Turn>();
        var first = waiting.poll(rhythm.restMs(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            waiting.drainTo(batch, MOST_IN_A_BATCH - 1);
        }
        var tells = new ArrayList<Turn.Tell>();
        for (var turn : batch) {
            if (turn instanceof Turn.Tell tell) {
                tells.add(tell);
            }
        }
        if (!closing && rhythm.isDue()) {
            tells.add(new Turn.Tell(Origin.CLOCK, Command.Tick::new, new CompletableFuture<>()));
        }
        if (!tells.isEmpty()) {
            decide(tells);
        }
        for (var turn : batch) {
            if (turn instanceof Turn.Look look) {
                if (closing) {
                    look.turnedAway.run();
                } else {
                    look.look.accept(new Desk(state, controller, now(), last));
                }
            }
        }
    }

    private long now() {
        return Math.max(clock.nowMs(), state.nowMs());
    }

    private void decide(List<Turn.Tell> tells) {
        var decided = new ArrayList<Decided>();
        var keys = new LinkedHashMap<String, Journal.Answered>();
        long before = last;
        try {
            for (var tell : tells) {
                decided.add(decide(tell, keys));
            }
            var entries = new ArrayList<Entry>();
            for (var one : decided) {
                if (one.entry != null) {
                    entries.add(one.entry);
                }
            }
            if (!entries.isEmpty()) {
                long began = System.nanoTime();
                journal.append(entries);
                meter.appended(entries.size(), System.nanoTime() - began);
            }
        } catch (IOException | RuntimeException failure) {
            missed = true;
            undo(tells, before, failure);
            if (last == before) {
                tells.forEach(t -> t.told.completeExceptionally(new NotDurable(failure, true)));
            } else {
                // It was durable after all; executors have been told already.
                tellAll(decided);
            }
            return;
        }
        for (var one : decided) {
            one.routed.forEach(r -> executor.perform(r.effect, r.node));
        }
        tellAll(decided);
        if (missed && last > before) {
            // What executors had to say while nothing could be kept is asked for again.
            missed = false;
            remind();
        }
        offer();
    }

    private void tellAll(List<Decided> decided) {
        for (var one : decided) {
            if (one.entry != null) {
                watchers.forEach(watcher -> watcher.accept(one.entry));
            }
            one.tell.told.complete(one.told);
        }
    }

    private void offer() {
        try {
            journal.offer(state, last);
        } catch (IOException failure) {
            // The entries are safe; only recovery takes longer until the next one.
            meter.failed(failure);
        }
    }

    private Decided decide(Turn.Tell tell, Map<String, Journal.Answered> keys) throws IOException {
        var origin = tell.origin;
        var key = origin.by() + "\n" + origin.key();
        if (origin.repeatable()) {
            var earlier = keys.get(key);
            var answered = earlier != null ? earlier : journal.answered(origin).orElse(null);
            if (answered != null) {
                return again(tell, answered);
            }
        }
        var command = tell.command.apply(now());
        if (command instanceof Command.Submit submit && wasOver(submit.work().name())) {
            var text =
                    "There was a work '%s' long ago; give this one another name."
                            .formatted(submit.work().name());
            var taken = new Reply.Refused(List.of(new Reason("name-taken", text)));
            return new Decided(tell, null, new Told(taken, 0, false), List.of());
        }
        long began = System.nanoTime();
        var decision = controller.decide(state, command);
        long nanos = System.nanoTime() - began;
        meter.decided(command, decision, nanos);
        if (command instanceof Command.Tick) {
            rhythm.held(nanos);
        }
        if (decision.effects().stream().anyMatch(Effect.Wake.class::isInstance)) {
            rhythm.wake();
        }
        // Where runs are that end here is known only before the events apply.
        var routed = route(decision.effects());
        if (isIdle(origin, decision)) {
            return new Decided(tell, null, new Told(decision.reply(), 0, false), routed);
        }
        decision.events().forEach(state::apply);
        last++;
        var entry = new Entry(last, origin, command, decision.events(), decision.reply());
        if (origin.repeatable()) {
            keys.put(key, Journal.Answered.of(entry));
        }
        return new Decided(tell, entry, new Told(decision.reply(), last, false), routed);
    }

    /// Whether a name was used so long ago that the state has forgotten it.
    private boolean wasOver(String work) throws IOException {
        return !state.jobs().containsKey(work)
                && !state.closed().containsKey(work)
                && journal.isOver(work);
    }

    private static Decided again(Turn.Tell tell, Journal.Answered earlier) {
        boolean same = earlier.digest().equals(tell.origin.digest());
        var reply =
                same
                        ? earlier.reply()
                        : new Reply.Refused(
                                List.of(
                                        new Reason(
                                                "key-reused",
                                                "This idempotency key stood for another request;"
                                                        + " give a new one.")));
        return new Decided(tell, null, new Told(reply, earlier.number(), true), List.of());
    }

    /// Whether nothing came of it that anybody would miss.
    private boolean isIdle(Origin origin, Decision decision) {
        if (decision.events().isEmpty()) {
            return !origin.isPerson();
        }
        if (decision.events().size() == 1
                && decision.events().getFirst() instanceof Event.Priced now) {
            var before = priced;
            priced = now;
            return before != null
                    && before.prices().equals(now.prices())
                    && before.poolPrices().equals(now.poolPrices())
                    && before.promised().equals(now.promised());
        }
        return false;
    }

    private List<Routed> route(List<Effect> effects) {
        var routed = new ArrayList<Routed>();
        for (var effect : effects) {
            var seats =
                    switch (effect) {
                        case Effect.Start start -> start.seats();
                        case Effect.Stop stop -> seats(stop.run());
                        case Effect.Ask ask -> seats(ask.run());
                        case Effect.Wake _ -> List.<Seat>of();
                    };
            if (!seats.isEmpty()) {
                routed.add(new Routed(effect, seats.getFirst().node()));
            }
        }
        return routed;
    }

    private List<Seat> seats(String run) {
        var found = state.runs().get(run);
        return found == null ? List.of() : found.seats();
    }

    /// Goes back to what the journal has. While even that fails, nothing is decided, and whoever
    /// waits is told so.
    private void undo(List<Turn.Tell> tells, long before, Exception failure) {
        meter.failed(failure);
        priced = null;
        while (true) {
            try {
                var recovered = journal.recover(setup);
                state = recovered.state();
                last = recovered.last();
                break;
            } catch (IOException again) {
                meter.failed(again);
                tells.forEach(t -> t.told.completeExceptionally(new NotDurable(again, false)));
                turnAway(again);
                pause();
            }
        }
        if (last > before) {
            // It was durable after all: executors must hear of it.
            remind();
        }
        rhythm.wake();
    }

    private void turnAway(IOException why) {
        var turns = new ArrayList<Turn>();
        waiting.drainTo(turns);
        for (var turn : turns) {
            switch (turn) {
                case Turn.Tell tell -> tell.told.completeExceptionally(new NotDurable(why, true));
                case Turn.Look look -> look.turnedAway.run();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
