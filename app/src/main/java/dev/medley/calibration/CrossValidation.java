package dev.medley.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Errors on rows that the fit did not see.
final class CrossValidation {

    private static final int ITERATIONS = 15;

    private CrossValidation() {}

    /// Log errors when a fifth of the things measured is left out, whatever chip and model.
    static double[] byThing(Basis basis) {
        return leaveOut(basis, Measured::dedupKey, 5);
    }

    /// Log errors when whole pairs of chip and model are left out, in five parts.
    static double[] byPair(Basis basis) {
        return leaveOut(basis, Measured::pair, 5);
    }

    /// Log errors when each chip is left out with all its rows.
    static double[] byChip(Basis basis) {
        return leaveOut(basis, m -> m.row().chip().id(), Integer.MAX_VALUE);
    }

    private static double[] leaveOut(Basis basis, Function<Measured, String> key, int parts) {
        var items = basis.items();
        var keys = new TreeSet<String>();
        items.forEach(item -> keys.add(key.apply(item.measured())));
        int folds = Math.min(parts, keys.size());
        var fold = new TreeMap<String, Integer>();
        int next = 0;
        for (var name : shuffled(List.copyOf(keys))) {
            fold.put(name, next++ % Math.max(1, folds));
        }
        // From the priors: a start that has seen the rows left out would remember them.
        var priors = basis.layout().priors();
        var errors = new double[items.size()];
        IntStream.range(0, folds)
                .parallel()
                .forEach(
                        out -> {
                            var kept = new ArrayList<Basis.Item>();
                            for (var item : items) {
                                if (fold.getOrDefault(key.apply(item.measured()), -1) != out) {
                                    kept.add(item);
                                }
                            }
                            var theta = Fitter.fit(basis, kept, priors, ITERATIONS);
                            for (int i = 0; i < errors.length; i++) {
                                var item = items.get(i);
                                if (fold.getOrDefault(key.apply(item.measured()), -1) == out) {
                                    errors[i] = item.error(theta);
                                }
                            }
                        });
        return errors;
    }

    /// A fixed order without rhyme, so that neighbours in the alphabet part.
    private static List<String> shuffled(List<String> names) {
        var order = new ArrayList<>(names);
        Collections.shuffle(order, new Random(20_261_121));
        return order;
    }
}
