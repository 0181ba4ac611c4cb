package dev.medley.demo;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Job;
import dev.medley.core.units.Streams;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.Work;
import dev.medley.live.Live;
import dev.medley.live.Origin;

import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Brings work to a demonstration: what its documents say at the start, something urgent soon
/// after, and then jobs like theirs for as long as it runs. When the queue is long, nobody comes.
public final class Visitors implements AutoCloseable {

    private static final Origin DEMO = new Origin("demo", "", "", "");
    private static final double LEAST_HOURS = 0.5;
    private static final double MORE_HOURS = 5.5;

    private final Live live;
    private final Terms terms;
    private final List<Work> works;
    private final List<BatchJob> jobs;
    private final SplittableRandom dice;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("medley-visitors").daemon().factory());

    /// How they come.
    ///
    /// @param everyMs mean real milliseconds from one job to the next
    /// @param urgentMs real milliseconds until the urgent one
    /// @param longestQueue nobody comes while so many works wait
    public record Terms(long everyMs, long urgentMs, int longestQueue, Care care, long seed) {}

    /// Nobody yet.
    ///
    /// @param works of the documents; those that are batch jobs come again
    public Visitors(Live live, List<Work> works, Terms terms) {
        this.live = live;
        this.terms = terms;
        this.works = List.copyOf(works);
        this.jobs =
                works.stream()
                        .filter(BatchJob.class::isInstance)
                        .map(BatchJob.class::cast)
                        .toList();
        this.dice = new Streams(terms.seed()).of("visitors");
    }

    /// Lets them in.
    ///
    /// @param urgent what comes soon after the start, and takes devices from others
    public void open(Work urgent) {
        works.forEach(work -> submit(work, 0));
        submit(urgent, terms.urgentMs());
        next();
    }

    private void next() {
        if (jobs.isEmpty()) {
            return;
        }
        double wait = -Math.log(1 - dice.nextDouble()) * terms.everyMs();
        in(
                (long) wait,
                () -> {
                    var waiting = live.ask(desk -> Visitors.waiting(desk.state().jobs().values()));
                    if (waiting.join() < terms.longestQueue()) {
                        come();
                    }
                    next();
                });
    }

    private static int waiting(Collection<Job> jobs) {
        return (int) jobs.stream().filter(job -> job.runs().isEmpty()).count();
    }

    private void come() {
        var like = jobs.get(dice.nextInt(jobs.size()));
        double hours = LEAST_HOURS + dice.nextDouble() * MORE_HOURS;
        var _ =
                live.tell(
                        DEMO,
                        at -> {
                            var name = "%s-%d".formatted(like.name(), at / 1000);
                            var job =
                                    new BatchJob(
                                            like.terms().named(name),
                                            like.devices(),
                                            like.rates(),
                                            like.command(),
                                            hours,
                                            null);
                            return new Command.Submit(at, job, terms.care());
                        });
    }

    private void submit(Work work, long afterMs) {
        in(
                afterMs,
                () -> {
                    var _ = live.tell(DEMO, at -> new Command.Submit(at, work, terms.care()));
                });
    }

    private void in(long ms, Runnable what) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(what, ms, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
