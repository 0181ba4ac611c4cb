package dev.medley.core.market;

/// Sets prices to zero where supply is left over. The barrier of [PriceSearch] keeps every price a
/// little above zero; where the bound gets no worse without the price, nobody would be turned away
/// at a price of zero and the little is dropped. Afterwards a price above zero means: at a price of
/// zero more would be wanted than there is.
final class Polish {
    private static final double SMALL = 3e-4;
    private static final int PASSES = 4;
    private static final double DUST = 1e-5;
    private static final int FEW_BIDS = 20_000;

    private Polish() {}

    /// Works on the prices themselves. In large markets only small prices are tried.
    static void dropIdle(Book book, Goal goal, Prices prices) {
        double bound = prices.bound(book, goal);
        double limit =
                book.value.length <= FEW_BIDS
                        ? Double.POSITIVE_INFINITY
                        : SMALL * prices.worth(book, goal);
        bound = dropDust(book, goal, prices, bound);
        boolean changed = true;
        for (int pass = 0; pass < PASSES && changed; pass++) {
            double before = bound;
            bound = dropEach(book, goal, prices, bound, limit);
            changed = bound < before;
        }
    }

    private static double dropEach(
            Book book, Goal goal, Prices prices, double start, double limit) {
        double bound = start;
        for (int r = 0; r < book.resources(); r++) {
            double old = prices.price[r];
            if (old > 0 && old * book.capacity[r] < limit) {
                prices.price[r] = 0;
                double without = prices.bound(book, goal);
                if (without <= bound) {
                    bound = without;
                } else {
                    prices.price[r] = old;
                }
            }
        }
        return bound;
    }

    /// All that is no more than the barrier's trace at once, if the bound allows.
    private static double dropDust(Book book, Goal goal, Prices prices, double bound) {
        double dust = DUST * prices.worth(book, goal);
        double[] old = prices.price.clone();
        for (int r = 0; r < old.length; r++) {
            if (old[r] * book.capacity[r] < dust) {
                prices.price[r] = 0;
            }
        }
        double without = prices.bound(book, goal);
        if (without <= bound) {
            return without;
        }
        System.arraycopy(old, 0, prices.price, 0, old.length);
        return bound;
    }
}
