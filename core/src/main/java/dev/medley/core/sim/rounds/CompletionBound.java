package dev.medley.core.sim.rounds;

import dev.medley.core.market.PoolSupply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// What no policy can do better, however much it knows: the larger of two bounds on the average
/// completion time.
///
/// 1. Every job runs alone where it is fastest. 2. The whole fleet is one machine that does the
///    work of all devices, every device as fast as the best for each job, and that any job can use
///    whole: there shortest remaining work first is optimal.
public final class CompletionBound {
    private CompletionBound() {}

    public static double meanS(List<RigidJob> jobs, RoundSimulation.Settings settings) {
        if (jobs.isEmpty()) {
            return 0;
        }
        double alone = 0;
        for (var job : jobs) {
            alone += settings.restartS() + job.shortestS();
        }
        return Math.max(alone, together(jobs, settings.pools())) / jobs.size();
    }

    private static double together(List<RigidJob> jobs, List<PoolSupply> pools) {
        double devices = pools.stream().mapToLong(PoolSupply::devices).sum();
        var coming = new ArrayList<>(jobs);
        coming.sort(Comparator.comparingDouble(RigidJob::arrivalS));
        var left = new PriorityQueue<Double>();
        double now = 0;
        double total = 0;
        for (int next = 0; next < coming.size() || !left.isEmpty(); ) {
            double arrival =
                    next < coming.size() ? coming.get(next).arrivalS() : Double.POSITIVE_INFINITY;
            if (left.isEmpty()) {
                now = Math.max(now, arrival);
            }
            Double first = left.poll();
            if (first != null && now + first <= arrival) {
                now += first;
                total += now;
                continue;
            }
            if (first != null) {
                left.add(first - (arrival - now));
                now = arrival;
            }
            var job = coming.get(next++);
            left.add(job.workers() * job.shortestS() / devices);
            total -= job.arrivalS();
        }
        return total;
    }
}
