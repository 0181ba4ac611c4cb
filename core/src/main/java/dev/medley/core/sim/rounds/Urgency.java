package dev.medley.core.sim.rounds;

import java.util.Comparator;
import java.util.stream.IntStream;

/// What a second of a job's work where it is fastest takes off the sum of all completion times:
/// what seats in a round are worth.
///
/// A job whose completion, measured by a share of its own (finish-time fairness), would come later
/// than GUARD outbids all who are better off, the latest first.
final class Urgency {
    private static final double GUARD = 1.25;
    private static final double GUARDED = 30;
    private static final double PATIENCE = 0.4;
    private static final double LEAST_HOURS = 1.0 / 60;
    private static final double SECONDS_PER_HOUR = 3600;

    private Urgency() {}

    /// Where lengths are known. Were the fleet one machine that does the shortest work first, each
    /// second of a device would make all wait who are not done yet, and a job would be done when
    /// all before it and itself are (and not before its own seconds have passed):
    ///
    /// ```
    /// price of a pool at a time = its speed x jobs not done by then / devices
    /// urgency = least over pools of (1 + workers x price when the job is done) x best rate / rate
    /// ```
    ///
    /// A second less of work lets the job be done that much sooner and gives its devices back that
    /// much sooner, at what they are worth then, wherever that costs least. Speeds are those of the
    /// work at hand over its best; devices count by them. Sorted by device-seconds, equal ones by
    /// id.
    ///
    /// Example: two equal devices, jobs of 1 and 4 hours on one each. The first is done after 1
    /// hour, when the other still waits for half of each second of it: 1 + 1 / 2 = 1.5. When the
    /// second is done nobody is left: 1.
    static double[] byWorkLeft(Round round) {
        var jobs = round.jobs();
        double[] leftS = new double[jobs.size()];
        double[] work = new double[jobs.size()];
        for (int j = 0; j < leftS.length; j++) {
            leftS[j] = round.restartS() + jobs.get(j).shortestLeftS();
            work[j] = leftS[j] * jobs.get(j).job().workers();
        }
        double[] speed = speeds(round, work);
        double devices = 0;
        for (int p = 0; p < speed.length; p++) {
            devices += speed[p] * round.pools().get(p).devices();
        }
        int[] order =
                IntStream.range(0, leftS.length)
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble((Integer j) -> work[j])
                                        .thenComparing(j -> jobs.get(j).job().id()))
                        .mapToInt(j -> j)
                        .toArray();
        double[] doneS = new double[order.length];
        double done = 0;
        for (int i = 0; i < order.length; i++) {
            done += work[order[i]];
            doneS[i] = done / devices;
        }
        double[] urgency = new double[leftS.length];
        for (int i = 0; i < order.length; i++) {
            int j = order[i];
            var active = jobs.get(j);
            double left = notDone(doneS, Math.max(leftS[j], doneS[i]));
            double endS = soFarS(round, active) + active.shortestLeftS();
            endS += round.lengthS() + round.restartS();
            double lateness = endS / active.exclusive().completionS();
            urgency[j] = guarded(least(active.job(), speed, left / devices), lateness);
        }
        return urgency;
    }

    /// How many are not done at a time.
    ///
    /// @param doneS when each is done, ascending
    private static int notDone(double[] doneS, double timeS) {
        int low = 0;
        int high = doneS.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (doneS[middle] > timeS) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return doneS.length - low;
    }

    /// The least that a second of the job's work where it is fastest costs.
    ///
    /// @param price of a device as fast as the best
    private static double least(RigidJob job, double[] speed, double price) {
        double least = Double.POSITIVE_INFINITY;
        for (int p = 0; p < speed.length; p++) {
            if (job.runsIn(p)) {
                double second = 1 + job.workers() * speed[p] * price;
                least = Math.min(least, second * job.bestRate() / job.rate(p));
            }
        }
        return least;
    }

    /// Where lengths are not known: what a job did so far is what it is expected to do still, as
    /// befits long-tailed lengths, and its urgency is the power -PATIENCE of that in hours. The
    /// power is well below one, so that long jobs get their share of the fast pools. How late a job
    /// is, is what its own share would have done over what is done.
    static double[] byWorkDone(Round round) {
        double[] urgency = new double[round.jobs().size()];
        for (int j = 0; j < urgency.length; j++) {
            var active = round.jobs().get(j);
            double hours = (round.restartS() + active.shortestDoneS()) / SECONDS_PER_HOUR;
            double stepsDone = active.job().steps() - active.stepsLeft();
            double aRound = round.lengthS() * active.job().bestRate();
            double lateness = active.exclusive().stepsDone() / (stepsDone + aRound);
            urgency[j] = guarded(power(hours), lateness);
        }
        return urgency;
    }

    private static double power(double hours) {
        return StrictMath.pow(Math.max(LEAST_HOURS, hours), -PATIENCE);
    }

    private static double guarded(double urgency, double lateness) {
        return lateness > GUARD ? urgency * GUARDED * lateness : urgency;
    }

    private static double soFarS(Round round, ActiveJob active) {
        return round.startS() - active.job().arrivalS();
    }

    /// The rate in each pool over the best one, averaged over the work at hand.
    private static double[] speeds(Round round, double[] work) {
        double[] speed = new double[round.pools().size()];
        double all = 0;
        for (int j = 0; j < work.length; j++) {
            var job = round.jobs().get(j).job();
            for (int p = 0; p < speed.length; p++) {
                speed[p] += work[j] * job.rate(p) / job.bestRate();
            }
            all += work[j];
        }
        for (int p = 0; p < speed.length; p++) {
            speed[p] /= all;
        }
        return speed;
    }
}
