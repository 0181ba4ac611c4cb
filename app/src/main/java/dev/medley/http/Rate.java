package dev.medley.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often each may ask: a bucket of tokens that fills evenly. Only one thread uses it.
final class Rate {

    /// So many are remembered; whoever has not asked for longest is forgotten first.
    private static final int MOST = 10_000;

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets;

    private static final class Bucket {
        private double left;
        private long atNanos;

        Bucket(double left, long atNanos) {
            this.left = left;
            this.atNanos = atNanos;
        }
    }

    Rate(double perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.buckets =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                        return size() > MOST;
                    }
                };
    }

    /// Seconds until the next request is welcome; 0 if this one is.
    long wait(String who) {
        var bucket = filled(who);
        if (bucket.left >= 1) {
            bucket.left--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - bucket.left) / perSecond));
    }

    /// The same without asking for anything.
    boolean isSpent(String who) {
        return filled(who).left < 1;
    }

    private Bucket filled(String who) {
        long now = nanoTime.getAsLong();
        var bucket = buckets.computeIfAbsent(who, _ -> new Bucket(burst, now));
        double more = (now - bucket.atNanos) / 1e9 * perSecond;
        bucket.left = Math.min(burst, bucket.left + more);
        bucket.atNanos = now;
        return bucket;
    }
}
