package dev.medley.core.plan.weeks;

import java.util.Arrays;

/// Finds the weeks and places of one job that gain most at given prices beside all that runs.
///
/// ALGORITHM. 1. A price of the job's own work is found by halving, at which the best candidates of
/// all weeks together do no more than all of it. 2. A dynamic programme over weeks picks candidates
/// at that price, knowing what beginning anew loses. 3. What is left of the work goes to the weeks
/// that gain most from it.
final class JobSeating {

    private static final int HALVINGS = 14;
    private static final double SLACK = 1e-9;
    private static final int IDLE = -1;

    private final Draft draft;
    private final int weeks;

    private double[][] gain = new double[0][0];
    private double[] best = new double[0];
    private double[][] total = new double[0][0];
    private int[][] from = new int[0][0];

    JobSeating(Draft draft) {
        this.draft = draft;
        this.weeks = draft.supply.weeks();
    }

    /// Seats a job of which nothing runs.
    ///
    /// @param part of the prices that counts, 0 to 1
    /// @param weight of the job's group
    void seat(int a, WeekPrices prices, double part, double weight) {
        var job = draft.job(a);
        int some = job.candidates().size();
        if (some == 0) {
            return;
        }
        prepare(job, a, prices, part, weight);
        double own = ownPrice(job);
        int[] path = path(job, own);
        double left = 1;
        for (int t = 0; t < weeks; t++) {
            if (path[t] != IDLE) {
                double share = Math.min(job.share(path[t]), part(job, path[t], left));
                if (share > SLACK) {
                    draft.run(a, t, path[t], share);
                    left -= draft.progress(a, t);
                }
            }
        }
        if (job.full()[0] > 0) {
            fill(job, a);
        }
    }

    /// The part of a week that does so much of the work.
    private static double part(Ask.Job job, int k, double work) {
        return job.full()[k] == 0 ? 1 : Math.max(0, work) / job.full()[k];
    }

    /// Gains by week and candidate; 0 where it may not run or gains nothing.
    private void prepare(Ask.Job job, int a, WeekPrices prices, double part, double weight) {
        int some = job.candidates().size();
        if (gain.length < weeks || gain[0].length < some) {
            gain = new double[weeks][some];
            total = new double[weeks][some];
            from = new int[weeks][some];
        }
        for (int t = 0; t < weeks; t++) {
            Arrays.fill(gain[t], 0);
            for (int k = 0; k < some; k++) {
                var one = job.candidates().get(k);
                double share = job.share(k);
                if (!job.open()[t][one.pool()] || !draft.fits(a, t, k, share)) {
                    continue;
                }
                double paid = draft.paid(a, t, one, prices.price());
                double worth = weight * draft.value.ofJob(job, t, k);
                gain[t][k] = Math.max(0, worth - part * paid * share);
            }
        }
    }

    /// The least price of its own work at which it would not do more than all of it.
    private double ownPrice(Ask.Job job) {
        if (job.full()[0] == 0 || work(job, 0) <= 1 + SLACK) {
            return 0;
        }
        double low = 0;
        double high = 0;
        for (int t = 0; t < weeks; t++) {
            for (int k = 0; k < job.candidates().size(); k++) {
                high = Math.max(high, gain[t][k] / job.progress(k));
            }
        }
        for (int round = 0; round < HALVINGS; round++) {
            double middle = (low + high) / 2;
            if (work(job, middle) > 1 + SLACK) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double work(Ask.Job job, double own) {
        double work = 0;
        for (int t = 0; t < weeks; t++) {
            double most = 0;
            double done = 0;
            for (int k = 0; k < job.candidates().size(); k++) {
                double margin = gain[t][k] - own * job.progress(k);
                if (margin > most) {
                    most = margin;
                    done = job.progress(k);
                }
            }
            work += done;
        }
        return work;
    }

    /// The best candidate of each week, or [#IDLE].
    private int[] path(Ask.Job job, double own) {
        int some = job.candidates().size();
        if (best.length < weeks) {
            best = new double[weeks];
        }
        // The best that ends up to each week having run, and where it ends.
        int[] endWeek = new int[weeks];
        int[] endWith = new int[weeks];
        double reached = 0;
        int lastWeek = IDLE;
        int lastWith = IDLE;
        for (int t = 0; t < weeks; t++) {
            double now = reached;
            int nowWeek = lastWeek;
            int nowWith = lastWith;
            for (int k = 0; k < some; k++) {
                double margin = gain[t][k] - own * job.progress(k);
                total[t][k] = Double.NEGATIVE_INFINITY;
                if (margin <= 0) {
                    continue;
                }
                double anew = margin * (1 - Math.min(1, draft.value.lostByJobs() / job.share(k)));
                double sum = beginsAnew(job, t, k) ? anew : margin;
                int source = IDLE;
                if (lastWeek != IDLE && reached + anew > sum) {
                    sum = reached + anew;
                    source = lastWeek * some + lastWith;
                }
                if (t > 0 && total[t - 1][k] + margin > sum) {
                    sum = total[t - 1][k] + margin;
                    source = (t - 1) * some + k;
                }
                total[t][k] = sum;
                from[t][k] = source;
                if (sum > now) {
                    now = sum;
                    nowWeek = t;
                    nowWith = k;
                }
            }
            reached = now;
            lastWeek = nowWeek;
            lastWith = nowWith;
            endWeek[t] = lastWeek;
            endWith[t] = lastWith;
        }
        int[] path = new int[weeks];
        Arrays.fill(path, IDLE);
        int at = lastWeek == IDLE ? IDLE : lastWeek * some + lastWith;
        while (at != IDLE) {
            int t = at / some;
            path[t] = at % some;
            at = from[t][path[t]];
        }
        return path;
    }

    /// Gives what is left of the work to the weeks that gain most from it.
    private void fill(Ask.Job job, int a) {
        for (int round = 0; round < weeks; round++) {
            double left = 1 - draft.progress(a);
            if (left <= 1e-6) {
                break;
            }
            int bestWeek = IDLE;
            int bestWith = IDLE;
            double most = 0;
            for (int t = 0; t < weeks; t++) {
                if (draft.choice[a][t] != Draft.NONE) {
                    continue;
                }
                for (int k = 0; k < job.candidates().size(); k++) {
                    double share = Math.min(job.share(k), part(job, k, left));
                    double lost =
                            isBeside(job, a, t, k) ? 0 : Math.min(share, draft.value.lostByJobs());
                    double sum = gain[t][k] / job.share(k) * (share - lost);
                    if (sum > most * (1 + SLACK)) {
                        most = sum;
                        bestWeek = t;
                        bestWith = k;
                    }
                }
            }
            if (bestWeek == IDLE) {
                break;
            }
            double share = Math.min(job.share(bestWith), part(job, bestWith, left));
            draft.run(a, bestWeek, bestWith, share);
            if (draft.progress(a) > 1 + SLACK || draft.progress(a) <= 1 - left + SLACK) {
                draft.stop(a, bestWeek);
                break;
            }
        }
    }

    /// Whether the job, of which nothing runs in the weeks before, runs elsewhere until then.
    private static boolean beginsAnew(Ask.Job job, int t, int k) {
        return job.runs() && !(t == 0 && job.runsAt() == k);
    }

    private boolean isBeside(Ask.Job job, int a, int t, int k) {
        boolean alone = !beginsAnew(job, t, k);
        for (int chosen : draft.choice[a]) {
            alone &= chosen == Draft.NONE;
        }
        return alone
                || (t > 0 && draft.choice[a][t - 1] == k)
                || (t + 1 < weeks && draft.choice[a][t + 1] == k);
    }
}
