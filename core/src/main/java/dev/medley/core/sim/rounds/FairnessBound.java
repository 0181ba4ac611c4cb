package dev.medley.core.sim.rounds;

import dev.medley.core.market.PoolSupply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What worst finish-time fairness no policy can be below, however much it knows.
///
/// GOAL: say whether a worst rho is the policy's doing or that of rounds, restarts and too few
/// devices. ALGORITHM: a job's imaginary run on a share of its own lasts longest if nobody ever
/// leaves; by a rho of R the job has to be done within R times that. It starts at a round, with a
/// restart, and needs its shortest time. So each job needs some rounds between its arrival and a
/// latest one, on all its devices, and of all jobs whose rounds lie between two given ones the
/// devices must suffice. The least R for which all this holds is found by halving.
///
/// Example: twenty jobs of a minute on nine devices, rounds of six minutes: two jobs at least
/// cannot be done before the third round, 13 minutes after they came, and shares of their own would
/// have taken 2.2 minutes: no worst rho is below 5.9.
public final class FairnessBound {
    private static final int HALVINGS = 50;
    private static final double MOST = 1e6;
    private static final double ROUNDING = 1e-9;

    private final double roundS;
    private final long devices;

    /// By arrival.
    private final List<Need> needs = new ArrayList<>();

    /// What a job needs at least.
    ///
    /// @param first round that it may start in
    /// @param shortestS from the start of its first round to its end
    /// @param dueS from its arrival, for a rho of 1
    private record Need(RigidJob job, long first, double shortestS, double dueS) {}

    private FairnessBound(List<RigidJob> jobs, RoundSimulation.Settings settings) {
        this.roundS = settings.roundS();
        this.devices = settings.pools().stream().mapToLong(PoolSupply::devices).sum();
        var coming = new ArrayList<>(jobs);
        coming.sort(Comparator.comparingDouble(RigidJob::arrivalS).thenComparing(RigidJob::id));
        var starts = coming.stream().map(job -> (long) Math.ceil(job.arrivalS() / roundS)).toList();
        for (int j = 0; j < coming.size(); j++) {
            var job = coming.get(j);
            double dueS = longestS(job, j, starts, settings.pools());
            needs.add(new Need(job, starts.get(j), settings.restartS() + job.shortestS(), dueS));
        }
    }

    /// The bound; 0 without jobs.
    public static double worst(List<RigidJob> jobs, RoundSimulation.Settings settings) {
        return jobs.isEmpty() ? 0 : new FairnessBound(jobs, settings).search();
    }

    /// How long its imaginary run takes if all who came stay.
    private double longestS(RigidJob job, int number, List<Long> starts, List<PoolSupply> pools) {
        var exclusive = new ExclusiveShare(job);
        int here = number + 1;
        long round = starts.get(number);
        while (true) {
            while (here < starts.size() && starts.get(here) <= round) {
                here++;
            }
            // Until the next one comes; for ever after the last.
            long next = here < starts.size() ? starts.get(here) : round + 1;
            exclusive.advance(next * roundS, pools, here);
            if (here == starts.size() || exclusive.stepsDone() >= job.steps()) {
                return exclusive.completionS();
            }
            round = next;
        }
    }

    private double search() {
        double low = 0;
        for (var need : needs) {
            low = Math.max(low, earliestS(need) / need.dueS);
        }
        if (holds(low)) {
            return low;
        }
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (holds(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private double earliestS(Need need) {
        return need.first * roundS + need.shortestS - need.job.arrivalS();
    }

    /// Whether devices suffice for all rounds that are needed at this rho.
    private boolean holds(double rho) {
        var byEnd = new ArrayList<>(needs);
        byEnd.sort(Comparator.comparingLong(need -> last(need, rho)));
        long from = Long.MIN_VALUE;
        for (var begin : needs) {
            if (begin.first == from) {
                continue;
            }
            from = begin.first;
            double used = 0;
            for (var need : byEnd) {
                if (need.first >= from) {
                    used += need.job.workers() * Math.ceil(need.shortestS / roundS);
                    if (used > devices * (double) (last(need, rho) - from + 1)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// The last round that the job may be done in.
    private long last(Need need, double rho) {
        double latestS = need.job.arrivalS() + rho * need.dueS + ROUNDING;
        double lastStepsS = need.shortestS - roundS * (Math.ceil(need.shortestS / roundS) - 1);
        return Math.max(need.first, (long) Math.floor((latestS - lastStepsS) / roundS));
    }
}
