package dev.medley.core.plan;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which pools train and which serve, where a fleet is split by kind of work: pools sorted by
/// 16-bit peak per device, the first ones train until their strength makes up the training work's
/// share of all worth asked for. Batch jobs go with training.
public final class FixedSplit {

    private final boolean[] trains;

    private FixedSplit(boolean[] trains) {
        this.trains = trains;
    }

    public static FixedSplit of(List<Claim> claims, List<Pool> pools) {
        double train = 0;
        double serve = 0;
        for (var claim : claims) {
            if (claim.work() instanceof InferenceService) {
                serve += claim.topValue();
            } else {
                train += claim.topValue();
            }
        }
        double strength = pools.stream().mapToDouble(FixedSplit::strength).sum();
        double wanted = train + serve == 0 ? 0 : train / (train + serve) * strength;
        var trains = new boolean[pools.size()];
        double given = 0;
        for (int pool : byPeak(pools)) {
            double more = strength(pools.get(pool));
            if (given + more / 2 <= wanted) {
                trains[pool] = true;
                given += more;
            }
        }
        return new FixedSplit(trains);
    }

    /// Whether work of this kind lives in the pool.
    public boolean isHome(Work work, int pool) {
        return work instanceof InferenceService != trains[pool];
    }

    /// Pool indices, highest 16-bit peak per device first, ties by id.
    private static List<Integer> byPeak(List<Pool> pools) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < pools.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.<Integer>comparingDouble(i -> -peak(pools.get(i)))
                        .thenComparing(i -> pools.get(i).id()));
        return order;
    }

    /// Devices times dense 16-bit peak, in FLOP/s; a pool without a published peak counts 0.
    private static double strength(Pool pool) {
        return pool.devices() * peak(pool);
    }

    private static double peak(Pool pool) {
        var peak = pool.unit().deviceFlops(Precision.BF16);
        return peak == null ? 0 : peak;
    }
}
