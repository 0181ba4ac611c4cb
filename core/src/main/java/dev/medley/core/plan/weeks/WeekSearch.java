package dev.medley.core.plan.weeks;

import java.util.Arrays;

/// Finds prices by Newton's method on the smooth dual, cooling it step by step.
///
/// GOAL: prices whose bound is within some hundredths of a per cent of the best ones. ALGORITHM:
/// far from the answer a sample of the asks shows the rough shape; then all of them, but only with
/// the bids that still matter. In the end the heat is gone: the bound is that of the prices alone,
/// and each job's own price is the best one beside them. Where tenants share fairly, a large alpha
/// is reached by doubling, since its utilities bend so sharply that steps from afar would lead
/// nowhere.
final class WeekSearch {

    private static final double FIRST_HEAT = 0.3;
    private static final double SAMPLE_HEAT = 0.008;
    private static final double LAST_HEAT = 0.0008;
    private static final double COOLING = 0.35;
    private static final double BARRIER = 0.02;
    private static final double REACH = 0.2;
    private static final double LEAST = 1e-12;
    private static final int SAMPLE_LOTS = 12_000;
    private static final int STEPS = 10;
    private static final int TRIES = 8;

    /// Heat at which a search goes on that another alpha has begun.
    private static final double CARRIED_HEAT = 0.05;

    private final WeekBook book;
    private Fairness fairness;
    private WeekDual dual;
    private NewtonStep newton;
    private final double[] price;
    private final double[] own;
    private final double[] weight;
    private final double[] heats;
    private double worth;
    private double barrier;

    private WeekSearch(WeekBook book, Fairness fairness) {
        this.book = book;
        this.fairness = fairness;
        this.dual = new WeekDual(book, fairness);
        this.newton = new NewtonStep(dual);
        this.price = new double[book.capacity.length];
        this.own = new double[book.jobs];
        this.weight = fairness.firstWeights(book);
        this.heats = new double[weight.length];
        begin();
    }

    /// Prices, and the utilities that they are right for.
    record Found(WeekPrices prices, Fairness fairness) {}

    static Found of(WeekBook book, Fairness fairness) {
        if (book.lots == 0) {
            var none = new double[book.tenants.size()];
            Arrays.fill(none, 1);
            return new Found(
                    new WeekPrices(new double[book.capacity.length], new double[book.jobs], none),
                    fairness);
        }
        double first = Math.min(1, fairness.alpha());
        var search =
                new WeekSearch(book, first < fairness.alpha() ? fairness.with(first) : fairness);
        int stride = Math.clamp(book.lots / SAMPLE_LOTS, 1, 16);
        for (double heat = FIRST_HEAT; heat > SAMPLE_HEAT; heat *= COOLING) {
            search.settle(heat, stride, 0.05);
        }
        while (search.fairness.alpha() < fairness.alpha()) {
            search.carry(Math.min(2 * search.fairness.alpha(), fairness.alpha()));
            for (double heat = CARRIED_HEAT; heat > SAMPLE_HEAT; heat *= COOLING) {
                search.settle(heat, stride, 0.05);
            }
        }
        if (stride > 1) {
            search.adopt(search.prices().withBestOwn(book));
        }
        var near = book.keeping(search.within());
        search.dual = new WeekDual(near, search.fairness);
        search.newton = new NewtonStep(search.dual);
        for (double heat = SAMPLE_HEAT; heat > LAST_HEAT; heat *= COOLING) {
            search.settle(heat, 1, 0.05);
        }
        search.settle(LAST_HEAT, 1, 0.02);
        return new Found(
                search.prices().withBestOwn(book).withoutTraces(book, search.fairness),
                search.fairness);
    }

    private WeekPrices prices() {
        return new WeekPrices(price, own, weight);
    }

    /// Goes on under another alpha: what tenants receive stays, weights follow from it, and prices
    /// keep their proportion to them. Utilities are scaled to what is received, where no power of
    /// it overflows.
    private void carry(double alpha) {
        double[] received = new double[weight.length];
        double logs = 0;
        for (int g = 0; g < received.length; g++) {
            received[g] = fairness.utilities().get(g).demanded(weight[g]);
            logs += StrictMath.log(received[g]) / received.length;
        }
        var next = fairness.with(alpha, StrictMath.exp(logs));
        double before = 0;
        double after = 0;
        for (int g = 0; g < received.length; g++) {
            before += weight[g] * received[g];
            weight[g] = next.utilities().get(g).marginal(received[g]);
            after += weight[g] * received[g];
        }
        for (int r = 0; r < price.length; r++) {
            price[r] = Math.max(price[r] * after / before, LEAST);
        }
        for (int j = 0; j < own.length; j++) {
            own[j] = Math.max(own[j] * after / before, LEAST);
        }
        fairness = next;
        dual = new WeekDual(book, next);
        newton = new NewtonStep(dual);
        worth = 0;
    }

    /// As if half of what lots want at most were to be paid for the whole supply, and half of what
    /// jobs gain for their work.
    private void begin() {
        double all = 0;
        for (int lot = 0; lot < book.lots; lot++) {
            double y = weight[book.group(book.ask[lot])];
            all += y * book.top[lot];
            int j = book.job[lot];
            for (int b = book.start[lot]; j >= 0 && b < book.start[lot + 1]; b++) {
                own[j] = Math.max(own[j], 0.3 * y * book.value[b] / book.work[b]);
            }
        }
        for (int j = 0; j < own.length; j++) {
            own[j] = Math.max(own[j], LEAST);
        }
        for (int r = 0; r < price.length; r++) {
            price[r] = Math.max(LEAST, 0.1 * all / price.length / Math.max(1, book.capacity[r]));
        }
    }

    private void adopt(WeekPrices prices) {
        for (int j = 0; j < own.length; j++) {
            own[j] = Math.max(prices.own()[j], LEAST);
        }
    }

    /// The bids whose margin lies within a share of the lot's top value below its best.
    private boolean[] within() {
        boolean[] keep = new boolean[book.value.length];
        for (int lot = 0; lot < book.lots; lot++) {
            double best = 0;
            double reach = REACH * book.top[lot] * weight[book.group(book.ask[lot])];
            for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                best = Math.max(best, book.margin(lot, b, price, own, weight));
            }
            for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                keep[b] = book.margin(lot, b, price, own, weight) >= best - reach;
            }
        }
        return keep;
    }

    private void settle(double heat, int stride, double tolerance) {
        for (int g = 0; g < heats.length; g++) {
            heats[g] = heat * weight[g];
        }
        if (worth == 0) {
            barrier = 0;
            dual.evaluate(price, own, weight, heats, 0, stride);
            worth = Math.max(worth(), Double.MIN_NORMAL);
        }
        barrier = BARRIER * heat * worth / (price.length + own.length);
        dual.evaluate(price, own, weight, heats, barrier, stride);
        for (int step = 0; step < STEPS; step++) {
            if (step(stride) < tolerance * heat * worth) {
                break;
            }
        }
        worth = Math.max(worth(), Double.MIN_NORMAL);
    }

    /// What supply, jobs' work and lots are worth together: the scale of everything.
    private double worth() {
        return dual.value + barrierSum() - fairness.conjugate(weight);
    }

    private double barrierSum() {
        double sum = 0;
        for (double p : price) {
            sum += barrier * StrictMath.log(p);
        }
        return sum;
    }

    /// One damped step; the answer is how much the smooth dual fell.
    private double step(int stride) {
        newton.solve();
        double[] held = held(price, newton.priceMove);
        double[] heldOwn = held(own, newton.ownMove);
        double[] heldWeight = newton.weightMove.clone();
        double most = Math.min(most(price, newton.priceMove), most(own, newton.ownMove));
        for (int g = 0; g < heldWeight.length; g++) {
            double move = newton.weightMove[g];
            heldWeight[g] = Math.clamp(move, -0.7 * weight[g], 2 * weight[g]);
            most = Math.min(most, move < 0 ? -0.7 * weight[g] / move : 1);
        }
        double fallen = walk(held, heldOwn, heldWeight, 1, stride);
        return fallen > 0
                ? fallen
                : walk(newton.priceMove, newton.ownMove, newton.weightMove, most, stride);
    }

    private static double[] held(double[] at, double[] move) {
        double[] held = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            held[i] = Math.max(move[i], -0.9 * at[i]);
        }
        return held;
    }

    private static double most(double[] at, double[] move) {
        double most = 1;
        for (int i = 0; i < at.length; i++) {
            most = move[i] < 0 ? Math.min(most, -0.9 * at[i] / move[i]) : most;
        }
        return most;
    }

    private double walk(
            double[] move, double[] ownMove, double[] weightMove, double first, int stride) {
        double before = dual.value;
        double slope = slope(move, dual.slack) + slope(ownMove, dual.ownSlack);
        slope += slope(weightMove, dual.weightSlack);
        if (slope >= 0) {
            return 0;
        }
        double[] oldPrice = price.clone();
        double[] oldOwn = own.clone();
        double[] oldWeight = weight.clone();
        double length = first;
        for (int half = 0; half < TRIES; half++) {
            move(price, oldPrice, move, length);
            move(own, oldOwn, ownMove, length);
            move(weight, oldWeight, weightMove, length);
            dual.evaluate(price, own, weight, heats, barrier, stride);
            if (dual.value <= before + 0.01 * length * slope) {
                return before - dual.value;
            }
            length *= 0.4;
        }
        System.arraycopy(oldPrice, 0, price, 0, price.length);
        System.arraycopy(oldOwn, 0, own, 0, own.length);
        System.arraycopy(oldWeight, 0, weight, 0, weight.length);
        dual.evaluate(price, own, weight, heats, barrier, stride);
        return 0;
    }

    private static double slope(double[] move, double[] slack) {
        double slope = 0;
        for (int i = 0; i < move.length; i++) {
            slope += move[i] * slack[i];
        }
        return slope;
    }

    private static void move(double[] to, double[] from, double[] move, double length) {
        for (int i = 0; i < move.length; i++) {
            to[i] = from[i] + length * move[i];
        }
    }
}
