package dev.medley.core.sim.rounds;

import dev.medley.core.market.PoolSupply;

import java.util.List;

/// The imaginary run against which finish-time fairness is measured: the job alone on a share of
/// 1/n of every pool, n being the jobs there are at each moment (Themis, NSDI 2020; Gavel, OSDI
/// 2020). Its time is spread over the pools as their devices are, and never above all of it.
public final class ExclusiveShare {
    private final RigidJob job;
    private double untilS;
    private double stepsDone;
    private double rate;
    private double finishS = Double.POSITIVE_INFINITY;

    ExclusiveShare(RigidJob job) {
        this.job = job;
        this.untilS = job.arrivalS();
    }

    /// Steps per second that a share of 1/n gives.
    static double rate(RigidJob job, List<PoolSupply> pools, int n) {
        double time = 0;
        double steps = 0;
        for (int p = 0; p < pools.size(); p++) {
            double share = pools.get(p).devices() / ((double) n * job.workers());
            time += share;
            steps += share * job.rate(p);
        }
        return steps / Math.max(1, time);
    }

    void advance(double toS, List<PoolSupply> pools, int n) {
        rate = rate(job, pools, n);
        double steps = rate * (toS - untilS);
        if (Double.isInfinite(finishS) && stepsDone + steps >= job.steps()) {
            finishS = untilS + (job.steps() - stepsDone) / rate;
        }
        stepsDone += steps;
        untilS = toS;
    }

    /// Steps that the imaginary run did so far.
    public double stepsDone() {
        return stepsDone;
    }

    /// Seconds from arrival to the end of the imaginary run, the future being like the last round.
    public double completionS() {
        double end =
                Double.isInfinite(finishS) ? untilS + (job.steps() - stepsDone) / rate : finishS;
        return end - job.arrivalS();
    }
}
