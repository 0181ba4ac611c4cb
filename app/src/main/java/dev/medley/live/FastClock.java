package dev.medley.live;

import java.util.concurrent.atomic.AtomicLong;

/// Runs some times as fast as the wall's clock, for demonstrations: it starts with the wall's time,
/// or where the journal ends, if that is later.
public final class FastClock implements Clock {

    private final double speed;
    private final long fromNanos = System.nanoTime();
    private final AtomicLong fromMs = new AtomicLong(System.currentTimeMillis());

    /// One that starts now.
    ///
    /// @param speed its milliseconds per real one
    public FastClock(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("The speed (%s) must be positive.".formatted(speed));
        }
        this.speed = speed;
    }

    @Override
    public long nowMs() {
        return fromMs.get() + (long) ((System.nanoTime() - fromNanos) * speed / 1e6);
    }

    @Override
    public void reached(long ms) {
        fromMs.addAndGet(Math.max(0, ms - nowMs()));
    }
}
