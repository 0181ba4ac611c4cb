package dev.medley.core.plan;

import dev.medley.core.fleet.Carving;
import dev.medley.core.market.SoftClearing;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import java.util.List;
import java.util.SortedMap;

/// What kinds of work get from a sale, added up: equivalents reached and devices taken, by kind,
/// class and pool.
public final class Yield {

    /// Kinds of work.
    public enum Kind {
        TRAINING,
        SERVING,
        BATCH;

        public static Kind of(Work work) {
            return switch (work) {
                case TrainingJob _ -> TRAINING;
                case InferenceService _ -> SERVING;
                case BatchJob _ -> BATCH;
            };
        }
    }

    private final int pools;
    private final double[] reach;
    private final double[] devices;
    private final double[] worth;
    private double costPerHour;

    Yield(int pools) {
        this.pools = pools;
        int cells = Kind.values().length * Priority.values().length * pools;
        this.reach = new double[cells];
        this.devices = new double[cells];
        this.worth = new double[pools];
    }

    private int cell(Kind kind, Priority priority, int pool) {
        return (row(kind) * Priority.values().length + row(priority)) * pools + pool;
    }

    private static int row(Kind kind) {
        return switch (kind) {
            case TRAINING -> 0;
            case SERVING -> 1;
            case BATCH -> 2;
        };
    }

    private static int row(Priority priority) {
        return switch (priority) {
            case CORE -> 0;
            case STANDARD -> 1;
            case SPARE -> 2;
        };
    }

    /// Reads what a class bought, and takes it out of pools and purses.
    void collect(
            List<Ask> asks,
            Priority priority,
            SoftClearing clearing,
            double[] left,
            SortedMap<String, Limits.Purse> purses) {
        int lot = 0;
        for (var ask : asks) {
            var terms = ask.work().terms();
            if (terms.priority() != priority) {
                continue;
            }
            var kind = Kind.of(ask.work());
            double money = 0;
            double taken = 0;
            for (var candidates : ask.claim().lots()) {
                for (int b = 0; b < candidates.size(); b++) {
                    double share = clearing.share(lot, b);
                    var candidate = candidates.get(b);
                    int cell = cell(kind, priority, candidate.pool());
                    reach[cell] += share * ask.reach(candidate);
                    devices[cell] += share * candidate.devices();
                    worth[candidate.pool()] += share * candidate.worth();
                    left[candidate.pool()] -= share * candidate.devices();
                    money += share * candidate.costPerHour();
                    taken += share * candidate.shares();
                }
                lot++;
            }
            costPerHour += money;
            double spent = money;
            long held = (long) Math.ceil(taken / Carving.SHARES - 1e-6) * Carving.SHARES;
            purses.computeIfPresent(terms.tenant(), (_, purse) -> purse.less(spent, held));
        }
    }

    /// Equivalents reached by a kind and class, over all pools.
    public double reach(Kind kind, Priority priority) {
        double sum = 0;
        for (int p = 0; p < pools; p++) {
            sum += reach[cell(kind, priority, p)];
        }
        return sum;
    }

    /// Equivalents reached by a kind, over all classes and pools.
    public double reach(Kind kind) {
        double sum = 0;
        for (var priority : Priority.values()) {
            sum += reach(kind, priority);
        }
        return sum;
    }

    /// Devices of a pool that a kind and class take.
    public double devices(Kind kind, Priority priority, int pool) {
        return devices[cell(kind, priority, pool)];
    }

    /// Devices of a pool that a kind takes.
    public double devices(Kind kind, int pool) {
        double sum = 0;
        for (var priority : Priority.values()) {
            sum += devices(kind, priority, pool);
        }
        return sum;
    }

    /// Worth of everything, weights and quality included.
    public double worth() {
        double sum = 0;
        for (double some : worth) {
            sum += some;
        }
        return sum;
    }

    public double costPerHour() {
        return costPerHour;
    }
}
