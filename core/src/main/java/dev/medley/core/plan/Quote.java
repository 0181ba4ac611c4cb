package dev.medley.core.plan;

import org.jspecify.annotations.Nullable;

/// What the bids of a sheet are worth and leave at known prices, worked out once for all works that
/// bid the same with the same weight. What runs counts more by what stopping it would lose, which
/// differs from work to work and is not in here.
final class Quote {

    final BidSheet sheet;
    final double weight;
    final NearBids.Purse purse;

    /// Of each bid in market units.
    final double[] value;

    /// What each bid leaves of that; negative infinity where nothing is for sale that holds it.
    final double[] margin;

    /// Per lot, the first bid of the largest margin above zero, or -1.
    final int[] bestBid;

    /// Per lot, the largest margin, or 0 for no bid.
    final double[] best;

    /// Per lot, the top value of the bids that can be held.
    final double[] top;

    /// Of the same sheet, with another weight or purse.
    final @Nullable Quote next;

    private boolean wide;

    /// What each bid would leave if prices that may fall were zero.
    double[] most;

    /// Per lot, the largest margin that is left if nobody can pay prices that may rise.
    double[] least;

    /// @param price of each pool, in market units
    /// @param supply devices of each pool that are for sale
    /// @param unitsPerDevice what a device of each pool counts in tenants' limits on devices
    Quote(
            BidSheet sheet,
            double weight,
            NearBids.Purse purse,
            double[] price,
            long[] supply,
            int[] unitsPerDevice,
            @Nullable Quote next) {
        this.next = next;
        this.sheet = sheet;
        this.weight = weight;
        this.purse = purse;
        int lots = sheet.first().length - 1;
        this.value = new double[sheet.pool().length];
        this.margin = new double[value.length];
        this.bestBid = new int[lots];
        this.best = new double[lots];
        this.top = new double[lots];
        this.most = margin;
        this.least = best;
        boolean endless = purse.isEndless();
        for (int lot = 0; lot < lots; lot++) {
            bestBid[lot] = -1;
            for (int b = sheet.first()[lot]; b < sheet.first()[lot + 1]; b++) {
                value[b] = Stall.units(sheet.value()[b], weight, 0);
                margin[b] = Double.NEGATIVE_INFINITY;
                if (endless && sheet.devices()[b] <= supply[sheet.pool()[b]]) {
                    margin[b] = value[b] - price[sheet.pool()[b]] * sheet.devices()[b];
                    top[lot] = Math.max(top[lot], value[b]);
                } else if (!endless && purse.holds(sheet, b, supply, unitsPerDevice)) {
                    margin[b] = sheet.margin(b, value[b], price, purse, unitsPerDevice);
                    top[lot] = Math.max(top[lot], value[b]);
                }
                if (margin[b] > best[lot]) {
                    best[lot] = margin[b];
                    bestBid[lot] = b - sheet.first()[lot];
                }
            }
        }
    }

    /// Looks again where prices of some pools may be far from what is known; once is enough.
    void widen(double[] price, boolean[] falls, boolean[] rises) {
        if (wide) {
            return;
        }
        wide = true;
        most = margin.clone();
        least = new double[best.length];
        for (int lot = 0; lot < best.length; lot++) {
            for (int b = sheet.first()[lot]; b < sheet.first()[lot + 1]; b++) {
                int pool = sheet.pool()[b];
                most[b] += falls[pool] ? price[pool] * sheet.devices()[b] : 0;
                least[lot] = Math.max(least[lot], rises[pool] ? 0 : margin[b]);
            }
        }
    }
}
