package dev.medley.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// How good predictions are: rows that measured the same thing count once with the median of their
/// errors, and every pair of chip and model counts alike unless it is said otherwise.
///
/// @param group `serve_offline/dense`, or "all"
/// @param rows rows, duplicates counted
/// @param chips chips among them
/// @param mdape median absolute percentage error, 0.1 for 10 %
/// @param p90 nine of ten are better than this
/// @param coverage80 share of rows inside their 80 % band
/// @param bias median of predicted over measured, less one
public record Accuracy(
        String group,
        int rows,
        int chips,
        double mdape,
        double p90,
        double coverage80,
        double bias) {

    /// What counts alike.
    enum Alike {
        /// Every pair of chip and model, however many rows it has.
        PAIRS,
        /// Every thing measured.
        ROWS
    }

    /// One judged row.
    ///
    /// @param logError ln(predicted / measured)
    record Judged(Measured measured, String group, double logError, boolean inside) {}

    /// One thing measured, perhaps several times.
    private record Point(double error, double signed, double inside, double weight) {}

    static Accuracy of(String group, List<Judged> judged) {
        return of(group, judged, Alike.PAIRS);
    }

    static Accuracy of(String group, List<Judged> judged, Alike alike) {
        var pairs = new TreeMap<String, TreeMap<String, List<Judged>>>();
        var chips = new TreeSet<String>();
        for (var one : judged) {
            chips.add(one.measured().row().chip().id());
            pairs.computeIfAbsent(one.measured().pair(), _ -> new TreeMap<>())
                    .computeIfAbsent(one.measured().dedupKey(), _ -> new ArrayList<>())
                    .add(one);
        }
        var points = new ArrayList<Point>();
        for (var same : pairs.values()) {
            for (var copies : same.values()) {
                double signed = median(copies.stream().mapToDouble(Judged::logError).toArray());
                double inside =
                        copies.stream().mapToDouble(c -> c.inside() ? 1 : 0).average().orElse(0);
                points.add(
                        new Point(
                                Math.abs(StrictMath.expm1(signed)),
                                StrictMath.expm1(signed),
                                inside,
                                alike == Alike.ROWS ? 1 : 1.0 / same.size()));
            }
        }
        double weight = points.stream().mapToDouble(Point::weight).sum();
        double covered = points.stream().mapToDouble(p -> p.inside() * p.weight()).sum();
        return new Accuracy(
                group,
                judged.size(),
                chips.size(),
                quantile(points, Comparator.comparingDouble(Point::error), 0.5).error(),
                quantile(points, Comparator.comparingDouble(Point::error), 0.9).error(),
                weight > 0 ? covered / weight : 0,
                quantile(points, Comparator.comparingDouble(Point::signed), 0.5).signed());
    }

    /// Every group, by name, and "all" of them together.
    static SortedMap<String, Accuracy> byGroup(List<Judged> judged) {
        return byGroup(judged, Alike.PAIRS);
    }

    static SortedMap<String, Accuracy> byGroup(List<Judged> judged, Alike alike) {
        var groups = new TreeMap<String, List<Judged>>();
        for (var one : judged) {
            groups.computeIfAbsent(one.group(), _ -> new ArrayList<>()).add(one);
        }
        var result = new TreeMap<String, Accuracy>();
        groups.forEach((group, rows) -> result.put(group, of(group, rows, alike)));
        return result;
    }

    /// Half-width in the logarithm that holds four of five points, each pair counted alike.
    static double halfWidth(List<Judged> judged) {
        var pairs = new TreeMap<String, Integer>();
        judged.forEach(j -> pairs.merge(j.measured().pair(), 1, Integer::sum));
        var points = new ArrayList<Point>();
        for (var one : judged) {
            points.add(
                    new Point(
                            Math.abs(one.logError()),
                            one.logError(),
                            0,
                            1.0 / pairs.getOrDefault(one.measured().pair(), 1)));
        }
        return quantile(points, Comparator.comparingDouble(Point::error), 0.8).error();
    }

    private static Point quantile(List<Point> points, Comparator<Point> order, double share) {
        if (points.isEmpty()) {
            return new Point(0, 0, 0, 0);
        }
        var sorted = points.stream().sorted(order).toList();
        double all = sorted.stream().mapToDouble(Point::weight).sum();
        double below = 0;
        for (var point : sorted) {
            below += point.weight();
            if (below >= share * all - 1e-12) {
                return point;
            }
        }
        return sorted.getLast();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    }
}
