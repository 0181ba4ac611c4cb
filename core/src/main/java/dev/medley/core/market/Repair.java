package dev.medley.core.market;

import java.util.Arrays;

/// Turns prices into a plan that fits: rows are seated in the order of how much they would miss
/// their best bid, each on the best bid that still fits; then whoever can be upgraded is.
final class Repair {
    private static final int PASSES = 4;

    private final Plan plan;
    private final Prices prices;
    private final Book book;
    private final Goal goal;

    Repair(Plan plan, Prices prices) {
        this.plan = plan;
        this.prices = prices;
        this.book = plan.book;
        this.goal = plan.goal;
    }

    /// Seats everybody who has no bid yet.
    void seat() {
        for (int row : byUrgency()) {
            int bid = bestFitting(row);
            if (bid != Plan.NONE) {
                plan.put(row, bid);
            }
        }
    }

    /// Gives rows better bids as long as something is left over. Most valuable gains first within a
    /// pass; a few passes, because one upgrade can make room for another.
    void upgrade() {
        for (int pass = 0; pass < PASSES; pass++) {
            boolean changed = false;
            for (int row = 0; row < plan.choice.length; row++) {
                changed |= upgrade(row);
            }
            if (!changed) {
                return;
            }
        }
    }

    private boolean upgrade(int row) {
        int kind = book.kindOf[row];
        if (goal.groupOf[kind] < 0) {
            return false;
        }
        int best = plan.choice[row];
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            if (book.value[b] > plan.valueOf(best) && plan.fits(row, b)) {
                best = b;
            }
        }
        if (best == plan.choice[row]) {
            return false;
        }
        plan.put(row, best);
        return true;
    }

    private int bestFitting(int row) {
        int kind = book.kindOf[row];
        int group = goal.groupOf[kind];
        int best = Plan.NONE;
        double bestMargin = Double.NEGATIVE_INFINITY;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            double y = prices.weight[group];
            double margin = y * book.value[b] - book.cost(b, prices.price);
            if (margin > bestMargin && margin >= -0.02 * y * book.value[b] && plan.fits(row, b)) {
                best = b;
                bestMargin = margin;
            }
        }
        return best;
    }

    /// Unseated rows, the largest loss per unit of cost first.
    private int[] byUrgency() {
        int rows = plan.choice.length;
        double[] urgency = new double[book.kinds()];
        for (int kind = 0; kind < book.kinds(); kind++) {
            urgency[kind] = goal.groupOf[kind] < 0 ? -1 : urgency(kind);
        }
        long[] keys = new long[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            double u = urgency[book.kindOf[row]];
            if (u >= 0 && plan.choice[row] == Plan.NONE) {
                // Positive doubles sort as their bits do; the low bits make room for the row.
                keys[count++] = ~((Double.doubleToRawLongBits(u) & ~0xFFFFFFL) | row);
            }
        }
        Arrays.sort(keys, 0, count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) (~keys[i] & 0xFFFFFFL);
        }
        return order;
    }

    /// Margin over the best way to do without the best bid's first resource, per unit of its cost.
    private double urgency(int kind) {
        double y = prices.weight[goal.groupOf[kind]];
        int best = Plan.NONE;
        double most = 0;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            double margin = y * book.value[b] - book.cost(b, prices.price);
            if (margin > most) {
                most = margin;
                best = b;
            }
        }
        if (best == Plan.NONE) {
            return 0;
        }
        if (book.useStart[best] == book.useStart[best + 1]) {
            return Double.MAX_VALUE;
        }
        int scarce = book.resource[book.useStart[best]];
        double second = 0;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            if (plan.needOf(b, scarce) == 0) {
                second = Math.max(second, y * book.value[b] - book.cost(b, prices.price));
            }
        }
        return (most - second) / (book.cost(best, prices.price) + 1e-9 * y * book.value[best]);
    }
}
