package dev.medley.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How far measured rates are from predicted ones, pool by pool: the median of the latest.
final class PredictionErrors {

    private static final int REMEMBERED = 64;

    private final Map<String, Latest> byPool = new ConcurrentHashMap<>();

    PredictionErrors(List<String> pools) {
        pools.forEach(pool -> byPool.put(pool, new Latest()));
    }

    /// A measured rate is such a part of the predicted one.
    void learnt(String pool, double ratio) {
        byPool.computeIfAbsent(pool, _ -> new Latest()).add(Math.abs(ratio - 1));
    }

    /// As a share of the prediction, or not a number while none was measured.
    double median(String pool) {
        var latest = byPool.get(pool);
        return latest == null ? Double.NaN : latest.median();
    }

    private static final class Latest {
        private final double[] errors = new double[REMEMBERED];
        private int count;

        synchronized void add(double error) {
            errors[count++ % REMEMBERED] = error;
        }

        synchronized double median() {
            int kept = Math.min(count, REMEMBERED);
            if (kept == 0) {
                return Double.NaN;
            }
            var sorted = Arrays.copyOf(errors, kept);
            Arrays.sort(sorted);
            return (sorted[(kept - 1) / 2] + sorted[kept / 2]) / 2;
        }
    }
}
