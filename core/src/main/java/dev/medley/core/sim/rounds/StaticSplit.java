package dev.medley.core.sim.rounds;

import dev.medley.core.market.PoolSupply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Each type of job has a home, fixed beforehand: types that gain most from the first pool live
/// there, those that gain least in the last, as many jobs to a pool as its share of the devices. At
/// home it is first come, first served; nobody is stopped.
public final class StaticSplit implements RoundPolicy {
    private final SortedMap<String, Integer> home = new TreeMap<>();

    /// Gives every type its home.
    ///
    /// @param jobs all that will come: whoever splits a fleet knows its work
    public StaticSplit(List<RigidJob> jobs, List<PoolSupply> pools) {
        var counts = new TreeMap<String, Integer>();
        var gains = new TreeMap<String, Double>();
        for (var job : jobs) {
            counts.merge(job.type(), 1, Integer::sum);
            gains.putIfAbsent(job.type(), gain(job));
        }
        var types = new ArrayList<>(counts.keySet());
        types.sort(Comparator.comparingDouble((String type) -> -gains.getOrDefault(type, 0.0)));
        double devices = pools.stream().mapToLong(PoolSupply::devices).sum();
        double before = 0;
        for (var type : types) {
            int count = counts.getOrDefault(type, 0);
            double middle = (before + count / 2.0) / jobs.size() * devices;
            int pool = 0;
            for (double end = pools.get(0).devices(); end < middle; ) {
                end += pools.get(++pool).devices();
            }
            home.put(type, pool);
            before += count;
        }
    }

    /// How much faster it runs in the first pool than in the others on average.
    private static double gain(RigidJob job) {
        double total = job.rates().stream().mapToDouble(Double::doubleValue).sum();
        return job.rate(0) / total;
    }

    @Override
    public String name() {
        return "static-split";
    }

    @Override
    public void choose(Round round, Seating seating) {
        seating.keep();
        var closed = new boolean[round.pools().size()];
        for (int j = 0; j < round.jobs().size(); j++) {
            if (seating.pool(j) != ActiveJob.WAITS) {
                continue;
            }
            int pool = homeOf(round.jobs().get(j).job(), round.pools());
            if (!closed[pool] && seating.fits(j, pool)) {
                seating.seat(j, pool);
            } else {
                closed[pool] = true;
            }
        }
    }

    /// Its home, or where it is fastest if it cannot live at home.
    private int homeOf(RigidJob job, List<PoolSupply> pools) {
        int best = home.getOrDefault(job.type(), 0);
        if (!canLive(job, best, pools)) {
            for (int p = 0; p < pools.size(); p++) {
                boolean faster = !canLive(job, best, pools) || job.rate(p) > job.rate(best);
                best = canLive(job, p, pools) && faster ? p : best;
            }
        }
        return best;
    }

    private static boolean canLive(RigidJob job, int pool, List<PoolSupply> pools) {
        return job.runsIn(pool) && job.workers() <= pools.get(pool).devices();
    }
}
