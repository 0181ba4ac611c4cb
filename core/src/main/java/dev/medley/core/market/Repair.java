package dev.medley.core.market;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Turns prices into a plan that fits: rows are seated in the order of how much they would miss
/// their best bid, each on the best bid that still fits; then whoever can be upgraded is.
final class Repair {
    private static final int PASSES = 4;

    private final Plan plan;
    private final Margins margins;
    private final Book book;
    private final Goal goal;
    private final double[] weight;

    /// Per kind, how urgent a seat is; worked out when first asked for.
    private double @Nullable [] urgency;

    Repair(Plan plan, Prices prices) {
        this(plan, Margins.at(plan.book, plan.goal, prices));
    }

    Repair(Plan plan, Margins margins) {
        this.plan = plan;
        this.margins = margins;
        this.book = plan.book;
        this.goal = plan.goal;
        this.weight = margins.prices.weight;
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

    /// Gives rows better bids as long as something is left over. A few passes, because one upgrade
    /// can make room for another.
    void upgrade() {
        for (int pass = 0; pass < PASSES; pass++) {
            boolean freed = false;
            for (int row = 0; row < plan.choice.length; row++) {
                freed |= upgrade(row);
            }
            if (!freed) {
                return;
            }
        }
    }

    /// The answer is whether something became free that others may use.
    private boolean upgrade(int row) {
        int kind = book.kindOf[row];
        if (goal.groupOf[kind] < 0) {
            return false;
        }
        int now = plan.choice[row];
        int best = now;
        double most = plan.valueOf(now);
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            if (book.value[b] > most && plan.fits(row, b)) {
                best = b;
                most = book.value[b];
            }
        }
        if (best == now) {
            return false;
        }
        plan.put(row, best);
        for (int i = now < 0 ? 0 : book.useStart[now];
                now >= 0 && i < book.useStart[now + 1];
                i++) {
            if (book.need[i] > plan.needOf(best, book.resource[i])) {
                return true;
            }
        }
        return false;
    }

    private int bestFitting(int row) {
        int kind = book.kindOf[row];
        double y = weight[goal.groupOf[kind]];
        int best = Plan.NONE;
        double bestMargin = Double.NEGATIVE_INFINITY;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            double margin = margins.of[b];
            if (margin > bestMargin && margin >= -0.02 * y * book.value[b] && plan.fits(row, b)) {
                best = b;
                bestMargin = margin;
            }
        }
        return best;
    }

    /// Unseated rows, the largest loss per unit of cost first.
    private int[] byUrgency() {
        double[] urgent = urgency;
        if (urgent == null) {
            urgent = new double[book.kinds()];
            for (int kind = 0; kind < urgent.length; kind++) {
                urgent[kind] = goal.groupOf[kind] < 0 ? -1 : urgency(kind);
            }
            urgency = urgent;
        }
        int rows = plan.choice.length;
        long[] keys = new long[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            double u = urgent[book.kindOf[row]];
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
        double y = weight[goal.groupOf[kind]];
        int best = Plan.NONE;
        double most = 0;
        for (int b = book.bidStart[kind]; b < book.bidStart[kind + 1]; b++) {
            if (margins.of[b] > most) {
                most = margins.of[b];
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
            if (margins.of[b] > second && plan.needOf(b, scarce) == 0) {
                second = margins.of[b];
            }
        }
        double cost = book.cost(best, margins.prices.price);
        return (most - second) / (cost + 1e-9 * y * book.value[best]);
    }
}
