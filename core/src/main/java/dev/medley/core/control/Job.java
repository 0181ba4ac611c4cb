package dev.medley.core.control;

import dev.medley.core.work.Outlook;
import dev.medley.core.work.Work;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeMap;

/// A work that is not over. Only [State] changes it.
public final class Job {

    private static final double MS_PER_HOUR = 3_600_000;

    final long submittedMs;

    /// Its deadline counts from here: its owner set it then.
    long deadlineFromMs;

    final Care care;
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

    Job(long submittedMs, Work work, Care care, int kind) {
        this.submittedMs = submittedMs;
        this.deadlineFromMs = submittedMs;
        this.waitingSinceMs = submittedMs;
        this.work = work;
        this.care = care;
        this.kind = kind;
    }

    public Work work() {
        return work;
    }

    /// The work as it is allowed now: its start and its ports count from when it was submitted.
    Work asOf(long atMs) {
        var outlook = work.terms().outlook();
        return outlook.equals(Outlook.NONE)
                ? work
                : work.under(work.terms().seeing(outlook.after(hoursSince(atMs))));
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
