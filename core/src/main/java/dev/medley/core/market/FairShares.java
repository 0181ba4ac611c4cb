package dev.medley.core.market;

import java.util.Arrays;

/// Time shares under max-min fairness: lots may run on a mixture of their bids, each for a share of
/// the time, and the lot that is worst off receives as much as possible.
///
/// Each lot counts as a tenant of its own; what it receives is measured against the entitlement of
/// its tenant. Lots without a usable bid are left aside. ALGORITHM: alpha-fair prices at alpha 16
/// say who should run where; then everybody is cut to what the worst off receives, and all are
/// raised together until a pool or somebody's time is used up. Whoever received more than the bound
/// is expected to receive less in the next round, and so on until all are level. The weights of the
/// prices bound what any mixture could give to the worst off.
public final class FairShares {
    private static final double LAST_HEAT = 0.00003;
    private static final int ROUNDS = 24;
    private static final double GOOD_ENOUGH = 0.0003;

    private static final double[] MIXTURES = {1, 0.7, 0.5, 0.3, 0.15, 0.07};
    private static final double[] WHOLE = {1};

    private final Market market;
    private final Book book;
    private final double[] share;
    private final double worstOff;
    private final double bound;

    private FairShares(Market market, Book book, double[] share, double worst, double bound) {
        this.market = market;
        this.book = book;
        this.share = share;
        this.worstOff = worst;
        this.bound = bound;
    }

    /// Every lot of the market counts, whatever its tenant and class; the terms do not.
    public static FairShares maxMin(Market market) {
        var book = Book.of(market);
        int[] groupOf = new int[book.kinds()];
        Arrays.setAll(groupOf, kind -> book.top[kind] > 0 ? kind : Goal.ABSENT);
        double[] entitlement = new double[book.kinds()];
        for (int kind = 0; kind < entitlement.length; kind++) {
            entitlement[kind] = market.tenants().get(book.tenant[kind]).entitlement();
        }
        var best = new FairShares(market, book, new double[book.value.length], 0, 0);
        double[] expected = entitlement.clone();
        var goal = goal(book, groupOf, expected);
        var prices = PriceSearch.shared(book, goal, null, LAST_HEAT);
        for (int round = 0; ; round++) {
            best = better(best, book, goal, prices, entitlement);
            if (round == ROUNDS || !(best.gap() > GOOD_ENOUGH)) {
                return best;
            }
            for (int kind = 0; kind < expected.length; kind++) {
                if (groupOf[kind] >= 0) {
                    double received = goal.demanded(kind, prices.weight[kind]) / book.count[kind];
                    expected[kind] *= best.bound * entitlement[kind] / received;
                }
            }
            var next = goal(book, groupOf, expected);
            prices = PriceSearch.shared(book, next, prices.carried(goal, next), LAST_HEAT);
            goal = next;
        }
    }

    /// The best of what was known, what these prices make, and mixtures of the two: rounds that
    /// swing from side to side meet in the middle.
    private static FairShares better(
            FairShares best, Book book, Goal goal, Prices prices, double[] entitlement) {
        double[] made = shares(book, goal, prices);
        double[] most = best.share;
        double worst = best.worstOff;
        for (double part : best.worstOff > 0 ? MIXTURES : WHOLE) {
            double[] share = new double[made.length];
            for (int b = 0; b < share.length; b++) {
                share[b] = part * made[b] + (1 - part) * best.share[b];
            }
            double level = level(book, goal, entitlement, share);
            if (level > worst) {
                worst = level;
                most = share;
            }
        }
        double bound = bound(book, goal, prices, entitlement) * (1 + 1e-12);
        return new FairShares(
                best.market,
                book,
                most,
                worst,
                best.bound > 0 ? Math.min(bound, best.bound) : bound);
    }

    private static Goal goal(Book book, int[] groupOf, double[] expected) {
        var goal = new Goal(groupOf, book.kinds(), Terms.LARGEST_ALPHA);
        for (int kind = 0; kind < expected.length; kind++) {
            if (groupOf[kind] >= 0) {
                goal.withUtility(kind, book.count[kind], book.count[kind] * expected[kind]);
            }
        }
        return goal;
    }

    private static double bound(Book book, Goal goal, Prices prices, double[] entitlement) {
        double weights = 0;
        for (int kind = 0; kind < entitlement.length; kind++) {
            if (goal.groupOf[kind] >= 0) {
                weights += book.count[kind] * prices.weight[kind] * entitlement[kind];
            }
        }
        return weights > 0 ? prices.worth(book, goal) / weights : 0;
    }

    /// The share of time, in 0 to 1, that the lot runs on this bid.
    public double share(int lot, int bid) {
        int kind = book.kindOf[market.row(lot)];
        int known = book.bidOf(kind, bid);
        return known == Plan.NONE ? 0 : share[known];
    }

    /// What the lot that is worst off receives, over its entitlement.
    public double worstOff() {
        return worstOff;
    }

    /// What no mixture could give to whoever is worst off.
    public double bound() {
        return bound;
    }

    public double gap() {
        return bound > 0 ? 1 - worstOff / bound : 0;
    }

    private static double[] shares(Book book, Goal goal, Prices prices) {
        double[] share = new double[book.value.length];
        var dual = new SmoothDual(book, goal);
        for (int kind = 0; kind < book.kinds(); kind++) {
            if (goal.groupOf[kind] >= 0) {
                double y = prices.weight[kind];
                int from = book.bidStart[kind];
                int length = book.bidStart[kind + 1] - from;
                double[] own = dual.sharesOf(kind, prices.price, y, LAST_HEAT * y);
                System.arraycopy(own, 0, share, from, length);
            }
        }
        return share;
    }

    /// Cuts every kind to the same level, then raises all as far as supply and time allow.
    private static double level(Book book, Goal goal, double[] entitlement, double[] share) {
        double[] used = new double[book.resources()];
        double busiest = 0;
        for (int kind = 0; kind < book.kinds(); kind++) {
            int from = book.bidStart[kind];
            int to = goal.groupOf[kind] < 0 ? from : book.bidStart[kind + 1];
            double received = 0;
            for (int b = from; b < to; b++) {
                received += share[b] * book.value[b];
            }
            double busy = 0;
            for (int b = from; b < to; b++) {
                share[b] *= entitlement[kind] / Math.max(received, Double.MIN_NORMAL);
                busy += share[b];
                for (int i = book.useStart[b]; i < book.useStart[b + 1]; i++) {
                    used[book.resource[i]] += share[b] * book.need[i] * book.count[kind];
                }
            }
            busiest = Math.max(busiest, busy);
        }
        double level = busiest > 0 ? 1 / busiest : 0;
        for (int r = 0; r < used.length; r++) {
            level = used[r] > 0 ? Math.min(level, book.capacity[r] / used[r]) : level;
        }
        level *= 1 - 1e-12;
        for (int b = 0; b < share.length; b++) {
            share[b] *= level;
        }
        return level;
    }
}
