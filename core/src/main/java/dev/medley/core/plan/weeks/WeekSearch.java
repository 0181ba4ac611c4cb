package dev.medley.core.plan.weeks;

/// Finds prices by Newton's method on the smooth dual, cooling it step by step.
///
/// GOAL: prices whose bound is within some hundredths of a per cent of the best ones. ALGORITHM:
/// far from the answer a sample of the asks shows the rough shape; then all of them, but only with
/// the bids that still matter. In the end the heat is gone: the bound is that of the prices alone,
/// and each job's own price is the best one beside them.
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

    private WeekDual dual;
    private NewtonStep newton;
    private final double[] price;
    private final double[] own;
    private double worth;
    private double barrier;

    private WeekSearch(WeekBook book) {
        this.dual = new WeekDual(book);
        this.newton = new NewtonStep(dual);
        this.price = new double[book.capacity.length];
        this.own = new double[book.jobs];
        begin(book);
    }

    static WeekPrices of(WeekBook book) {
        if (book.lots == 0) {
            return new WeekPrices(new double[book.capacity.length], new double[book.jobs]);
        }
        var search = new WeekSearch(book);
        int stride = Math.clamp(book.lots / SAMPLE_LOTS, 1, 16);
        for (double heat = FIRST_HEAT; heat > SAMPLE_HEAT; heat *= COOLING) {
            search.settle(heat, stride, 0.05);
        }
        if (stride > 1) {
            search.adopt(new WeekPrices(search.price, search.own).withBestOwn(book));
        }
        var near = book.keeping(search.within(book));
        search.dual = new WeekDual(near);
        search.newton = new NewtonStep(search.dual);
        for (double heat = SAMPLE_HEAT; heat > LAST_HEAT; heat *= COOLING) {
            search.settle(heat, 1, 0.05);
        }
        search.settle(LAST_HEAT, 1, 0.02);
        return new WeekPrices(search.price, search.own).withBestOwn(book).withoutTraces(book);
    }

    /// As if half of what lots want at most were to be paid for the whole supply, and half of what
    /// jobs gain for their work.
    private void begin(WeekBook book) {
        double all = 0;
        for (int lot = 0; lot < book.lots; lot++) {
            all += book.top[lot];
            int j = book.job[lot];
            for (int b = book.start[lot]; j >= 0 && b < book.start[lot + 1]; b++) {
                own[j] = Math.max(own[j], 0.3 * book.value[b] / book.work[b]);
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
    private boolean[] within(WeekBook book) {
        boolean[] keep = new boolean[book.value.length];
        for (int lot = 0; lot < book.lots; lot++) {
            double best = 0;
            for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                best = Math.max(best, book.margin(lot, b, price, own));
            }
            for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                keep[b] = book.margin(lot, b, price, own) >= best - REACH * book.top[lot];
            }
        }
        return keep;
    }

    private void settle(double heat, int stride, double tolerance) {
        if (worth == 0) {
            dual.evaluate(price, own, heat, 0, stride);
            worth = Math.max(dual.value, Double.MIN_NORMAL);
        }
        barrier = BARRIER * heat * worth / (price.length + own.length);
        dual.evaluate(price, own, heat, barrier, stride);
        for (int step = 0; step < STEPS; step++) {
            if (step(heat, stride) < tolerance * heat * worth) {
                break;
            }
        }
        worth = Math.max(dual.value + barrierSum(), Double.MIN_NORMAL);
    }

    private double barrierSum() {
        double sum = 0;
        for (double p : price) {
            sum += barrier * StrictMath.log(p);
        }
        return sum;
    }

    /// One damped step; the answer is how much the smooth dual fell.
    private double step(double heat, int stride) {
        newton.solve();
        double[] held = held(price, newton.priceMove);
        double[] heldOwn = held(own, newton.ownMove);
        double fallen = walk(held, heldOwn, 1, heat, stride);
        if (fallen > 0) {
            return fallen;
        }
        double most = Math.min(most(price, newton.priceMove), most(own, newton.ownMove));
        return walk(newton.priceMove, newton.ownMove, most, heat, stride);
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

    private double walk(double[] move, double[] ownMove, double first, double heat, int stride) {
        double before = dual.value;
        double slope = 0;
        for (int r = 0; r < price.length; r++) {
            slope += move[r] * dual.slack[r];
        }
        for (int j = 0; j < own.length; j++) {
            slope += ownMove[j] * dual.ownSlack[j];
        }
        if (slope >= 0) {
            return 0;
        }
        double[] oldPrice = price.clone();
        double[] oldOwn = own.clone();
        double length = first;
        for (int half = 0; half < TRIES; half++) {
            move(price, oldPrice, move, length);
            move(own, oldOwn, ownMove, length);
            dual.evaluate(price, own, heat, barrier, stride);
            if (dual.value <= before + 0.01 * length * slope) {
                return before - dual.value;
            }
            length *= 0.4;
        }
        System.arraycopy(oldPrice, 0, price, 0, price.length);
        System.arraycopy(oldOwn, 0, own, 0, own.length);
        dual.evaluate(price, own, heat, barrier, stride);
        return 0;
    }

    private static void move(double[] to, double[] from, double[] move, double length) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] + length * move[i];
        }
    }
}
