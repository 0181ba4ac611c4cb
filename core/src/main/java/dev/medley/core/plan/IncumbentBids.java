package dev.medley.core.plan;

import dev.medley.core.fleet.Pool;

import java.util.ArrayList;
import java.util.List;

/// Finds what runs of one work among its candidates, lot after lot.
public final class IncumbentBids {

    private final List<Pool> pools;
    private final List<Incumbents.Run> left;

    /// Index of each run's pool, or -1.
    private final int[] poolOf;

    public IncumbentBids(List<Pool> pools, List<Incumbents.Run> runs) {
        this.pools = pools;
        this.left = new ArrayList<>(runs);
        this.poolOf = new int[runs.size()];
        for (int r = 0; r < poolOf.length; r++) {
            poolOf[r] = index(runs.get(r).place().pool());
        }
    }

    private int index(String pool) {
        for (int p = 0; p < pools.size(); p++) {
            if (pools.get(p).id().equals(pool)) {
                return p;
            }
        }
        return -1;
    }

    /// Index of the lot's candidate, among those made of replicas still unaccounted for, that is
    /// worth most, or -1.
    public int choice(List<Candidate> lot) {
        int best = -1;
        int of = -1;
        for (int r = 0; r < left.size(); r++) {
            var run = left.get(r);
            for (int i = 0; i < lot.size(); i++) {
                var candidate = lot.get(i);
                if (candidate.pool() == poolOf[r]
                        && candidate.replicas() <= run.replicas()
                        && (best < 0 || candidate.value() > lot.get(best).value())
                        && run.place().isLike(candidate.shape().shape())) {
                    best = i;
                    of = r;
                }
            }
        }
        if (best >= 0) {
            var run = left.get(of);
            int rest = run.replicas() - lot.get(best).replicas();
            left.set(of, new Incumbents.Run(run.place(), rest));
        }
        return best;
    }
}
