package dev.medley.core.control;

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

    /// Whether it can save what it did when asked to stop.
    boolean savesOnStop() {
        return checkpointMs > 0 && checkpointMs <= graceMs;
    }
}
