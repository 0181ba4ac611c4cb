package dev.medley.core.work;

import dev.medley.core.fleet.CostBasis;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the operator wants scarcity settled. Everything has a default, so that a plan needs none.
///
/// Value is counted in reference-device equivalents: what one device of the reference chip, fully
/// used, is worth to the work it serves. Weights below translate money and power into it.
///
/// @param currency what all money of a plan is counted in (ISO 4217)
/// @param exchangeRates what one unit of another currency is worth in `currency`
/// @param referenceChip id of the chip that value is counted in
/// @param alpha fairness between tenants: 0 adds values up, 1 is proportional fairness, large
///   values approach max-min
/// @param standardModel id of the model that compares chips for work that cannot run on the
///   reference chip
/// @param floors share of what a class would reach alone that higher classes must leave it; absent
///   is 0
/// @param moneyWeight what one currency unit per hour weighs in reference-device equivalents
/// @param powerWeight what one kW weighs in reference-device equivalents
/// @param switching what moving work costs
/// @param weeks what time changes of worth in a plan over weeks
/// @param poolPrices money per device and hour, by pool id
/// @param chipPrices money per device and hour, by chip id
/// @param priceBases where those prices come from, by `pool` or `chip` and its id
/// @param recipes how works are started, by stack id, where it differs from what is usual
public record Policy(
        String currency,
        SortedMap<String, Double> exchangeRates,
        String referenceChip,
        String standardModel,
        double alpha,
        SortedMap<Priority, Double> floors,
        double moneyWeight,
        double powerWeight,
        Switching switching,
        Weeks weeks,
        SortedMap<String, Double> poolPrices,
        SortedMap<String, Double> chipPrices,
        SortedMap<String, CostBasis> priceBases,
        SortedMap<String, Recipe> recipes) {

    /// Beyond it, alpha-fair utilities lose their digits; 16 is max-min for practical purposes.
    public static final double LARGEST_ALPHA = 16;

    public static final String DEFAULT_REFERENCE_CHIP = "nvidia-h800-sxm";

    public static final String DEFAULT_STANDARD_MODEL = "llama3.1-8b";

    /// Time that moving work loses, as a part of the time that an allocation is expected to last.
    ///
    /// @param trainingHours lost when training moves: checkpoint, restart, warm-up
    /// @param servingHours lost when a replica moves: loading weights, warming caches
    /// @param horizonHours time an allocation is expected to last
    public record Switching(double trainingHours, double servingHours, double horizonHours) {
        public static final Switching DEFAULT = new Switching(0.5, 0.25, 24);

        public Switching {
            if (!(trainingHours >= 0 && servingHours >= 0 && horizonHours > 0)) {
                throw new IllegalArgumentException(
                        "Hours of switching (%s, %s) must not be negative, its horizon (%s) positive."
                                .formatted(trainingHours, servingHours, horizonHours));
            }
        }

        /// Share of its value that work loses by moving.
        public double share(Work work) {
            double hours =
                    switch (work) {
                        case InferenceService _ -> servingHours;
                        case TrainingJob _, BatchJob _ -> trainingHours;
                    };
            return Math.min(1, hours / horizonHours);
        }
    }

    /// What time changes of worth in a plan over weeks.
    ///
    /// @param discount share by which everything is worth less a week later
    /// @param lateness share that each week of delay takes of what progress after a deadline is
    ///   worth
    public record Weeks(double discount, double lateness) {

        /// Enough to prefer today over tomorrow, little beside what chips differ by; and a delay of
        /// a few weeks that leaves most of the worth.
        public static final Weeks DEFAULT = new Weeks(0.01, 0.1);

        public Weeks {
            share("discount", discount);
            share("lateness", lateness);
        }

        private static void share(String what, double share) {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "The weekly %s (%s) must be at least 0 and less than 1."
                                .formatted(what, share));
            }
        }

        /// What anything in this week is worth beside the same in the first.
        public double weight(int week) {
            return StrictMath.pow(1 - discount, week);
        }

        /// What progress is worth so many weeks after the deadline's beside progress that no
        /// deadline presses.
        public double late(double weeks) {
            return StrictMath.pow(1 - lateness, weeks);
        }
    }

    public Policy {
        exchangeRates = Collections.unmodifiableSortedMap(new TreeMap<>(exchangeRates));
        floors = Collections.unmodifiableSortedMap(new TreeMap<>(floors));
        poolPrices = Collections.unmodifiableSortedMap(new TreeMap<>(poolPrices));
        chipPrices = Collections.unmodifiableSortedMap(new TreeMap<>(chipPrices));
        priceBases = Collections.unmodifiableSortedMap(new TreeMap<>(priceBases));
        recipes = Collections.unmodifiableSortedMap(new TreeMap<>(recipes));
        within("alpha", alpha, 0, LARGEST_ALPHA);
        within("sum of floors", floors.values().stream().mapToDouble(d -> d).sum(), 0, 1);
        within("moneyWeight", moneyWeight, 0, Double.MAX_VALUE);
        within("powerWeight", powerWeight, 0, Double.MAX_VALUE);
    }

    /// What holds where nobody says otherwise: total value with tenants weighed, a tenth of every
    /// pool kept for standard and a fiftieth for spare work as far as it wants them, and money and
    /// power as tie-breakers (a device that costs 10 per hour more must give 1 % of a reference
    /// device more).
    public static Policy defaults(String currency) {
        var floors = new TreeMap<Priority, Double>();
        floors.put(Priority.STANDARD, 0.10);
        floors.put(Priority.SPARE, 0.02);
        return new Policy(
                currency,
                new TreeMap<>(),
                DEFAULT_REFERENCE_CHIP,
                DEFAULT_STANDARD_MODEL,
                0,
                floors,
                0.001,
                0.001,
                Switching.DEFAULT,
                Weeks.DEFAULT,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /// Where the price of a pool of this chip comes from that the fleet does not price itself.
    public CostBasis basis(String pool, String chip) {
        var ofChip = priceBases.getOrDefault("chip " + chip, CostBasis.OWN);
        return priceBases.getOrDefault("pool " + pool, ofChip);
    }

    /// Share that a class is guaranteed.
    public double floor(Priority priority) {
        return floors.getOrDefault(priority, 0.0);
    }

    private static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "The %s (%s) of a policy must lie between %s and %s."
                            .formatted(what, value, least, most));
        }
    }
}
