package dev.medley.core.sim.days;

/// A quantity that changes in steps, as its mean over equal spans of time.
public final class Curve {

    private final long spanMs;
    private final double[] sums;
    private double value;
    private long sinceMs;

    /// @param endMs when it ends; it begins at 0
    Curve(long endMs, int spans) {
        this.spanMs = Math.max(1, (endMs + spans - 1) / spans);
        this.sums = new double[(int) Math.max(1, (endMs + spanMs - 1) / spanMs)];
    }

    void add(long atMs, double more) {
        set(atMs, value + more);
    }

    void set(long atMs, double next) {
        if (atMs < sinceMs) {
            throw new IllegalArgumentException("Time runs from %d to %d.".formatted(sinceMs, atMs));
        }
        while (sinceMs < atMs) {
            int span = (int) Math.min(sums.length - 1, sinceMs / spanMs);
            boolean last = span == sums.length - 1;
            long until = last ? atMs : Math.min(atMs, (span + 1) * spanMs);
            sums[span] += value * (until - sinceMs);
            sinceMs = until;
        }
        value = next;
    }

    /// Value times milliseconds, over all time so far.
    public double integral() {
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        return total;
    }

    /// How long it is so far.
    public long lengthMs() {
        return sinceMs;
    }

    public int spans() {
        return sums.length;
    }

    /// The mean over a span; the last one may be shorter than the others.
    public double mean(int span) {
        long length = Math.min(spanMs, Math.max(1, sinceMs - span * spanMs));
        return sums[span] / length;
    }
}
