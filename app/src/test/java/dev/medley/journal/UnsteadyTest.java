package dev.medley.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reply;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.work.Priority;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.Executor;
import dev.medley.live.Journal;
import dev.medley.live.Live;
import dev.medley.live.Meter;
import dev.medley.live.NotDurable;
import dev.medley.live.Origin;
import dev.medley.live.Rhythm;
import dev.medley.live.Told;
import dev.medley.live.Workshop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The loop on a journal that fails now and then, with a clock that jumps, and people who give
/// their orders again until they are answered.
@Timeout(180)
class UnsteadyTest {

    private static final int WORKS = 150;
    private static final int SPEAKERS = 3;
    private static final long HOUR = 3_600_000;

    @TempDir private Path folder = Path.of("");

    /// Fails before or after it has written, and when it is asked what there is.
    private static final class Unsteady implements Journal {
        private final Journal journal;
        private final SplittableRandom random;
        private boolean steady = true;
        private int failures;

        Unsteady(Journal journal, long seed) {
            this.journal = journal;
            this.random = new SplittableRandom(seed);
        }

        private synchronized void maybeFail(int oneIn) throws IOException {
            if (!steady && random.nextInt(oneIn) == 0) {
                failures++;
                throw new IOException("the disk said no");
            }
        }

        @Override
        public void begin(Epoch epoch) throws IOException {
            journal.begin(epoch);
        }

        @Override
        public Recovered recover(Setup setup) throws IOException {
            maybeFail(3);
            return journal.recover(setup);
        }

        @Override
        public void append(List<Entry> entries) throws IOException {
            maybeFail(12);
            journal.append(entries);
            maybeFail(12);
        }

        @Override
        public Optional<Answered> answered(Origin origin) throws IOException {
            maybeFail(100);
            return journal.answered(origin);
        }

        @Override
        public boolean isOver(String work) throws IOException {
            return journal.isOver(work);
        }

        @Override
        public void offer(State state, long last) throws IOException {
            journal.offer(state, last);
        }

        @Override
        public void close() throws IOException {
            journal.close();
        }

        synchronized void steady(boolean now) {
            steady = now;
        }

        synchronized int failures() {
            return failures;
        }
    }

    /// Runs each run for a moment, and counts. A run that it has seen is not started again.
    private static final class Counting implements Executor {
        private final BlockingQueue<Effect> asked = new LinkedBlockingQueue<>();
        private final TreeMap<String, String> alive = new TreeMap<>();
        private final TreeSet<String> seenRuns = new TreeSet<>();
        private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::work);
        private Consumer<Observation> tell = _ -> {};

        @Override
        public void open(Consumer<Observation> seen) {
            tell = seen;
            thread.start();
        }

        @Override
        public void perform(Effect effect, String node) {
            asked.add(effect);
        }

        private void work() {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    var effect = asked.poll(3, TimeUnit.MILLISECONDS);
                    if (effect != null) {
                        act(effect);
                    } else if (!alive.isEmpty()) {
                        end(alive.firstKey(), Observation.How.FINISHED);
                    }
                } catch (InterruptedException closed) {
                    return;
                }
            }
        }

        private void act(Effect effect) {
            switch (effect) {
                case Effect.Start start -> start(start);
                case Effect.Stop stop -> end(stop.run(), Observation.How.STOPPED);
                case Effect.Ask ask -> {
                    if (!alive.containsKey(ask.run())) {
                        end(ask.run(), Observation.How.FINISHED);
                    }
                }
                case Effect.Wake _ -> {}
            }
        }

        private void start(Effect.Start start) {
            if (!seenRuns.add(start.run())) {
                // A reminder; whoever is over says so once more.
                if (!alive.containsKey(start.run())) {
                    end(start.run(), Observation.How.FINISHED);
                }
                return;
            }
            if (alive.containsValue(start.work().name())) {
                wrong.add("Work %s runs twice.".formatted(start.work().name()));
            }
            alive.put(start.run(), start.work().name());
            tell.accept(new Observation.Started(start.run()));
        }

        private void end(String run, Observation.How how) {
            alive.remove(run);
            tell.accept(new Observation.Ended(run, how, 3600, "over"));
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingRunsTwice() throws Exception {
        long seed = Long.getLong("medley.seed", 5);
        var journal = new Unsteady(Journals.open(folder.toString(), SOON), seed);
        journal.begin(JournalContract.epoch(Workshop.setup()));
        var executor = new Counting();
        var clock = new AtomicLong(20_000 * HOUR);
        var failed = new ArrayList<Exception>();
        var meter =
                new Meter() {
                    @Override
                    public void failed(Exception why) {
                        failed.add(why);
                    }
                };
        var jumps = new SplittableRandom(seed + 1);
        try (var live =
                Live.start(
                        Workshop.setup(),
                        Workshop.FITTING,
                        journal,
                        executor,
                        () -> jumped(clock, jumps),
                        new Rhythm(20, 2),
                        meter)) {
            for (var node : Workshop.NODES) {
                insist(live, Origin.START, new Command.AddNode(0, node));
            }
            journal.steady(false);
            var speakers = new ArrayList<Thread>();
            var accepted = Collections.synchronizedSet(new TreeSet<String>());
            for (int s = 0; s < SPEAKERS; s++) {
                int speaker = s;
                speakers.add(Thread.ofPlatform().start(() -> speak(live, speaker, accepted)));
            }
            for (var speaker : speakers) {
                speaker.join();
            }
            assertThat(accepted).hasSize(SPEAKERS * WORKS);
            journal.steady(true);
            var described = allOver(live);
            assertThat(executor.wrong).isEmpty();
            assertThat(journal.failures()).isGreaterThan(20);
            assertThat(failed).isNotEmpty();
            System.out.printf("seed %d: %d failures of the journal%n", seed, journal.failures());
            assertThat(described).isNotEmpty();
        }
        sameAgain();
    }

    private static final Keeping SOON = new Keeping(200, 1_000 * HOUR, HOUR, 1_000_000);

    /// Runs a hundred times as fast as the wall's, and jumps by an hour now and then.
    private static long jumped(AtomicLong clock, SplittableRandom random) {
        synchronized (random) {
            long jump = random.nextInt(200) == 0 ? random.nextLong(-HOUR, HOUR) : 0;
            return clock.addAndGet(jump + random.nextLong(200));
        }
    }

    private static void speak(Live live, int speaker, java.util.Set<String> accepted) {
        for (int w = 0; w < WORKS; w++) {
            var name = "w%d-%d".formatted(speaker, w);
            var origin = new Origin("s" + speaker, "us", "k" + w, name);
            var job = Workshop.job(name, 1 + w % 3, Priority.STANDARD);
            var told = insist(live, origin, new Command.Submit(0, job, Care.DEFAULT));
            if (told.reply() instanceof Reply.Accepted) {
                accepted.add(name);
            }
        }
    }

    /// Gives an order again until it is answered.
    private static Told insist(Live live, Origin origin, Command command) {
        for (int i = 0; i < 200; i++) {
            try {
                return live.tell(origin, at -> at(command, at)).get(60, TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof NotDurable)) {
                    throw new AssertionError(failed);
                }
            } catch (Exception stuck) {
                throw new AssertionError(stuck);
            }
        }
        throw new AssertionError("It was never answered.");
    }

    private static Command at(Command command, long at) {
        return switch (command) {
            case Command.Submit submit -> new Command.Submit(at, submit.work(), submit.care());
            case Command.AddNode add -> new Command.AddNode(at, add.node());
            default -> command;
        };
    }

    private static String allOver(Live live) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            var open = live.ask(desk -> desk.state().jobs().size()).get(60, TimeUnit.SECONDS);
            if (open == 0) {
                return live.ask(desk -> desk.state().describe()).get(60, TimeUnit.SECONDS);
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                live.ask(desk -> desk.state().describe()).get(60, TimeUnit.SECONDS));
    }

    /// All that was kept would be decided again so, byte for byte.
    private void sameAgain() throws IOException {
        try (var archive = Journals.read(folder.toString())) {
            var ground = new Redeciding.Ground(Workshop.setup(), Workshop.FITTING);
            var outcome = Redeciding.run(archive, _ -> ground, Long.MAX_VALUE, _ -> {});
            assertThat(outcome.difference()).isNull();
            assertThat(outcome.entries()).isGreaterThan(2L * SPEAKERS * WORKS);
        }
    }
}
