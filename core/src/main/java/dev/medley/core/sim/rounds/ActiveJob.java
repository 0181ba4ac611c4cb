package dev.medley.core.sim.rounds;

/// A job between arrival and finish, as policies see it.
public final class ActiveJob {
    /// No pool: the job waits.
    public static final int WAITS = -1;

    private final RigidJob job;
    private final ExclusiveShare exclusive;
    private double stepsLeft;
    private double ranS;
    private int pool = WAITS;
    private int preemptions;

    ActiveJob(RigidJob job) {
        this.job = job;
        this.exclusive = new ExclusiveShare(job);
        this.stepsLeft = job.steps();
    }

    public RigidJob job() {
        return job;
    }

    public double stepsLeft() {
        return stepsLeft;
    }

    /// Seconds for the steps left where it is fastest.
    public double shortestLeftS() {
        return stepsLeft / job.bestRate();
    }

    /// Seconds for the steps done where it is fastest.
    public double shortestDoneS() {
        return (job.steps() - stepsLeft) / job.bestRate();
    }

    /// Device-seconds received.
    public double attained() {
        return ranS * job.workers();
    }

    /// The pool of the round before, or [#WAITS].
    public int pool() {
        return pool;
    }

    public int preemptions() {
        return preemptions;
    }

    /// What an exclusive equal share would have done for it so far.
    public ExclusiveShare exclusive() {
        return exclusive;
    }

    /// Runs one round; the answer is how many seconds of it were used. A job that starts or moves
    /// first loses the time of a restart.
    double run(int next, double roundS, double restartS) {
        if (pool != WAITS && next != pool) {
            preemptions++;
        }
        double lostS = next == pool ? 0 : restartS;
        pool = next;
        if (next == WAITS) {
            return 0;
        }
        double neededS = lostS + stepsLeft / job.rate(next);
        double usedS = Math.min(neededS, roundS);
        stepsLeft = neededS <= roundS ? 0 : stepsLeft - (roundS - lostS) * job.rate(next);
        ranS += usedS;
        return usedS;
    }

    boolean finished() {
        return stepsLeft <= 0;
    }
}
