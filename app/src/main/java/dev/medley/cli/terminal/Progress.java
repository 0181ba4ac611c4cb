package dev.medley.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;

/// Says on stderr what a long command is doing: nothing during the first two seconds, then a line a
/// second at most. Silent when the command is told to be.
public final class Progress {

    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long EVERY_NANOS = 1_000_000_000L;

    private final PrintWriter err;
    private final long start = System.nanoTime();
    private long last = start + QUIET_NANOS - EVERY_NANOS;

    public Progress(PrintWriter err) {
        this.err = err;
    }

    public synchronized void say(String doing) {
        long now = System.nanoTime();
        if (now - last >= EVERY_NANOS) {
            last = now;
            err.printf(Locale.ROOT, "medley: %s (%.0f s)%n", doing, (now - start) / 1e9);
        }
    }

    public void say(String doing, long done, long of) {
        say(String.format(Locale.ROOT, "%s, %,d of %,d", doing, done, of));
    }
}
