package dev.medley.core.sim.rounds;

import dev.medley.core.market.Dice;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Jobs that come at random, as in the continuous experiments of Gavel (OSDI 2020): exponential
/// times between arrivals; 1, 2, 4 or 8 workers for 70, 10, 15 and 5 of 100 jobs; 10^u minutes of
/// work in the first pool, u evenly from 1.5 to 3 for four of five jobs, from 3 to 4 for the fifth.
public final class Arrivals {
    private static final double SHORT = 0.8;
    private static final double[] UP_TO = {0.7, 0.8, 0.95, 1};
    private static final int[] WORKERS = {1, 2, 4, 8};

    private final SortedMap<Integer, List<Kind>> kinds = new TreeMap<>();
    private final long seed;

    /// A type of job with so many workers, and its steps per second in each pool.
    public record Kind(String type, int workers, List<Double> rates) {
        public Kind {
            rates = List.copyOf(rates);
        }
    }

    /// Arrivals of these kinds.
    ///
    /// @param kinds what jobs may be; where none has the workers drawn, it becomes a single worker.
    ///   Those that cannot run in the first pool never come.
    public Arrivals(List<Kind> kinds, long seed) {
        for (var kind : kinds) {
            if (kind.rates().getFirst() > 0) {
                this.kinds.computeIfAbsent(kind.workers(), _ -> new ArrayList<>()).add(kind);
            }
        }
        if (!this.kinds.containsKey(1)) {
            throw new IllegalArgumentException(
                    """
                    None of %d kinds runs with one worker in the first pool.
                    Give rates for single workers there.\
                    """
                            .formatted(kinds.size()));
        }
        this.seed = seed;
    }

    public List<RigidJob> draw(int count, double perHour) {
        var dice = new Dice(seed);
        var jobs = new ArrayList<RigidJob>();
        double atS = 0;
        for (int i = 0; i < count; i++) {
            atS += i == 0 ? 0 : -StrictMath.log(1 - dice.uniform()) * 3600 / perHour;
            var kind = kind(dice);
            boolean brief = dice.uniform() < SHORT;
            double power = brief ? 1.5 + 1.5 * dice.uniform() : 3 + dice.uniform();
            double minutes = StrictMath.pow(10, power);
            double steps = Math.max(1, Math.rint(minutes * 60 * kind.rates().getFirst()));
            jobs.add(
                    new RigidJob(
                            "job-%05d".formatted(i),
                            kind.type(),
                            kind.workers(),
                            steps,
                            atS,
                            kind.rates()));
        }
        return jobs;
    }

    private Kind kind(Dice dice) {
        double u = dice.uniform();
        int width = 0;
        while (u >= UP_TO[width]) {
            width++;
        }
        var single = kinds.getOrDefault(1, List.of());
        var same = kinds.getOrDefault(WORKERS[width], single);
        return same.get((int) (dice.uniform() * same.size()));
    }
}
