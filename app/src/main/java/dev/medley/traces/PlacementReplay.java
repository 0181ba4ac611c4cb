package dev.medley.traces;

import dev.medley.core.place.Arrivals;
import dev.medley.core.place.Cluster;
import dev.medley.core.place.Gang;
import dev.medley.core.place.Mix;
import dev.medley.core.place.Placement;
import dev.medley.core.place.Placer;
import dev.medley.core.units.Quantile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plays the arrival of a trace's pods at its nodes: nobody leaves, nobody moves, whoever fits is
/// taken.
public final class PlacementReplay {

    private final PodTrace trace;
    private final double load;
    private final Set<PlacementPolicy> warm = EnumSet.noneOf(PlacementPolicy.class);

    /// @param load what arrives in the end, in units of the nodes' devices
    public PlacementReplay(PodTrace trace, double load) {
        this.trace = trace;
        this.load = load;
    }

    /// How it ended.
    ///
    /// @param arrived pods
    /// @param placed pods
    /// @param heldMilli thousandths of devices held in the end
    /// @param capacityMilli of all devices
    /// @param pools by model
    /// @param refused by the first reason's code
    /// @param learnMs how long the policy studied the list before the first pod
    /// @param p50Us half of all decisions took at most so many microseconds
    /// @param p99Us 99 of 100 did
    public record Result(
            PlacementPolicy policy,
            long seed,
            int arrived,
            int placed,
            long heldMilli,
            long capacityMilli,
            List<PoolUse> pools,
            SortedMap<String, Refusal> refused,
            double learnMs,
            double p50Us,
            double p99Us) {

        public double allocatedPct() {
            return 100.0 * heldMilli / capacityMilli;
        }
    }

    /// Devices of one model.
    public record PoolUse(String pool, long heldMilli, long capacityMilli) {
        public double allocatedPct() {
            return capacityMilli == 0 ? 0 : 100.0 * heldMilli / capacityMilli;
        }
    }

    /// Pods refused for one reason.
    ///
    /// @param example what the first of them was told
    public record Refusal(int pods, long milli, String example) {
        Refusal plus(long more) {
            return new Refusal(pods + 1, milli + more, example);
        }
    }

    /// Plays one policy with one order of arrivals. Times are those of a placer that has been
    /// running: before the first run of a policy, another order is played without a clock.
    public Result run(PlacementPolicy policy, long seed) {
        if (warm.add(policy)) {
            play(policy, ~seed);
        }
        return play(policy, seed);
    }

    private Result play(PlacementPolicy policy, long seed) {
        var cluster = Cluster.of(List.of(), trace.nodes());
        long start = System.nanoTime();
        var preference = policy.learn(Mix.of(trace.pods()), cluster, seed);
        double learnMs = (System.nanoTime() - start) / 1e6;
        var placer = new Placer(cluster, preference);
        var arrivals = Arrivals.of(trace.pods(), cluster.capacityMilli(), load, seed);
        double[] nanos = new double[arrivals.size()];
        var refused = new TreeMap<String, Refusal>();
        int placed = 0;
        for (int i = 0; i < nanos.length; i++) {
            var pod = arrivals.get(i);
            long before = System.nanoTime();
            var answer = placer.seat(pod);
            nanos[i] = System.nanoTime() - before;
            switch (answer) {
                case Placement.Placed _ -> placed++;
                case Placement.Refused(var reasons) -> note(refused, pod, reasons.getFirst());
            }
        }
        Arrays.sort(nanos);
        return new Result(
                policy,
                seed,
                nanos.length,
                placed,
                cluster.heldMilli(),
                cluster.capacityMilli(),
                pools(cluster),
                refused,
                learnMs,
                Quantile.of(nanos, 0.50) / 1e3,
                Quantile.of(nanos, 0.99) / 1e3);
    }

    private static void note(
            SortedMap<String, Refusal> refused, Gang pod, Placement.Obstacle reason) {
        var known = refused.getOrDefault(reason.code(), new Refusal(0, 0, reason.text()));
        refused.put(reason.code(), known.plus(pod.totalMilli()));
    }

    private static List<PoolUse> pools(Cluster cluster) {
        var pools = new ArrayList<PoolUse>();
        for (int pool = 0; pool < cluster.pools().size(); pool++) {
            pools.add(
                    new PoolUse(
                            cluster.pools().get(pool),
                            cluster.heldMilli(pool),
                            cluster.capacityMilli(pool)));
        }
        return pools;
    }
}
