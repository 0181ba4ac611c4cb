package dev.medley.core.stock;

import dev.medley.core.units.Streams;

import java.util.ArrayDeque;

/// Devices of one pool that come and go together, on a draw's days.
///
/// @param name what its dice are known by, so that no cohort's fate depends on another's
/// @param from day they are ready for work, counted from the start
/// @param until first day without them
record Cohort(String name, int pool, int devices, double from, double until) {

    /// Some day after everything.
    static final double NEVER = Double.MAX_VALUE;

    /// Whether they are there on the day.
    boolean present(double day) {
        return from <= day && day < until;
    }

    /// How many of them are expected to be down on each of the days.
    ///
    /// @param up share expected to be up, by age in days
    double[] expectedDown(double[] days, double[] up) {
        double[] down = new double[days.length];
        for (int i = 0; i < days.length; i++) {
            if (present(days[i])) {
                int age = (int) Math.min(up.length - 1.0, Math.max(0, Math.floor(days[i] - from)));
                down[i] = devices * (1 - up[age]);
            }
        }
        return down;
    }

    /// How many of them are down on each of the days, by the draw's dice: failures come at random,
    /// one after another, as often as devices are up.
    ///
    /// @param days ascending
    int[] down(double[] days, Failures failures, Streams streams) {
        int[] down = new int[days.length];
        double perDay = failures.perDeviceDay();
        if (perDay == 0 || from > days[days.length - 1]) {
            return down;
        }
        var dice = streams.of("failures " + name);
        var returns = new ArrayDeque<Double>();
        int lost = 0;
        int next = 0;
        double at = from;
        while (next < days.length) {
            // The next failure is drawn anew after every event, for as many as are up then.
            int up = devices - lost - returns.size();
            double fails =
                    up == 0 ? NEVER : at - StrictMath.log(1 - dice.nextDouble()) / (perDay * up);
            double back = returns.isEmpty() ? NEVER : returns.getFirst();
            at = Math.min(fails, back);
            while (next < days.length && days[next] < at) {
                down[next] = present(days[next]) ? lost + returns.size() : 0;
                next++;
            }
            if (back <= fails) {
                returns.removeFirst();
            } else if (dice.nextDouble() < failures.lost()) {
                lost++;
            } else {
                returns.addLast(at + failures.repairDays());
            }
        }
        return down;
    }
}
