package dev.medley.core.plan.weeks;

/// Prices of everything that is for sale in each week, each job's price of its own work, and what a
/// unit of each group's value counts: a point of the dual, which proves a bound wherever it is.
final class WeekPrices {

    private static final int HALVINGS = 60;

    private final double[] price;
    private final double[] own;
    private final double[] weight;

    /// @param price by row, never negative
    /// @param own by job, never negative
    /// @param weight by group, positive; 1 where values are added up
    WeekPrices(double[] price, double[] own, double[] weight) {
        this.price = price.clone();
        this.own = own.clone();
        this.weight = weight.clone();
    }

    /// By row; nobody writes to it.
    double[] price() {
        return price;
    }

    /// By job; nobody writes to it.
    double[] own() {
        return own;
    }

    /// By group; nobody writes to it.
    double[] weight() {
        return weight;
    }

    /// What no plan can exceed: what supply, all jobs' work and the weights cost, and the most that
    /// each lot gains at these prices.
    double bound(WeekBook book, Fairness fairness) {
        double bound = fairness.conjugate(weight);
        for (int r = 0; r < price.length; r++) {
            bound += price[r] * book.capacity[r];
        }
        for (int j = 0; j < own.length; j++) {
            bound += own[j];
        }
        for (int lot = 0; lot < book.lots; lot++) {
            bound += best(book, lot);
        }
        return bound;
    }

    private double best(WeekBook book, int lot) {
        double best = 0;
        for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
            best = Math.max(best, book.margin(lot, b, price, own, weight));
        }
        return best;
    }

    /// The same prices of rows, with the prices of jobs' own work that prove most beside them. A
    /// job's share of the bound is convex in its price and its slope 1 less the work that its lots
    /// would do; the best price is where the slope changes its sign.
    WeekPrices withBestOwn(WeekBook book) {
        double[] least = new double[own.length];
        double[] most = new double[own.length];
        for (int lot = 0; lot < book.lots; lot++) {
            if (book.job[lot] >= 0) {
                double y = weight[book.group(book.ask[lot])];
                for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                    most[book.job[lot]] =
                            Math.max(most[book.job[lot]], y * book.value[b] / book.work[b]);
                }
            }
        }
        double[] middle = new double[own.length];
        for (int round = 0; round < HALVINGS; round++) {
            for (int j = 0; j < own.length; j++) {
                middle[j] = (least[j] + most[j]) / 2;
            }
            double[] work = wanted(book, middle);
            for (int j = 0; j < own.length; j++) {
                if (work[j] > 1) {
                    least[j] = middle[j];
                } else {
                    most[j] = middle[j];
                }
            }
        }
        return new WeekPrices(price, most, weight);
    }

    private double[] wanted(WeekBook book, double[] ownPrice) {
        double[] work = new double[own.length];
        for (int lot = 0; lot < book.lots; lot++) {
            if (book.job[lot] < 0) {
                continue;
            }
            double best = 0;
            double done = 0;
            for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                double margin = book.margin(lot, b, price, ownPrice, weight);
                if (margin > best) {
                    best = margin;
                    done = book.work[b];
                }
            }
            work[book.job[lot]] += done;
        }
        return work;
    }

    /// Without the last traces of prices that the barrier left where nothing is scarce, if that
    /// proves more.
    WeekPrices withoutTraces(WeekBook book, Fairness fairness) {
        double total = bound(book, fairness);
        double worth = total - fairness.conjugate(weight);
        double[] fewer = price.clone();
        for (int r = 0; r < fewer.length; r++) {
            if (fewer[r] * book.capacity[r] < 1e-5 * worth / fewer.length * 10) {
                fewer[r] = 0;
            }
        }
        var other = new WeekPrices(fewer, own, weight);
        return other.bound(book, fairness) < total ? other : this;
    }
}
