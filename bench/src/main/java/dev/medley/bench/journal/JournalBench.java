package dev.medley.bench.journal;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.core.control.State;
import dev.medley.journal.Journals;
import dev.medley.journal.Keeping;
import dev.medley.live.Clock;
import dev.medley.live.Entry;
import dev.medley.live.Executor;
import dev.medley.live.Journal;
import dev.medley.live.Live;
import dev.medley.live.Meter;
import dev.medley.live.Origin;
import dev.medley.live.Rhythm;
import dev.medley.live.wire.Pools;
import dev.medley.live.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// `JournalBench rate DIR [PER_SECOND SECONDS]`, `most DIR SECONDS`, `peer DIR ENTRIES`, `recover
/// DIR EVENTS`, `wire`: prints a line of figures each.
public final class JournalBench {

    private static final int NODES = 32;
    private static final long RUN_MS = 150;
    private static final long NEVER_MS = 3_600_000;

    private JournalBench() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[1]);
        int first = Integer.parseInt(args[2]);
        switch (args[0]) {
            case "rate" -> rate(folder, first, Integer.parseInt(args[3]));
            case "most" -> most(folder, first);
            case "peer" -> peer(folder, first);
            case "write" -> write(folder, first, Long.parseLong(args[3]));
            case "recover" -> recover(folder, first);
            case "snapshot" -> snapshot(folder);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /// Runs everything for a moment.
    private static final class Quick implements Executor {
        private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        private Consumer<Observation> seen = _ -> {};

        @Override
        public void open(Consumer<Observation> to) {
            seen = to;
        }

        @Override
        public void perform(Effect effect, String node) {
            if (effect instanceof Effect.Start start) {
                seen.accept(new Observation.Started(start.run()));
                var _ = later.schedule(() -> end(start.run()), RUN_MS, TimeUnit.MILLISECONDS);
            } else if (effect instanceof Effect.Stop stop) {
                seen.accept(new Observation.Ended(stop.run(), Observation.How.STOPPED, 0, ""));
            }
        }

        private void end(String run) {
            seen.accept(new Observation.Ended(run, Observation.How.FINISHED, 3600, "done"));
        }

        @Override
        public void close() {
            later.shutdownNow();
        }
    }

    private static Live live(Plant plant, Path folder, Rhythm rhythm, Meter meter)
            throws Exception {
        var live =
                Live.start(
                        plant.setup(),
                        Plant.FITTING,
                        Journals.open(folder.toString()),
                        new Quick(),
                        Clock.WALL,
                        rhythm,
                        meter);
        for (var node : plant.nodes()) {
            live.tell(Origin.START, at -> new Command.AddNode(at, node)).get();
        }
        return live;
    }

    private static Origin person(int i) {
        return new Origin("ann", "us", "key-" + i, "0123456789abcdef0123456789abcdef");
    }

    /// Submits at a steady rate, and says how long answers took from when they were due.
    private static void rate(Path folder, int perSecond, int seconds) throws Exception {
        var tally = new Tally();
        int count = perSecond * seconds;
        long[] nanos = new long[count];
        var all = new ArrayList<CompletableFuture<?>>();
        var live = live(Plant.of(NODES), folder, new Rhythm(1_000, 50), tally);
        try (live) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = start + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) {
                    Thread.sleep(0, 200_000);
                }
                int n = i;
                all.add(
                        live.tell(person(n), at -> Plant.submit("w" + n, at))
                                .thenAccept(_ -> nanos[n] = System.nanoTime() - due));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get();
        }
        // The first seconds are those of a cold machine.
        long[] warm = Arrays.copyOfRange(nanos, count / 5, count);
        Arrays.sort(warm);
        say(
                "rate %d/s for %d s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, most %.1f ms; %s",
                perSecond,
                seconds,
                at(warm, 0.5),
                at(warm, 0.99),
                at(warm, 0.999),
                at(warm, 1),
                tally);
    }

    private static double at(long[] sorted, double share) {
        int index = (int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)));
        return sorted[index] / 1e6;
    }

    /// Submits as fast as answers come, without market rounds.
    private static void most(Path folder, int seconds) throws Exception {
        var tally = new Tally();
        var window = new Semaphore(1_000);
        int sent = 0;
        long start;
        double took;
        var done = new AtomicInteger();
        var live = live(Plant.of(NODES), folder, new Rhythm(NEVER_MS, NEVER_MS), tally);
        try (live) {
            start = System.nanoTime();
            while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                window.acquire();
                int n = sent++;
                live.tell(person(n), at -> Plant.submit("w" + n, at))
                        .thenAccept(
                                _ -> {
                                    done.incrementAndGet();
                                    window.release();
                                });
            }
            window.acquire(1_000);
            took = (System.nanoTime() - start) / 1e9;
        }
        say("most: %.0f submissions/s over %.0f s; %s", done.get() / took, took, tally);
    }

    private static final class Tally implements Meter {
        private long entries;
        private long batches;
        private long nanos;
        private long longest;
        private long longestDecision;

        @Override
        public void decided(Command command, Decision decision, long took) {
            longestDecision = Math.max(longestDecision, took);
        }

        @Override
        public void appended(int some, long took) {
            entries += some;
            batches++;
            nanos += took;
            longest = Math.max(longest, took);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d entries in %d batches, %.2f ms each, longest %.1f ms; longest decision %.1f"
                            + " ms",
                    entries,
                    batches,
                    nanos / 1e6 / batches,
                    longest / 1e6,
                    longestDecision / 1e6);
        }
    }

    /// Plain inserts of the same bytes, a transaction each.
    private static void peer(Path folder, int entries) throws IOException, SQLException {
        Files.createDirectories(folder);
        var plant = Plant.of(1);
        var wire = wire(plant);
        var controller = new Controller(plant.setup(), Plant.FITTING);
        var state = new State(plant.setup());
        var bodies = new ArrayList<String>();
        for (int i = 0; i < entries; i++) {
            var command = Plant.submit("w" + i, i);
            var decision = controller.decide(state, command);
            decision.events().forEach(state::apply);
            bodies.add(wire.write(entry(i + 1, person(i), command, decision)));
        }
        long bytes = bodies.stream().mapToLong(String::length).sum();
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("peer.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body TEXT)");
            try (var insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
                long[] nanos = new long[entries];
                long start = System.nanoTime();
                for (int i = 0; i < entries; i++) {
                    long before = System.nanoTime();
                    insert.setInt(1, i);
                    insert.setString(2, bodies.get(i));
                    insert.executeUpdate();
                    nanos[i] = System.nanoTime() - before;
                }
                double took = (System.nanoTime() - start) / 1e9;
                Arrays.sort(nanos);
                say(
                        "peer: %.0f inserts/s one by one, p50 %.2f ms, p99 %.2f ms, %d bytes each",
                        entries / took, at(nanos, 0.5), at(nanos, 0.99), bytes / entries);
            }
        }
    }

    private static Wire wire(Plant plant) {
        return new Wire(new Pools(plant.setup().pools().stream().map(p -> p.id()).toList()));
    }

    private static Entry entry(long number, Origin origin, Command command, Decision decision) {
        return new Entry(number, origin, command, decision.events(), decision.reply());
    }

    // --- recovery -------------------------------------------------------------------------------

    /// Writes the lives of many jobs: submitted, placed, started, four times further, over.
    private static void write(Path folder, int events, long snapshotEvery) throws IOException {
        var plant = Plant.of(4);
        var keeping = new Keeping(snapshotEvery, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 1);
        try (var journal = Journals.open(folder.toString(), keeping)) {
            var state = journal.recover(plant.setup()).state();
            var writer = new Writer(plant, state, journal);
            for (var node : plant.nodes()) {
                writer.tell(Origin.START, new Command.AddNode(0, node));
            }
            long start = System.nanoTime();
            for (int round = 0; state.events() < events; round++) {
                writer.round(round);
            }
            writer.flush();
            journal.settle();
            double took = (System.nanoTime() - start) / 1e9;
            say(
                    "wrote %d entries, %d events in %.1f s; %d MB",
                    writer.last, state.events(), took, size(folder) / 1_000_000);
        }
    }

    private static final class Writer {
        private final Controller controller;
        private final State state;
        private final Journal journal;
        private final List<Entry> batch = new ArrayList<>();
        private long last;
        private long now;

        Writer(Plant plant, State state, Journal journal) {
            this.controller = new Controller(plant.setup(), Plant.FITTING);
            this.state = state;
            this.journal = journal;
        }

        void round(int round) throws IOException {
            now += 1_000;
            for (int i = 0; i < 32; i++) {
                tell(person((int) last), Plant.submit("w%d-%d".formatted(round, i), now));
            }
            tell(Origin.CLOCK, new Command.Tick(now));
            var runs = List.copyOf(state.runs().keySet());
            for (var run : runs) {
                tell(Origin.EXECUTOR, seen(new Observation.Started(run)));
            }
            for (int i = 1; i <= 4; i++) {
                now += 900_000;
                for (var run : runs) {
                    double done = 900.0 * i;
                    tell(Origin.EXECUTOR, seen(new Observation.Progress(run, done, done, 0)));
                }
            }
            for (var run : runs) {
                var how = Observation.How.FINISHED;
                tell(Origin.EXECUTOR, seen(new Observation.Ended(run, how, 3600, "")));
            }
        }

        private Command seen(Observation what) {
            return new Command.Observe(now, what);
        }

        void tell(Origin origin, Command command) throws IOException {
            var decision = controller.decide(state, command);
            decision.events().forEach(state::apply);
            batch.add(entry(++last, origin, command, decision));
            if (batch.size() == 500) {
                flush();
            }
        }

        void flush() throws IOException {
            if (!batch.isEmpty()) {
                journal.append(batch);
                journal.offer(state, last);
                batch.clear();
            }
        }
    }

    private static void recover(Path folder, int times) throws IOException {
        var plant = Plant.of(4);
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            try (var journal = Journals.open(folder.toString())) {
                double opened = (System.nanoTime() - start) / 1e9;
                var recovered = journal.recover(plant.setup());
                double took = (System.nanoTime() - start) / 1e9;
                say(
                        "recovered %d entries, %d events in %.1f s (%.1f s to open)",
                        recovered.last(), recovered.state().events(), took, opened);
            }
        }
    }

    /// Takes a snapshot of what there is, and says how long that took.
    private static void snapshot(Path folder) throws IOException {
        var keeping = new Keeping(1, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 1);
        try (var journal = Journals.open(folder.toString(), keeping)) {
            var recovered = journal.recover(Plant.of(4).setup());
            long start = System.nanoTime();
            journal.offer(recovered.state(), recovered.last());
            double offered = (System.nanoTime() - start) / 1e6;
            journal.settle();
            say(
                    "snapshot: %.1f ms on the loop, %.1f ms in all",
                    offered, (System.nanoTime() - start) / 1e6);
        }
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void say(String format, @Nullable Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
