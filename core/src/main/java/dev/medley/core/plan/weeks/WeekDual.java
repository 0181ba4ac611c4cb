package dev.medley.core.plan.weeks;

import dev.medley.core.market.Exp;
import dev.medley.core.market.Log;

import java.util.Arrays;

/// The weeks' dual, made smooth: each lot spreads over its bids by the entropy rule instead of
/// taking the best one, and logarithmic barriers keep prices positive.
///
/// Variables are the price of each row (pool or purse of a week) and each job's price of its own
/// work, which alone joins the weeks. Curvature among rows is therefore one small block per week; a
/// job adds its own curvature and its cross terms with the rows that its bids touch. With fairness
/// between tenants what a unit of a tenant's value counts is a variable too, and joins everything
/// that the tenant bids for.
final class WeekDual {

    private static final double NEGLIGIBLE = -28;

    /// Beyond the pools, a job's cross terms with its tenant's money and devices.
    static final int PURSES = 2;

    final WeekBook book;
    private final Fairness fairness;
    private final int pools;
    private final int width;

    double value;
    final double[] slack;
    final double[] ownSlack;

    /// Per week, the lower half of a square block, row by row.
    final double[][] block;

    final double[] ownCurve;

    /// Per job and week, pools and then the tenant's purses.
    final double[][] cross;

    /// Per group, where tenants share fairly: slope and curvature in its weight, and cross terms
    /// with all rows.
    final double[] weightSlack;

    final double[] weightCurve;
    final double[][] weightCross;

    /// Per job, its cross term with the weight of its group.
    final double[] ownWithWeight;

    private final double[] shares;
    private final double[] mean;
    private final double[] square;
    private final double[] withWork;
    private final double[] withMoney;
    private final double[] withValue;
    private double best;

    WeekDual(WeekBook book, Fairness fairness) {
        this.book = book;
        this.fairness = fairness;
        this.pools = book.supply.pools();
        this.width = book.supply.rowsPerWeek();
        this.slack = new double[book.capacity.length];
        this.ownSlack = new double[book.jobs];
        this.block = new double[book.supply.weeks()][width * width];
        this.ownCurve = new double[book.jobs];
        this.cross = new double[book.jobs][book.supply.weeks() * (pools + PURSES)];
        int groups = fairness.tenants().size();
        this.weightSlack = new double[groups];
        this.weightCurve = new double[groups];
        this.weightCross = new double[groups][book.capacity.length];
        this.ownWithWeight = new double[book.jobs];
        int longest = 1;
        for (int lot = 0; lot < book.lots; lot++) {
            longest = Math.max(longest, book.start[lot + 1] - book.start[lot]);
        }
        this.shares = new double[longest];
        this.mean = new double[pools];
        this.square = new double[pools];
        this.withWork = new double[pools];
        this.withMoney = new double[pools];
        this.withValue = new double[pools];
    }

    /// @param weight what a unit of each group's value counts
    /// @param heat by group, temperature per unit of a lot's top value
    /// @param stride every stride-th ask stands for its neighbours
    void evaluate(
            double[] price,
            double[] own,
            double[] weight,
            double[] heat,
            double barrier,
            int stride) {
        value = 0;
        beginWeights(weight);
        for (double[] one : block) {
            Arrays.fill(one, 0);
        }
        for (int r = 0; r < price.length; r++) {
            // Where nothing is for sale nobody bids; one unit keeps the price from running away.
            double capacity = book.capacity[r] > 0 ? book.capacity[r] : 1;
            slack[r] = capacity - barrier / price[r];
            value += price[r] * capacity - barrier * StrictMath.log(price[r]);
            int within = r % width;
            block[r / width][within * width + within] = barrier / (price[r] * price[r]);
        }
        for (int j = 0; j < book.jobs; j++) {
            ownSlack[j] = 0;
            ownCurve[j] = 0;
            ownWithWeight[j] = 0;
            Arrays.fill(cross[j], 0);
        }
        boolean[] present = new boolean[book.jobs];
        for (int lot = 0; lot < book.lots; lot++) {
            if (book.ask[lot] % stride == stride / 2) {
                int j = book.job[lot];
                if (j >= 0 && !present[j]) {
                    present[j] = true;
                    value += stride * own[j] - barrier * StrictMath.log(own[j]);
                    ownSlack[j] = stride - barrier / own[j];
                    ownCurve[j] = barrier / (own[j] * own[j]);
                }
                int g = book.group(book.ask[lot]);
                spread(lot, price, own, weight[g], heat[g] * book.top[lot], stride);
            }
        }
    }

    private void beginWeights(double[] weight) {
        for (int g = 0; g < weightSlack.length; g++) {
            var utility = fairness.utilities().get(g);
            double received = utility.demanded(weight[g]);
            value += utility.conjugate(weight[g]);
            weightSlack[g] = -received;
            weightCurve[g] = received / (fairness.alpha() * weight[g]);
            Arrays.fill(weightCross[g], 0);
        }
    }

    private double weigh(int lot, double[] price, double[] own, double y, double heat) {
        int from = book.start[lot];
        int to = book.start[lot + 1];
        int base = book.supply.row(book.week[lot], 0);
        double ownPrice = book.job[lot] < 0 ? 0 : own[book.job[lot]];
        double perMoney = book.moneyPurse[lot] < 0 ? 0 : price[base + pools + book.moneyPurse[lot]];
        double perDevice =
                book.devicePurse[lot] < 0 ? 0 : price[base + pools + book.devicePurse[lot]];
        best = 0;
        for (int b = from; b < to; b++) {
            double margin =
                    y * book.value[b]
                            - (price[base + book.pool[b]] + perDevice) * book.use[b]
                            - ownPrice * book.work[b]
                            - perMoney * book.money[b];
            shares[b - from] = margin;
            best = Math.max(best, margin);
        }
        double cooled = 1 / heat;
        double none = -best * cooled;
        double sum = none > NEGLIGIBLE ? Exp.of(none) : 0;
        for (int b = 0; b < to - from; b++) {
            double exponent = (shares[b] - best) * cooled;
            double e = exponent > NEGLIGIBLE ? Exp.of(exponent) : 0;
            shares[b] = e;
            sum += e;
        }
        return sum;
    }

    private void spread(int lot, double[] price, double[] own, double y, double heat, int stride) {
        double sum = weigh(lot, price, own, y, heat);
        value += stride * (best + heat * Log.of(sum));
        double scale = 1 / sum;
        int from = book.start[lot];
        Arrays.fill(mean, 0);
        Arrays.fill(square, 0);
        Arrays.fill(withWork, 0);
        Arrays.fill(withMoney, 0);
        double work = 0;
        double workSquare = 0;
        double money = 0;
        double moneySquare = 0;
        double moneyWork = 0;
        for (int b = from; b < book.start[lot + 1]; b++) {
            double x = shares[b - from] * scale;
            if (x < 1e-12) {
                continue;
            }
            int p = book.pool[b];
            double use = x * book.use[b];
            mean[p] += use;
            square[p] += use * book.use[b];
            withWork[p] += use * book.work[b];
            withMoney[p] += use * book.money[b];
            work += x * book.work[b];
            workSquare += x * book.work[b] * book.work[b];
            money += x * book.money[b];
            moneySquare += x * book.money[b] * book.money[b];
            moneyWork += x * book.money[b] * book.work[b];
        }
        double sharp = stride / heat;
        curvePools(lot, sharp, stride);
        int j = book.job[lot];
        if (j >= 0) {
            ownSlack[j] -= stride * work;
            ownCurve[j] += sharp * (workSquare - work * work);
            double[] row = cross[j];
            int at = book.week[lot] * (pools + PURSES);
            for (int p = 0; p < pools; p++) {
                row[at + p] += sharp * (withWork[p] - mean[p] * work);
            }
            row[at + pools] += sharp * (moneyWork - money * work);
        }
        if (book.moneyPurse[lot] >= 0) {
            curveMoney(lot, sharp, stride, money, moneySquare);
        }
        if (book.devicePurse[lot] >= 0) {
            curveDevices(lot, sharp, stride, work, money);
        }
        if (fairness.isFair()) {
            curveWeight(lot, sharp, stride, scale, work, money);
        }
    }

    private void curveWeight(
            int lot, double sharp, int stride, double scale, double work, double money) {
        int g = book.group(book.ask[lot]);
        int from = book.start[lot];
        Arrays.fill(withValue, 0);
        double received = 0;
        double square = 0;
        double valueWork = 0;
        double valueMoney = 0;
        for (int b = from; b < book.start[lot + 1]; b++) {
            double x = shares[b - from] * scale * book.value[b];
            received += x;
            square += x * book.value[b];
            valueWork += x * book.work[b];
            valueMoney += x * book.money[b];
            withValue[book.pool[b]] += x * book.use[b];
        }
        weightSlack[g] += stride * received;
        weightCurve[g] += sharp * (square - received * received);
        double[] row = weightCross[g];
        int base = book.supply.row(book.week[lot], 0);
        double all = 0;
        for (int p = 0; p < pools; p++) {
            double with = sharp * (withValue[p] - mean[p] * received);
            row[base + p] -= with;
            all += with;
        }
        if (book.devicePurse[lot] >= 0) {
            row[base + pools + book.devicePurse[lot]] -= all;
        }
        if (book.moneyPurse[lot] >= 0) {
            row[base + pools + book.moneyPurse[lot]] -= sharp * (valueMoney - money * received);
        }
        if (book.job[lot] >= 0) {
            ownWithWeight[book.job[lot]] -= sharp * (valueWork - work * received);
        }
    }

    private void curvePools(int lot, double sharp, int stride) {
        double[] square2 = block[book.week[lot]];
        int base = book.supply.row(book.week[lot], 0);
        for (int p = 0; p < pools; p++) {
            if (mean[p] == 0) {
                continue;
            }
            slack[base + p] -= stride * mean[p];
            square2[p * width + p] += sharp * square[p];
            double factor = sharp * mean[p];
            for (int q = 0; q <= p; q++) {
                square2[p * width + q] -= factor * mean[q];
            }
        }
    }

    private void curveMoney(int lot, double sharp, int stride, double money, double moneySquare) {
        int at = pools + book.moneyPurse[lot];
        double[] rows = block[book.week[lot]];
        slack[book.supply.row(book.week[lot], at)] -= stride * money;
        rows[at * width + at] += sharp * (moneySquare - money * money);
        for (int p = 0; p < pools; p++) {
            rows[at * width + p] += sharp * (withMoney[p] - mean[p] * money);
        }
    }

    private void curveDevices(int lot, double sharp, int stride, double work, double money) {
        int at = pools + book.devicePurse[lot];
        double[] rows = block[book.week[lot]];
        double all = 0;
        double allSquare = 0;
        double allWork = 0;
        double allMoney = 0;
        for (int p = 0; p < pools; p++) {
            all += mean[p];
            allSquare += square[p];
            allWork += withWork[p];
            allMoney += withMoney[p];
        }
        slack[book.supply.row(book.week[lot], at)] -= stride * all;
        rows[at * width + at] += sharp * (allSquare - all * all);
        for (int p = 0; p < pools; p++) {
            rows[at * width + p] += sharp * (square[p] - mean[p] * all);
        }
        if (book.moneyPurse[lot] >= 0) {
            int money2 = pools + book.moneyPurse[lot];
            rows[Math.max(at, money2) * width + Math.min(at, money2)] +=
                    sharp * (allMoney - all * money);
        }
        if (book.job[lot] >= 0) {
            cross[book.job[lot]][book.week[lot] * (pools + PURSES) + pools + 1] +=
                    sharp * (allWork - all * work);
        }
    }
}
