package dev.medley.core.market;

import java.util.Arrays;

/// Improves a plan by emptying one pool at a time and filling it anew, exactly.
///
/// GOAL: what single moves cannot find in pools that hold only a few large bids: which of them fill
/// the pool best. ALGORITHM: each row's gain from a bid in the pool is its value beyond what the
/// row could have elsewhere; a knapsack finds the best filling. What a row has in another pool
/// counts less by a part of what its devices are worth there, since others will take them. Then
/// everybody who has nothing, or could have more, is seated where there is room. What is worth less
/// than before is undone.
final class Refilling {
    private static final double[] PARTS = {0, 0.5, 0.9, 1};

    private final Plan plan;
    private final Book book;
    private final Goal goal;
    private final Margins margins;
    private final double[] price;
    private final double[] weight;
    private final PoolBids pools;
    private final Repair repair;
    private final Dice dice;

    Refilling(Plan plan, Margins margins, PoolBids pools, long seed) {
        this.plan = plan;
        this.book = plan.book;
        this.goal = plan.goal;
        this.margins = margins;
        this.price = margins.prices.price;
        this.weight = margins.prices.weight;
        this.pools = pools;
        this.repair = new Repair(plan, margins);
        this.dice = new Dice(seed);
    }

    void run(int rounds) {
        int[] before = plan.choice.clone();
        double worth = Merit.objective(goal, plan.received);
        for (int round = 0; round < rounds; round++) {
            int pool = dice.below(book.pools);
            double part = PARTS[dice.below(PARTS.length)];
            if (!pools.listed[pool] || pools.rows[pool].length == 0) {
                continue;
            }
            refill(pool, part);
            repair.seat();
            repair.upgrade();
            double now = Merit.objective(goal, plan.received);
            if (now >= worth && Merit.floorsKept(goal, plan.received)) {
                worth = now;
                System.arraycopy(plan.choice, 0, before, 0, before.length);
            } else {
                plan.restore(before);
            }
        }
    }

    private void refill(int pool, double part) {
        int[] rows = pools.rows[pool];
        int[] start = new int[rows.length + 1];
        int[] bid = new int[pools.bid[pool].length];
        double[] use = new double[bid.length];
        double[] gain = new double[bid.length];
        int size = 0;
        for (int i = 0; i < rows.length; i++) {
            double elsewhere = elsewhere(rows[i], pool, part);
            double most = 0;
            for (int k = pools.start[pool][i]; k < pools.start[pool][i + 1]; k++) {
                int b = pools.bid[pool][k];
                double more = margins.of[b] + price[pool] * pools.use[pool][k] - elsewhere;
                if (more > most) {
                    most = more;
                    bid[size] = b;
                    use[size] = pools.use[pool][k];
                    gain[size++] = more;
                }
            }
            start[i + 1] = size;
        }
        var knapsack =
                new Knapsack(
                        book.capacity[pool],
                        start,
                        Arrays.copyOf(use, size),
                        Arrays.copyOf(gain, size));
        knapsack.solve();
        for (int row : rows) {
            if (plan.choice[row] != Plan.NONE && pools.poolOf[plan.choice[row]] == pool) {
                plan.put(row, Plan.NONE);
            }
        }
        for (int i = 0; i < rows.length; i++) {
            int item = knapsack.choice[i];
            if (item >= 0 && plan.fits(rows[i], bid[item])) {
                plan.put(rows[i], bid[item]);
            }
        }
    }

    /// What the row can count on without this pool.
    private double elsewhere(int row, int pool, double part) {
        int now = plan.choice[row];
        int kind = book.kindOf[row];
        if (now != Plan.NONE && pools.poolOf[now] != pool) {
            double value = weight[goal.groupOf[kind]] * book.value[now];
            return value - part * (value - margins.of[now]);
        }
        double best = 0;
        for (int b = book.bidStart[kind]; part > 0 && b < book.bidStart[kind + 1]; b++) {
            if (margins.of[b] > best && pools.poolOf[b] != pool) {
                best = margins.of[b];
            }
        }
        return part * best;
    }
}
