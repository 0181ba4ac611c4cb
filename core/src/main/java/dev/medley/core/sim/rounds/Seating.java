package dev.medley.core.sim.rounds;

import java.util.Arrays;

/// The seats of one round. A job sits in one pool as a whole or not at all.
public final class Seating {
    private final Round round;
    private final int[] pool;
    private final long[] left;

    Seating(Round round) {
        this.round = round;
        this.pool = new int[round.jobs().size()];
        Arrays.fill(pool, ActiveJob.WAITS);
        this.left = new long[round.pools().size()];
        Arrays.setAll(left, p -> round.pools().get(p).devices());
    }

    public boolean fits(int job, int into) {
        var rigid = round.jobs().get(job).job();
        return pool[job] == ActiveJob.WAITS && rigid.runsIn(into) && rigid.workers() <= left[into];
    }

    /// Gives the job a seat.
    ///
    /// @throws IllegalStateException if the job does not fit
    public void seat(int job, int into) {
        if (!fits(job, into)) {
            throw new IllegalStateException(
                    """
                    Job '%s' does not fit into pool '%s'.
                    Ask fits(...) before seat(...).\
                    """
                            .formatted(
                                    round.jobs().get(job).job().id(),
                                    round.pools().get(into).id()));
        }
        pool[job] = into;
        left[into] -= round.jobs().get(job).job().workers();
    }

    /// The job's pool, or [ActiveJob#WAITS].
    public int pool(int job) {
        return pool[job];
    }

    /// Devices of the pool that are free.
    public long left(int of) {
        return left[of];
    }

    /// Among the pools that have room, the one where the job is fastest, or [ActiveJob#WAITS]. The
    /// pool where it ran counts for so many times its rate.
    public int fastest(int job, double loyalty) {
        var active = round.jobs().get(job);
        int best = ActiveJob.WAITS;
        double most = 0;
        for (int p = 0; p < left.length; p++) {
            double rate = active.job().rate(p) * (p == active.pool() ? loyalty : 1);
            if (rate > most && fits(job, p)) {
                best = p;
                most = rate;
            }
        }
        return best;
    }

    /// Among the pools that have room, the one with most of it, or [ActiveJob#WAITS].
    public int emptiest(int job) {
        int best = ActiveJob.WAITS;
        for (int p = 0; p < left.length; p++) {
            if (fits(job, p) && (best < 0 || left[p] > left[best])) {
                best = p;
            }
        }
        return best;
    }

    /// Lets everybody who ran go on where they ran.
    public void keep() {
        for (int job = 0; job < pool.length; job++) {
            int ran = round.jobs().get(job).pool();
            if (ran != ActiveJob.WAITS) {
                seat(job, ran);
            }
        }
    }
}
