package dev.medley.core.market;

import java.util.Arrays;

/// The market's dual, made smooth: each kind spreads over its bids by the entropy rule instead of
/// taking the best one, and logarithmic barriers keep prices positive. One pass over the bids gives
/// the value, its gradient and its curvature in prices and group weights, which is all that Newton
/// needs.
///
/// With margins `m = y v - price use` and temperature T (a share of the kind's top value) the kind
/// adds `T ln(1 + sum exp(m / T))`; the chosen shares are its derivative. As T falls this becomes
/// the largest margin, and the value the market's true bound.
final class SmoothDual {
    private static final double NEGLIGIBLE = -28;

    final Book book;
    private final Goal goal;
    private final int resources;
    private final int groups;

    /// The share of each floor that is asked for: heat blurs what groups receive, so a floor near
    /// the greatest possible value can be met only when it is cold.
    double floorShare = 1;

    /// What the latest pass found.
    double value;

    final double[] slack;
    final double[] excess;
    final double[][] priceCurvature;
    final double[][] crossCurvature;
    final double[] weightCurvature;

    /// Kinds whose choice depends on prices, and what all others have, group by group.
    private final int[] open;

    private final double[] settledUse;
    private final double[] settledValue;

    private final double[] meanUse;
    private final int[] touched;
    private final double[] shares;
    private double best;

    SmoothDual(Book book, Goal goal) {
        this(book, goal, new boolean[book.kinds()]);
    }

    /// @param settled kinds that take the one bid the book has of them, or none where it has none,
    ///   at all prices worth looking at: these are added up once
    SmoothDual(Book book, Goal goal, boolean[] settled) {
        this.book = book;
        this.goal = goal;
        this.resources = book.resources();
        this.groups = goal.groups();
        this.slack = new double[resources];
        this.excess = new double[groups];
        this.priceCurvature = new double[resources][resources];
        this.crossCurvature = new double[groups][resources];
        this.weightCurvature = new double[groups];
        this.meanUse = new double[resources];
        this.touched = new int[resources];
        this.shares = new double[book.longestKind()];
        this.settledUse = new double[resources];
        this.settledValue = new double[groups];
        int[] some = new int[book.kinds()];
        int count = 0;
        for (int kind = 0; kind < settled.length; kind++) {
            if (settled[kind]) {
                settle(kind);
            } else {
                some[count++] = kind;
            }
        }
        this.open = Arrays.copyOf(some, count);
    }

    private void settle(int kind) {
        int group = goal.groupOf[kind];
        for (int b = book.bidStart[kind]; group >= 0 && b < book.bidStart[kind + 1]; b++) {
            settledValue[group] += book.count[kind] * book.value[b];
            for (int i = book.useStart[b]; i < book.useStart[b + 1]; i++) {
                settledUse[book.resource[i]] += book.count[kind] * book.need[i];
            }
        }
    }

    /// Evaluates at prices and weights. `heat[g]` is the temperature of a group per unit of top
    /// value; every stride-th kind stands for its neighbours.
    void evaluate(double[] price, double[] weight, double[] heat, double barrier, int stride) {
        value = 0;
        for (int r = 0; r < resources; r++) {
            double left = book.capacity[r] - settledUse[r];
            slack[r] = left - barrier / price[r];
            value += price[r] * left - barrier * StrictMath.log(price[r]);
            Arrays.fill(priceCurvature[r], 0);
            priceCurvature[r][r] = barrier / (price[r] * price[r]);
        }
        for (int g = 0; g < groups; g++) {
            Arrays.fill(crossCurvature[g], 0);
            conjugate(g, weight[g], barrier);
            value += weight[g] * settledValue[g];
            excess[g] += settledValue[g];
        }
        for (int at = stride / 2; at < open.length; at += stride) {
            int kind = open[at];
            int group = goal.groupOf[kind];
            if (group >= 0 && book.top[kind] > 0) {
                spread(kind, group, price, weight[group], heat[group] * book.top[kind], stride);
            }
        }
    }

    private void conjugate(int g, double y, double barrier) {
        excess[g] = 0;
        weightCurvature[g] = 0;
        if (goal.hasFloor(g)) {
            value += floorShare * goal.conjugate(g, y) - barrier * StrictMath.log(y);
            excess[g] = -floorShare * goal.floor(g) - barrier / y;
            weightCurvature[g] = barrier / (y * y);
        } else if (goal.hasUtility(g)) {
            double received = goal.demanded(g, y);
            value += goal.conjugate(g, y);
            excess[g] = -received;
            weightCurvature[g] = received / (goal.alpha() * y);
        }
    }

    /// How the kind spreads over its bids at these prices; the rest takes none. The array is used
    /// again by the next call.
    double[] sharesOf(int kind, double[] price, double y, double heat) {
        double sum = weigh(kind, price, y, heat * book.top[kind]);
        for (int b = 0; b < book.bidStart[kind + 1] - book.bidStart[kind]; b++) {
            shares[b] /= sum;
        }
        return shares;
    }

    /// Fills `shares` with the weights of the kind's bids; the answer is their sum, none included.
    private double weigh(int kind, double[] price, double y, double heat) {
        int from = book.bidStart[kind];
        int to = book.bidStart[kind + 1];
        best = 0;
        for (int b = from; b < to; b++) {
            double margin = y * book.value[b];
            for (int i = book.useStart[b]; i < book.useStart[b + 1]; i++) {
                margin -= price[book.resource[i]] * book.need[i];
            }
            shares[b - from] = margin;
            if (margin > best) {
                best = margin;
            }
        }
        double cooled = 1 / heat;
        double none = (0 - best) * cooled;
        double sum = none > NEGLIGIBLE ? Exp.of(none) : 0;
        for (int b = 0; b < to - from; b++) {
            double exponent = (shares[b] - best) * cooled;
            double e = exponent > NEGLIGIBLE ? Exp.of(exponent) : 0;
            shares[b] = e;
            sum += e;
        }
        return sum;
    }

    private void spread(int kind, int group, double[] price, double y, double heat, int stride) {
        double sum = weigh(kind, price, y, heat);
        double copies = (double) book.count[kind] * stride;
        value += copies * (best + heat * Log.of(sum));
        int from = book.bidStart[kind];
        int to = book.bidStart[kind + 1];
        accumulate(from, to, group, copies, copies / heat, 1 / sum);
    }

    /// Adds mean and covariance of the kind's use and value under its shares.
    private void accumulate(
            int from, int to, int group, double copies, double sharpness, double scale) {
        boolean plain = goal.isPlain(group);
        double[] cross = crossCurvature[group];
        int distinct = 0;
        double meanValue = 0;
        double squareValue = 0;
        for (int b = from; b < to; b++) {
            double x = shares[b - from] * scale;
            if (x < 1e-12) {
                continue;
            }
            double v = book.value[b];
            meanValue += x * v;
            squareValue += x * v * v;
            int end = book.useStart[b + 1];
            for (int i = book.useStart[b]; i < end; i++) {
                int r = book.resource[i];
                double use = x * book.need[i];
                if (meanUse[r] == 0) {
                    touched[distinct++] = r;
                }
                meanUse[r] += use;
                double sharp = sharpness * use;
                if (!plain) {
                    cross[r] -= sharp * v;
                }
                double[] row = priceCurvature[r];
                for (int k = book.useStart[b]; k < end; k++) {
                    row[book.resource[k]] += sharp * book.need[k];
                }
            }
        }
        for (int a = 0; a < distinct; a++) {
            int r = touched[a];
            double use = meanUse[r];
            slack[r] -= copies * use;
            double sharp = sharpness * use;
            double[] row = priceCurvature[r];
            for (int b = 0; b < distinct; b++) {
                row[touched[b]] -= sharp * meanUse[touched[b]];
            }
            if (!plain) {
                cross[r] += sharp * meanValue;
            }
        }
        for (int a = 0; a < distinct; a++) {
            meanUse[touched[a]] = 0;
        }
        if (!plain) {
            excess[group] += copies * meanValue;
            weightCurvature[group] += sharpness * (squareValue - meanValue * meanValue);
        }
    }
}
