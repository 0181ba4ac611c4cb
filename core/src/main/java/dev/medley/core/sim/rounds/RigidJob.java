package dev.medley.core.sim.rounds;

import java.util.List;

/// A job that needs a fixed number of devices of one pool at a time and can be stopped and resumed.
///
/// @param tenant whose it is
/// @param type what it runs: jobs of one type and width run equally fast
/// @param workers devices it holds while it runs
/// @param arrivalS seconds after the start
/// @param deadlineS seconds after the start, or [#NO_DEADLINE]
/// @param rates steps per second in each pool; 0 where it cannot run
public record RigidJob(
        String id,
        String tenant,
        String type,
        int workers,
        double steps,
        double arrivalS,
        double deadlineS,
        List<Double> rates) {
    public static final double NO_DEADLINE = Double.POSITIVE_INFINITY;
    private static final String ANYBODY = "all";

    public RigidJob {
        if (workers < 1 || !(steps > 0) || !(arrivalS >= 0) || Double.isInfinite(arrivalS)) {
            throw new IllegalArgumentException(
                    """
                    Job '%s' (workers %d, steps %s, arrivalS %s) needs workers and steps above 0 \
                    and an arrival from 0 on.
                    Leave out jobs that do nothing.\
                    """
                            .formatted(id, workers, steps, arrivalS));
        }
        if (!(deadlineS > arrivalS)) {
            throw new IllegalArgumentException(
                    """
                    The deadline %s of job '%s' must come after its arrival %s.
                    Give a later one, or RigidJob.NO_DEADLINE.\
                    """
                            .formatted(deadlineS, id, arrivalS));
        }
        rates = List.copyOf(rates);
        if (rates.stream().noneMatch(rate -> rate > 0)
                || !rates.stream().allMatch(rate -> rate >= 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException(
                    """
                    The rates %s of job '%s' must be finite, none negative and one above 0.
                    Leave out jobs that no pool can run.\
                    """
                            .formatted(rates, id));
        }
    }

    /// Nobody's in particular, without a deadline.
    public RigidJob(
            String id,
            String type,
            int workers,
            double steps,
            double arrivalS,
            List<Double> rates) {
        this(id, ANYBODY, type, workers, steps, arrivalS, NO_DEADLINE, rates);
    }

    public boolean runsIn(int pool) {
        return rates.get(pool) > 0;
    }

    public double rate(int pool) {
        return rates.get(pool);
    }

    public double bestRate() {
        double best = 0;
        for (double rate : rates) {
            best = Math.max(best, rate);
        }
        return best;
    }

    /// Seconds from first to last step where it is fastest.
    public double shortestS() {
        return steps / bestRate();
    }
}
