package dev.medley.core.control;

import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

/// What running, interrupting and repeating a work takes, in milliseconds.
///
/// @param checkpointEveryMs how often it saves itself while it runs; 0 if it never does
/// @param checkpointMs how long saving takes; 0 if it cannot be saved on request
/// @param restartMs from seats to first progress: loading, warming up
/// @param graceMs it has so long to stop before it is ended
/// @param leastRunMs it is not interrupted for other work before it has run so long
/// @param mostFailures so many failures in a row are one less than too many
public record Care(
        long checkpointEveryMs,
        long checkpointMs,
        long restartMs,
        long graceMs,
        long leastRunMs,
        int mostFailures) {

    /// Saves every half hour in half a minute, starts in two minutes.
    public static final Care DEFAULT = new Care(1_800_000, 30_000, 120_000, 60_000, 600_000, 3);

    /// A run is left alone for so many times what its start took.
    private static final long STARTS_WORTH_A_RUN = 5;

    public Care {
        if (checkpointEveryMs < 0
                || checkpointMs < 0
                || restartMs < 0
                || graceMs < 0
                || leastRunMs < 0
                || mostFailures < 0) {
            throw new IllegalArgumentException("Times and failures must not be negative.");
        }
    }

    /// What the work's owner says, and what is usual of its kind where nothing is said: training
    /// saves itself every half hour and when asked to; batch jobs and services are not known to.
    /// Starts that take less time are worth interrupting sooner.
    public static Care of(Work work) {
        var launch = work.terms().launch();
        var usual =
                switch (work) {
                    case TrainingJob _ -> DEFAULT;
                    case BatchJob _ -> new Care(0, 0, 10_000, 30_000, 600_000, 3);
                    case InferenceService _ -> new Care(0, 0, 120_000, 30_000, 600_000, 3);
                };
        var checkpoint = launch.checkpoint();
        boolean asked = !checkpoint.command().isEmpty() || !checkpoint.signal().isEmpty();
        long grace = or(launch.graceMs(), usual.graceMs);
        long takes = or(checkpoint.takesMs(), asked ? grace / 2 : usual.checkpointMs);
        var restart = launch.restartMs();
        return new Care(
                or(checkpoint.everyMs(), usual.checkpointEveryMs),
                takes,
                or(restart, usual.restartMs),
                grace,
                restart == null
                        ? usual.leastRunMs
                        : Math.min(usual.leastRunMs, STARTS_WORTH_A_RUN * restart),
                launch.retries() == null ? usual.mostFailures : launch.retries());
    }

    private static long or(@Nullable Long said, long usual) {
        return said == null ? usual : said;
    }

    /// Whether it can save what it did when asked to stop.
    boolean savesOnStop() {
        return checkpointMs > 0 && checkpointMs <= graceMs;
    }
}
