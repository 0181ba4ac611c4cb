package dev.medley.core.market;

import java.util.Arrays;
import java.util.List;

/// A bound for pools that hold only a few large bids, and plans on the way to it.
///
/// GOAL: prices alone cannot see that 157 devices do not hold a job of 144 and another of 16.
/// ALGORITHM: each lot pays for its right to one bid, the lot's **gain**; each pool then solves its
/// knapsack exactly, at what bids are worth beyond that gain. Whatever the gains, no plan exceeds
/// their sum and that of the knapsacks. They begin as the margins at the prices, where this is no
/// more than what the prices prove. A lot that several pools choose pays more in the next step, one
/// that none chooses less (Polyak's steps towards the value of the best plan known). What the pools
/// choose, once each lot has only its best, is also where good plans begin. The count of steps is
/// fixed by the size of the market; no clock decides.
final class PoolBound {
    private static final double FIRST_STEP = 0.4;
    private static final double SHRINKING = 0.6;
    private static final int PATIENCE = 3;
    private static final double MEMORY = 0.3;

    /// Gap, as a share, that is not worth another step.
    static final double CLOSE = 1e-3;

    private final Book book;
    private final Goal goal;
    private final Prices prices;
    private final Margins margins;
    private final PoolBids pools;

    /// Per row: the least that its gain may be, since bids that no knapsack holds earn as much.
    private final double[] least;

    private final double[] gain;
    private final double[] worth;
    private final int[][] taken;
    private final int[] claims;
    private double lowest = Double.POSITIVE_INFINITY;
    private final double[] lowestGain;
    private final double[] lowestWorth;

    /// @param bound what no plan exceeds
    /// @param gains per row of the market's table
    /// @param worths of the pools whose knapsacks were solved; NaN for others
    record Proof(double bound, List<Double> gains, List<Double> worths) {
        Proof {
            gains = List.copyOf(gains);
            worths = List.copyOf(worths);
        }
    }

    PoolBound(Book book, Goal goal, Margins margins, PoolBids pools) {
        this.book = book;
        this.goal = goal;
        this.prices = margins.prices;
        this.margins = margins;
        this.pools = pools;
        this.least = new double[book.lots()];
        this.gain = new double[book.lots()];
        this.worth = new double[book.pools];
        this.lowestGain = new double[book.lots()];
        this.lowestWorth = new double[book.pools];
        this.taken = new int[book.pools][];
        this.claims = new int[book.lots()];
        for (int row = 0; row < gain.length; row++) {
            int kind = book.kindOf[row];
            gain[row] = margins.best[kind];
            int to = goal.groupOf[kind] < 0 ? book.bidStart[kind] : book.bidStart[kind + 1];
            for (int b = book.bidStart[kind]; b < to; b++) {
                if (pools.poolOf[b] < 0) {
                    least[row] = Math.max(least[row], margins.of[b]);
                }
            }
        }
    }

    /// Lowers the bound step by step, and leaves the best plan that it meets in the plan. Where the
    /// first step is no better than what is known already, the pools are not what matters.
    ///
    /// @param known a bound from elsewhere
    Proof lower(int steps, double known, Plan plan) {
        var repair = new Repair(plan, margins);
        int[] choice = plan.choice.clone();
        double reached = Merit.objective(goal, plan.received);
        double[] direction = new double[gain.length];
        double length = FIRST_STEP;
        int vain = 0;
        for (int step = 0; step < steps; step++) {
            double bound = solve();
            vain = bound < lowest * (1 - 1e-6) ? 0 : vain + 1;
            if (bound < lowest) {
                lowest = bound;
                System.arraycopy(gain, 0, lowestGain, 0, gain.length);
                System.arraycopy(worth, 0, lowestWorth, 0, worth.length);
            }
            if (vain >= PATIENCE) {
                length *= SHRINKING;
                vain = 0;
            }
            seat(plan, repair);
            double now = Merit.objective(goal, plan.received);
            if (now > reached && Merit.floorsKept(goal, plan.received)) {
                reached = now;
                System.arraycopy(plan.choice, 0, choice, 0, choice.length);
            }
            if (lowest >= known
                    || !(bound - reached < Double.POSITIVE_INFINITY)
                    || lowest - reached <= CLOSE * Math.abs(reached)
                    || !move(direction, length * (bound - reached))) {
                break;
            }
        }
        plan.restore(choice);
        return new Proof(
                lowest,
                Arrays.stream(lowestGain).boxed().toList(),
                Arrays.stream(lowestWorth).boxed().toList());
    }

    /// Moves gains along the direction; false if there is nowhere to go.
    private boolean move(double[] direction, double way) {
        double norm = 0;
        for (int row = 0; row < gain.length; row++) {
            double more = 1 - claims[row];
            if (goal.groupOf[book.kindOf[row]] < 0 || (more > 0 && gain[row] <= least[row])) {
                more = 0;
            }
            direction[row] = more + MEMORY * direction[row];
            norm += direction[row] * direction[row];
        }
        if (norm == 0) {
            return false;
        }
        for (int row = 0; row < gain.length; row++) {
            gain[row] = Math.max(least[row], gain[row] - way / norm * direction[row]);
        }
        return true;
    }

    /// The bound at these gains; notes what each pool takes.
    private double solve() {
        double bound = 0;
        for (int r = 0; r < prices.price.length; r++) {
            boolean exact = r < book.pools && pools.listed[r];
            bound += exact ? 0 : prices.price[r] * book.capacity[r];
        }
        for (int g = 0; g < prices.weight.length; g++) {
            bound += goal.conjugate(g, prices.weight[g]);
        }
        for (double one : gain) {
            bound += one;
        }
        Arrays.fill(claims, 0);
        for (int p = 0; p < book.pools; p++) {
            worth[p] = Double.NaN;
            if (pools.listed[p]) {
                worth[p] = solve(p);
                bound += worth[p];
            }
        }
        return bound;
    }

    private double solve(int p) {
        int[] rows = pools.rows[p];
        int[] start = new int[rows.length + 1];
        int[] bid = new int[pools.bid[p].length];
        double[] use = new double[bid.length];
        double[] profit = new double[bid.length];
        double price = prices.price[p];
        int size = 0;
        for (int i = 0; i < rows.length; i++) {
            double own = gain[rows[i]];
            double most = 0;
            for (int k = pools.start[p][i]; k < pools.start[p][i + 1]; k++) {
                int b = pools.bid[p][k];
                double more = margins.of[b] + price * pools.use[p][k] - own;
                if (more > most) {
                    most = more;
                    bid[size] = b;
                    use[size] = pools.use[p][k];
                    profit[size++] = more;
                }
            }
            start[i + 1] = size;
        }
        var knapsack =
                new Knapsack(
                        book.capacity[p],
                        start,
                        Arrays.copyOf(use, size),
                        Arrays.copyOf(profit, size));
        double most = knapsack.solve();
        int[] took = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int item = knapsack.choice[i];
            took[i] = item < 0 ? Plan.NONE : bid[item];
            claims[rows[i]] += item < 0 ? 0 : 1;
        }
        taken[p] = took;
        return most;
    }

    /// A plan of what pools have chosen: each row gets the best of it that fits, then all the rest.
    private void seat(Plan plan, Repair repair) {
        plan.clear();
        for (int p = 0; p < book.pools; p++) {
            for (int i = 0; pools.listed[p] && i < taken[p].length; i++) {
                int b = taken[p][i];
                int row = pools.rows[p][i];
                int now = plan.choice[row];
                if (b != Plan.NONE
                        && (now == Plan.NONE || margins.of[b] > margins.of[now])
                        && plan.fits(row, b)) {
                    plan.put(row, b);
                }
            }
        }
        repair.seat();
        repair.upgrade();
    }
}
