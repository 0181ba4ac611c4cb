package dev.medley.core.market;

import java.util.Arrays;

/// One budget's exact problem at given pool prices: at most one item per row, spends within the
/// limit, most profit.
///
/// ALGORITHM: the relaxation (rows walk up the concave hull of their items, steepest steps first)
/// gives a price and, at that price, what every item loses. No row of the best solution loses more
/// in sum than the gap between relaxation and best solution, so a dynamic programme over (spend,
/// profit) that forgets states with more loss than a guess proves itself right as soon as it finds
/// a solution within the guess. The guess starts small and doubles. Where it needs too many states,
/// the last guess that found nothing still proves that so much is lost, and the answer is a little
/// too high, which a bound may be.
final class Knapsack {
    private static final int MOST_STATES = 4000;
    private static final double FIRST_GUESS = 1.0 / 256;

    private final double limit;
    private final int[] itemStart;
    private final double[] spend;
    private final double[] profit;
    private final int rows;

    private final int[] base;
    private final double[] bestMargin;
    private final int[] hull;
    private final int[] hullStart;
    private double price;
    private double baseSpend;
    private double baseProfit;
    private double relaxed;

    private double[] stateSpend = new double[256];
    private double[] stateProfit = new double[256];
    private double[] nextSpend = new double[256];
    private double[] nextProfit = new double[256];
    private int[] origin = new int[256];
    private int[] nextOrigin = new int[256];
    private int[] trailParent = new int[1024];
    private int[] trailItem = new int[1024];
    private int trail;
    private int states;

    /// Per row the chosen item, or -1.
    final int[] choice;

    /// @param itemStart items of row i are `itemStart[i] .. itemStart[i + 1]`, in rising spend
    Knapsack(double limit, int[] itemStart, double[] spend, double[] profit) {
        this.limit = limit;
        this.itemStart = itemStart;
        this.spend = spend;
        this.profit = profit;
        this.rows = itemStart.length - 1;
        this.base = new int[rows];
        this.bestMargin = new double[rows];
        this.hull = new int[spend.length];
        this.hullStart = new int[rows + 1];
        this.choice = new int[rows];
    }

    /// The most profit (or, rarely, a little more); the choice then holds how.
    double solve() {
        boolean whole = relax();
        System.arraycopy(base, 0, choice, 0, rows);
        double known = relaxed - baseProfit;
        if (whole || known <= 0) {
            return relaxed;
        }
        double guess = known * FIRST_GUESS;
        double dust = 1e-13 * relaxed;
        double proven = 0;
        while (true) {
            guess = Math.min(guess, known);
            double found = search(guess + dust);
            if (Double.isNaN(found)) {
                return relaxed - proven;
            }
            if (found < known) {
                known = found;
            }
            if (known <= guess + dust) {
                return relaxed - known;
            }
            proven = guess;
            guess *= 2;
        }
    }

    /// What the relaxation is worth: never less than the solution.
    double relaxed() {
        return relaxed;
    }

    /// Solves the relaxation; the answer is whether it is a solution already.
    private boolean relax() {
        long[] steps = gatherSteps();
        baseSpend = 0;
        baseProfit = 0;
        for (int row = 0; row < rows; row++) {
            base[row] = freeItem(row);
            baseProfit += base[row] < 0 ? 0 : profit[base[row]];
        }
        price = 0;
        boolean whole = true;
        for (int s = steps.length - 1; s >= 0; s--) {
            int h = (int) (steps[s] & 0xFFFFFF);
            int item = hull[h];
            int row = rowOf(h);
            double more = spend[item] - (base[row] < 0 ? 0 : spend[base[row]]);
            if (baseSpend + more > limit) {
                double gain = profit[item] - (base[row] < 0 ? 0 : profit[base[row]]);
                price = gain / more;
                whole = false;
                break;
            }
            baseSpend += more;
            baseProfit += profit[item] - (base[row] < 0 ? 0 : profit[base[row]]);
            base[row] = item;
        }
        relaxed = price * limit;
        for (int row = 0; row < rows; row++) {
            double best = 0;
            for (int i = itemStart[row]; i < itemStart[row + 1]; i++) {
                best = Math.max(best, profit[i] - price * spend[i]);
            }
            bestMargin[row] = best;
            relaxed += best;
        }
        return whole;
    }

    private int rowOf(int h) {
        int found = Arrays.binarySearch(hullStart, h);
        int row = found >= 0 ? found : -found - 2;
        while (hullStart[row + 1] == h) {
            row++;
        }
        return row;
    }

    /// The best item that spends nothing, or -1.
    private int freeItem(int row) {
        int best = -1;
        for (int i = itemStart[row]; i < itemStart[row + 1] && spend[i] == 0; i++) {
            if (profit[i] > (best < 0 ? 0 : profit[best])) {
                best = i;
            }
        }
        return best;
    }

    /// All hull steps as sortable numbers: slope in the high bits, place in `hull` in the low ones.
    private long[] gatherSteps() {
        int size = 0;
        for (int row = 0; row < rows; row++) {
            int free = freeItem(row);
            int start = size;
            hullStart[row] = start;
            double s0 = 0;
            double p0 = free < 0 ? 0 : profit[free];
            for (int i = itemStart[row]; i < itemStart[row + 1]; i++) {
                double lastProfit = size > start ? profit[hull[size - 1]] : p0;
                if (spend[i] == 0 || profit[i] <= lastProfit) {
                    continue;
                }
                while (size > start) {
                    int last = hull[size - 1];
                    double ps = size - 1 > start ? spend[hull[size - 2]] : s0;
                    double pp = size - 1 > start ? profit[hull[size - 2]] : p0;
                    if ((profit[last] - pp) * (spend[i] - ps)
                            > (profit[i] - pp) * (spend[last] - ps)) {
                        break;
                    }
                    size--;
                }
                hull[size++] = i;
            }
        }
        hullStart[rows] = size;
        long[] steps = new long[size];
        for (int row = 0; row < rows; row++) {
            int free = freeItem(row);
            double s = 0;
            double p = free < 0 ? 0 : profit[free];
            for (int h = hullStart[row]; h < hullStart[row + 1]; h++) {
                double slope = (profit[hull[h]] - p) / (spend[hull[h]] - s);
                // Earlier places win ties, so they sort last.
                steps[h] = (Double.doubleToRawLongBits(slope) & ~0xFFFFFFL) | h;
                s = spend[hull[h]];
                p = profit[hull[h]];
            }
        }
        Arrays.sort(steps);
        return steps;
    }

    /// The least gap to the relaxation among solutions whose losses stay within the guess; notes
    /// the choice if there is one.
    private double search(double guess) {
        states = 1;
        stateSpend[0] = baseSpend;
        stateProfit[0] = baseProfit;
        origin[0] = -1;
        trail = 0;
        double[] most = new double[rows + 1];
        double[] least = new double[rows + 1];
        futureSpends(guess, most, least);
        for (int row = 0; row < rows; row++) {
            if (most[row] != most[row + 1] || least[row] != least[row + 1] || offers(row, guess)) {
                extend(row, guess, most[row + 1], least[row + 1]);
                if (states > MOST_STATES) {
                    return Double.NaN;
                }
            }
        }
        int best = -1;
        for (int s = 0; s < states; s++) {
            if (stateSpend[s] <= limit && (best < 0 || stateProfit[s] > stateProfit[best])) {
                best = s;
            }
        }
        if (best < 0) {
            return Double.POSITIVE_INFINITY;
        }
        System.arraycopy(base, 0, choice, 0, rows);
        for (int t = origin[best]; t >= 0; t = trailParent[t]) {
            int item = trailItem[t];
            choice[item < 0 ? -1 - item : rowOfItem(item)] = item < 0 ? -1 : item;
        }
        return relaxed - stateProfit[best];
    }

    private int rowOfItem(int item) {
        int found = Arrays.binarySearch(itemStart, item);
        int row = found >= 0 ? found : -found - 2;
        while (itemStart[row + 1] == item) {
            row++;
        }
        return row;
    }

    private double lossOf(int row, int item) {
        return bestMargin[row] - (item < 0 ? 0 : profit[item] - price * spend[item]);
    }

    private boolean offers(int row, double guess) {
        if (base[row] >= 0 && lossOf(row, -1) <= guess) {
            return true;
        }
        for (int i = itemStart[row]; i < itemStart[row + 1]; i++) {
            if (i != base[row] && lossOf(row, i) <= guess) {
                return true;
            }
        }
        return false;
    }

    /// How much more and how much less the rows from here on can still spend than in the base.
    private void futureSpends(double guess, double[] most, double[] least) {
        for (int row = rows - 1; row >= 0; row--) {
            double now = base[row] < 0 ? 0 : spend[base[row]];
            double up = 0;
            double down = base[row] >= 0 && lossOf(row, -1) <= guess ? -now : 0;
            for (int i = itemStart[row]; i < itemStart[row + 1]; i++) {
                if (lossOf(row, i) <= guess) {
                    up = Math.max(up, spend[i] - now);
                    down = Math.min(down, spend[i] - now);
                }
            }
            most[row] = most[row + 1] + up;
            least[row] = least[row + 1] + down;
        }
    }

    private void extend(int row, double guess, double most, double least) {
        int old = states;
        double[] fromSpend = Arrays.copyOf(stateSpend, old);
        double[] fromProfit = Arrays.copyOf(stateProfit, old);
        int[] fromOrigin = Arrays.copyOf(origin, old);
        double nowSpend = base[row] < 0 ? 0 : spend[base[row]];
        double nowProfit = base[row] < 0 ? 0 : profit[base[row]];
        for (int i = itemStart[row] - 1; i < itemStart[row + 1]; i++) {
            int item = i < itemStart[row] ? -1 : i;
            if (item != base[row] && lossOf(row, item) <= guess) {
                double ds = (item < 0 ? 0 : spend[item]) - nowSpend;
                double dp = (item < 0 ? 0 : profit[item]) - nowProfit;
                merge(fromSpend, fromProfit, fromOrigin, ds, dp, item < 0 ? -1 - row : item);
            }
        }
        prune(guess, most, least);
    }

    /// Merges the shifted old states into the sorted new ones, keeping only those that earn more
    /// than every cheaper one.
    private void merge(
            double[] fromSpend, double[] fromProfit, int[] from, double ds, double dp, int item) {
        int total = states + fromSpend.length;
        if (nextSpend.length < total) {
            nextSpend = new double[2 * total];
            nextProfit = new double[2 * total];
            nextOrigin = new int[2 * total];
        }
        int a = 0;
        int b = 0;
        int size = 0;
        double most = Double.NEGATIVE_INFINITY;
        while (a < states || b < fromSpend.length) {
            boolean own =
                    b == fromSpend.length
                            || (a < states
                                    && (stateSpend[a] < fromSpend[b] + ds
                                            || (stateSpend[a] == fromSpend[b] + ds
                                                    && stateProfit[a] >= fromProfit[b] + dp)));
            double p = own ? stateProfit[a] : fromProfit[b] + dp;
            if (p > most) {
                most = p;
                nextSpend[size] = own ? stateSpend[a] : fromSpend[b] + ds;
                nextProfit[size] = p;
                nextOrigin[size++] = own ? origin[a] : note(from[b], item);
            }
            if (own) {
                a++;
            } else {
                b++;
            }
        }
        swap(size);
    }

    private int note(int parent, int item) {
        if (trail == trailParent.length) {
            trailParent = Arrays.copyOf(trailParent, trail * 2);
            trailItem = Arrays.copyOf(trailItem, trail * 2);
        }
        trailParent[trail] = parent;
        trailItem[trail] = item;
        return trail++;
    }

    private void prune(double guess, double most, double least) {
        int size = 0;
        for (int s = 0; s < states; s++) {
            double slack = limit - stateSpend[s];
            double idle = price * Math.max(0, slack - most);
            double loss = relaxed - stateProfit[s] - price * slack + idle;
            if (loss <= guess && slack - least >= 0) {
                stateSpend[size] = stateSpend[s];
                stateProfit[size] = stateProfit[s];
                origin[size++] = origin[s];
            }
        }
        states = size;
    }

    private void swap(int size) {
        double[] spends = stateSpend;
        double[] profits = stateProfit;
        int[] origins = origin;
        stateSpend = nextSpend;
        stateProfit = nextProfit;
        origin = nextOrigin;
        nextSpend = spends;
        nextProfit = profits;
        nextOrigin = origins;
        states = size;
    }
}
