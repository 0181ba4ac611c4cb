package dev.medley.live;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// When market rounds are held: regularly, sooner after something happened, and never so often that
/// they take more than a fifth of the loop's time. Only the loop's thread uses it.
public final class Rhythm {

    /// A round that took so long is followed by so many times that without one.
    private static final long BREATH = 4;

    private final long roundNanos;
    private final long soonNanos;
    private final LongSupplier nanoTime;
    private long next;
    private long earliest;

    /// @param roundMs from one round to the next while nothing happens
    /// @param soonMs from what calls for a round to the round: what comes together is sold together
    public Rhythm(long roundMs, long soonMs) {
        this(roundMs, soonMs, System::nanoTime);
    }

    Rhythm(long roundMs, long soonMs, LongSupplier nanoTime) {
        this.roundNanos = TimeUnit.MILLISECONDS.toNanos(roundMs);
        this.soonNanos = TimeUnit.MILLISECONDS.toNanos(soonMs);
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
        this.earliest = next;
    }

    boolean isDue() {
        return nanoTime.getAsLong() - next >= 0;
    }

    /// Milliseconds until the next round.
    long restMs() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(next - nanoTime.getAsLong()) + 1);
    }

    /// Something happened that another round may answer.
    void wake() {
        long soon = nanoTime.getAsLong() + soonNanos;
        long at = soon - earliest >= 0 ? soon : earliest;
        if (at - next < 0) {
            next = at;
        }
    }

    /// A round was held and took so long.
    void held(long tookNanos) {
        long now = nanoTime.getAsLong();
        earliest = now + BREATH * tookNanos;
        next = now + Math.max(roundNanos, BREATH * tookNanos);
    }
}
