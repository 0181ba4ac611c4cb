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
    /// job would be done when all before it and itself are:
    ///
    /// ```
    /// completion = device-seconds up to and with it / devices    (at least its own seconds left)
    /// urgency = completion / seconds left + workers x jobs behind it / devices
    /// ```
    ///
    /// The first part is the job's own gain (it has to wait for that share of its seat), the second
    /// that of all who wait for its devices. Devices count as fast as they are to the work at hand.
    /// Sorted by device-seconds, equal ones by id.
    ///
    /// Example: two equal devices, jobs of 1 and 4 hours on one each. The first is done after 1
    /// hour, and half an hour's work of the other waits for each hour of it: 1 / 1 + 1 x 1 / 2 =
    /// 1.5. The second is done after 4, and nobody waits for it: 1.
    static double[] byWorkLeft(Round round) {
        var jobs = round.jobs();
        double[] leftS = new double[jobs.size()];
        double[] work = new double[jobs.size()];
        for (int j = 0; j < leftS.length; j++) {
            leftS[j] = round.restartS() + jobs.get(j).shortestLeftS();
            work[j] = leftS[j] * jobs.get(j).job().workers();
        }
        double devices = devices(round, work);
        int[] order =
                IntStream.range(0, leftS.length)
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble((Integer j) -> work[j])
                                        .thenComparing(j -> jobs.get(j).job().id()))
                        .mapToInt(j -> j)
                        .toArray();
        double[] urgency = new double[leftS.length];
        double done = 0;
        for (int i = 0; i < order.length; i++) {
            int j = order[i];
            var active = jobs.get(j);
            done += work[j];
            double completionS = Math.max(leftS[j], done / devices);
            double others = active.job().workers() * (order.length - 1 - i) / devices;
            double endS = soFarS(round, active) + active.shortestLeftS();
            endS += round.lengthS() + round.restartS();
            double lateness = endS / active.exclusive().completionS();
            urgency[j] = guarded(completionS / leftS[j] + others, lateness);
        }
        return urgency;
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

    /// Devices, each counted by its rate over the best one, averaged over the work at hand.
    private static double devices(Round round, double[] work) {
        double devices = 0;
        double all = 0;
        for (int j = 0; j < work.length; j++) {
            var job = round.jobs().get(j).job();
            for (int p = 0; p < round.pools().size(); p++) {
                devices += work[j] * job.rate(p) / job.bestRate() * round.pools().get(p).devices();
            }
            all += work[j];
        }
        return devices / all;
    }
}
