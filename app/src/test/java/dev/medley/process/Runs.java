package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Precision;
import dev.medley.core.control.Care;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.Memory;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.place.Seat;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.Launch;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Recipe;
import dev.medley.core.work.Terms;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/// An executor over a folder, what it says, and works for it.
final class Runs implements AutoCloseable {

    static final Settings.Pace QUICK = new Settings.Pace(20, 50, 60_000);

    /// Loaded machines take their time; nothing here waits so long if all is well.
    private static final long PATIENCE_MS = 60_000;

    final List<Observation> seen = new CopyOnWriteArrayList<>();
    final LocalExecutor executor;

    private Runs(Settings settings) {
        executor = new LocalExecutor(settings);
        executor.open(seen::add);
    }

    static Runs under(Path data) {
        return under(settings(data));
    }

    static Runs under(Settings settings) {
        return new Runs(settings);
    }

    static Settings settings(Path data) {
        return Settings.usual(data, data, new TreeMap<String, Recipe>()).with(QUICK);
    }

    // --- works --------------------------------------------------------------------------------

    static Launch launch(Map<String, String> env) {
        return new Launch(
                List.of(),
                new TreeMap<>(env),
                "",
                null,
                null,
                Launch.Checkpoint.UNSAID,
                null,
                null,
                null);
    }

    static Launch limited(@Nullable Long wallMs, @Nullable Long memoryBytes) {
        return new Launch(
                List.of(),
                new TreeMap<>(),
                "",
                wallMs,
                memoryBytes,
                Launch.Checkpoint.UNSAID,
                500L,
                null,
                null);
    }

    static Launch saving(List<String> command, String signal) {
        return new Launch(
                List.of(),
                new TreeMap<>(),
                "",
                null,
                null,
                new Launch.Checkpoint(command, signal, null, null),
                null,
                null,
                null);
    }

    static Terms terms(String name, Launch launch) {
        return new Terms(
                name,
                "us",
                Priority.STANDARD,
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Outlook.NONE,
                launch);
    }

    /// An hour of work, as a script.
    static BatchJob script(String name, Launch launch, String script) {
        return job(name, launch, List.of("sh", "-c", script));
    }

    static BatchJob script(String name, String script) {
        return script(name, Launch.DEFAULT, script);
    }

    static BatchJob job(String name, Launch launch, List<String> command) {
        return new BatchJob(terms(name, launch), 2, new TreeMap<>(), command, 1.0, null);
    }

    static Effect.Start start(Work work, String stack) {
        var shape =
                new Shape(
                        2,
                        2,
                        1,
                        1,
                        1,
                        1,
                        Precision.BF16,
                        Precision.BF16,
                        8,
                        1,
                        false,
                        stack,
                        "",
                        null);
        var fit =
                new ShapeFit(
                        shape,
                        1,
                        "x",
                        new Band(1, 1, 0),
                        null,
                        null,
                        new TimeTerms(0, 0, 0, 0, 0),
                        new Memory(0, 0, 0, 0),
                        0,
                        0);
        return new Effect.Start(
                work.name() + "#0",
                work,
                fit,
                List.of(new Seat("here", List.of(2, 3))),
                0,
                Care.of(work));
    }

    // --- what happens -------------------------------------------------------------------------

    Runs start(Work work) {
        executor.perform(start(work, "cpu"), "here");
        return this;
    }

    Runs stop(String run, boolean checkpoint, long graceMs) {
        executor.perform(new Effect.Stop(run, checkpoint, graceMs), "here");
        return this;
    }

    void awaitStarted(String run) {
        await(() -> seen.contains(new Observation.Started(run)));
    }

    Observation.Ended awaitEnd(String run) {
        await(() -> ends(run).size() == 1);
        return ends(run).getFirst();
    }

    /// Where it may be said more than once.
    Observation.Ended awaitEnds(String run) {
        await(() -> !ends(run).isEmpty());
        return ends(run).getFirst();
    }

    List<Observation.Ended> ends(String run) {
        return seen.stream()
                .filter(Observation.Ended.class::isInstance)
                .map(Observation.Ended.class::cast)
                .filter(ended -> ended.run().equals(run))
                .toList();
    }

    List<Observation.Progress> progress(String run) {
        return seen.stream()
                .filter(Observation.Progress.class::isInstance)
                .map(Observation.Progress.class::cast)
                .filter(progress -> progress.run().equals(run))
                .toList();
    }

    void await(BooleanSupplier condition) {
        long until = System.currentTimeMillis() + PATIENCE_MS;
        while (!condition.getAsBoolean()) {
            assertThat(System.currentTimeMillis()).as(seen.toString()).isLessThan(until);
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    String printed(String run) throws IOException {
        return java.nio.file.Files.readString(executor.log(run, "stdout"));
    }

    @Override
    public void close() {
        executor.close();
    }
}
