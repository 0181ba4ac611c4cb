package dev.medley.http;

import java.util.ArrayList;
import java.util.List;

/// Prices of all pools over time. When memory is full, every other point of the older half goes.
final class Prices {

    private static final int MOST = 20_000;

    private final List<Point> points = new ArrayList<>();

    private record Point(long atMs, List<Double> prices) {}

    void add(long atMs, List<Double> prices) {
        var last = points.isEmpty() ? null : points.getLast();
        if (last != null && last.prices.equals(prices)) {
            return;
        }
        points.add(new Point(last == null ? atMs : Math.max(atMs, last.atMs), prices));
        if (points.size() > MOST) {
            thin();
        }
    }

    private void thin() {
        var kept = new ArrayList<Point>();
        int half = points.size() / 2;
        for (int i = 0; i < points.size(); i++) {
            if (i >= half || i % 2 == 0) {
                kept.add(points.get(i));
            }
        }
        points.clear();
        points.addAll(kept);
    }

    /// At most so many points of a pool, evenly over the time; each is the last price of its part.
    /// A price holds until the next one.
    List<double[]> series(int pool, long fromMs, long toMs, int most) {
        var series = new ArrayList<double[]>();
        if (points.isEmpty() || toMs < fromMs) {
            return series;
        }
        long from = Math.max(fromMs, points.getFirst().atMs);
        double step = Math.max(1, (double) (toMs - from) / Math.max(1, most - 2));
        int i = Math.max(0, before(from));
        long bucket = Long.MIN_VALUE;
        for (; i < points.size() && points.get(i).atMs <= toMs; i++) {
            var point = points.get(i);
            if (pool >= point.prices.size()) {
                continue;
            }
            long at = Math.max(from, point.atMs);
            long in = (long) ((at - from) / step);
            var value = new double[] {at, point.prices.get(pool)};
            if (in == bucket) {
                series.set(series.size() - 1, value);
            } else {
                series.add(value);
            }
            bucket = in;
        }
        if (!series.isEmpty() && series.getLast()[0] < toMs) {
            series.add(new double[] {toMs, series.getLast()[1]});
        }
        return series;
    }

    /// The last point not after a time, or -1.
    private int before(long atMs) {
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.get(middle).atMs <= atMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    long firstMs() {
        return points.isEmpty() ? 0 : points.getFirst().atMs;
    }
}
