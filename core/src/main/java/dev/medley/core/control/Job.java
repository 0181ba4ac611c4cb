package dev.medley.core.control;

import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeMap;

/// A work that is not over. Only [State] changes it.
public final class Job {

    private static final double MS_PER_HOUR = 3_600_000;

    /// Deadlines and what is left until them count in steps of so much, so that bids made of them
    /// can be kept for a while.
    private static final double STEP = 1.1;

    final long submittedMs;

    /// Its deadline counts from here: its owner set it then.
    long deadlineFromMs;

    final Care care;

    /// Of every work that comes under this name: owners do not change.
    final String tenant;

    Work work;

    /// Number of its kind in the state.
    int kind;

    /// Amount that is done for good.
    double saved;

    int failures;
    int runsSoFar;

    /// Device-milliseconds that runs held which are over.
    long attainedMs;

    /// Nothing of it has run since.
    long waitingSinceMs;

    /// It is not tried again before.
    long notBeforeMs;

    boolean cancelled;
    String lastTrouble = "";

    /// Its runs that hold devices, by id.
    final TreeMap<String, Run> runs = new TreeMap<>();

    /// What of them goes on, counted when it is asked for, and again when that changed.
    private @Nullable Tally going;

    Job(long submittedMs, Work work, Care care, int kind) {
        this.submittedMs = submittedMs;
        this.deadlineFromMs = submittedMs;
        this.waitingSinceMs = submittedMs;
        this.work = work;
        this.tenant = work.terms().tenant();
        this.care = care;
        this.kind = kind;
    }

    public Work work() {
        return work;
    }

    void seat(Run run) {
        runs.put(run.id, run);
        going = null;
    }

    void release(Run run) {
        runs.remove(run.id);
        going = null;
    }

    void enter(Run run, Run.Phase phase) {
        run.phase = phase;
        going = null;
    }

    /// What goes on of it, by place; not to be changed.
    Tally going() {
        if (going == null) {
            going = Tally.of(runs.values());
        }
        return going;
    }

    /// The work as it is allowed now: its start and its ports count from when it was submitted.
    Work asOf(long atMs) {
        var outlook = work.terms().outlook();
        return outlook.equals(Outlook.NONE)
                ? work
                : work.under(work.terms().seeing(outlook.after(hoursSince(atMs))));
    }

    /// The work as it bids now: with what is left of it, and of the time until its deadline.
    Work current(long atMs) {
        return switch (asOf(atMs)) {
            case InferenceService service -> service;
            case TrainingJob training -> {
                @Nullable Double hours = training.hoursToDeadline();
                yield hours == null ? training : left(training, hoursLeft(hours, atMs));
            }
            case BatchJob batch -> {
                @Nullable Double hours = batch.hoursToDeadline();
                yield hours == null ? batch : left(batch, hoursLeft(hours, atMs));
            }
        };
    }

    /// Whether a deadline lies ahead, and how much work there is until then is known.
    boolean isPressed(long atMs) {
        @Nullable Double hours = work.hoursToDeadline();
        return hours != null && Amount.total(work) != Amount.ENDLESS && hoursLeft(hours, atMs) > 0;
    }

    private Work left(TrainingJob job, double hoursLeft) {
        return new TrainingJob(
                job.terms(),
                job.variants(),
                job.qualityFloor(),
                job.method(),
                step(Math.max(1, job.tokens() - saved)),
                job.sequenceLength(),
                job.batchTokens(),
                hoursLeft,
                job.minDevices(),
                job.maxDevices());
    }

    private Work left(BatchJob job, double hoursLeft) {
        @Nullable Double hours = job.hours();
        return new BatchJob(
                job.terms(),
                job.devices(),
                job.rates(),
                job.command(),
                hours == null ? null : step(Math.max(1e-3, hours - saved / 3600)),
                hoursLeft);
    }

    /// None once the deadline has passed.
    private double hoursLeft(double hours, long atMs) {
        double left = hours - (atMs - deadlineFromMs) / MS_PER_HOUR;
        return left > 0 ? step(left) : 0;
    }

    private static double step(double value) {
        double steps = Math.floor(StrictMath.log(value) / StrictMath.log(STEP));
        return StrictMath.pow(STEP, steps);
    }

    double hoursSince(long atMs) {
        return Math.max(0, atMs - submittedMs) / MS_PER_HOUR;
    }

    public long submittedMs() {
        return submittedMs;
    }

    public Care care() {
        return care;
    }

    /// Its deadline counts from here.
    public long deadlineFromMs() {
        return deadlineFromMs;
    }

    public double saved() {
        return saved;
    }

    public int failures() {
        return failures;
    }

    /// It is not tried again before.
    public long notBeforeMs() {
        return notBeforeMs;
    }

    public boolean cancelled() {
        return cancelled;
    }

    /// Ids of its runs that hold devices.
    public SortedSet<String> runs() {
        return Collections.unmodifiableSortedSet(runs.navigableKeySet());
    }

    @Override
    public String toString() {
        return "%s saved=%s failures=%d runs=%d%s had=%d since=%d notBefore=%d kind=%d%s"
                .formatted(
                        work.name(),
                        saved,
                        failures,
                        runsSoFar,
                        runs.keySet(),
                        attainedMs,
                        waitingSinceMs,
                        notBeforeMs,
                        kind,
                        cancelled ? " cancelled" : "");
    }
}
