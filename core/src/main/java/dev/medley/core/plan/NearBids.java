package dev.medley.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/// Which bids need to come to a market whose prices are about known.
///
/// GOALS. A large round is laid out and cleared in time that grows with the bids that may win, not
/// with all; its bound still holds over all of them. ALGORITHM. Of each lot come the bids whose
/// margin at the known prices is not much below the lot's best, and what runs. When the market has
/// its prices, the bids left out are held against them: what they would gain beyond the best bid
/// that came is what they can add to the bound at most ([#missed]). If that is much, prices have
/// moved too far, and whoever asked has to sell once more, with all bids. So that this is rare, all
/// bids are first held against what is for sale ([#expect]): where they want far less of a pool
/// than there is, its price may fall to zero, and everybody who would then come does; where they
/// want far more, it may rise, and everybody brings what would be left to do then.
///
/// EXAMPLE. At a known price of 1 a lot bids 10 for 8 devices and 3 for 4: it gains 2 by the first
/// and would lose 1 by the second, 0.3 of its top value less. Only the first comes. If the price
/// then turns out to be 1.3, the first would lose 0.4, but so would the second: nothing was missed.
/// At 0.7 and with the first one gone, the second would have gained 0.2.
final class NearBids {

    /// Share of a lot's top value by which a bid may be behind the best.
    private static final double REACH = 0.25;

    /// Share of a pool's devices by which what is wanted there may differ from what there is, and
    /// share of all devices, before its price counts as unknown.
    private static final double ASTRAY = 0.1;

    private static final double FEW = 2e-4;

    /// About so many bids of a lot come.
    private static final int USUAL = 2;

    private final double[] price;
    private final long[] supply;
    private final int[] unitsPerDevice;
    private final double[] wanted;

    /// The latest of each sheet; those that differ in weight or purse follow it.
    private final IdentityHashMap<BidSheet, Quote> quotes = new IdentityHashMap<>();

    private final boolean[] falls;
    private final boolean[] rises;
    private boolean known = true;

    /// Of the claims that will come, in their order.
    private final List<Quote> expected = new ArrayList<>();

    private int expectedLots;

    private final List<Offer> offers = new ArrayList<>();
    private int[] keptStart = new int[1024];
    private int[] runs = new int[1024];

    /// Per lot, how far the best bid left out is behind the best one.
    private double[] behind = new double[1024];

    private int lots;
    private int[] kept = new int[4096];
    private double[] margin = new double[64];

    /// @param price of each pool, in market units
    /// @param supply devices of each pool that are for sale
    /// @param unitsPerDevice what a device of each pool counts in tenants' limits on devices
    NearBids(double[] price, long[] supply, int[] unitsPerDevice) {
        this.price = price;
        this.supply = supply;
        this.unitsPerDevice = unitsPerDevice;
        this.wanted = new double[price.length];
        this.falls = new boolean[price.length];
        this.rises = new boolean[price.length];
    }

    /// What a tenant may take, and at which prices.
    ///
    /// @param money limit of what bids cost together
    /// @param units limit of what they take together, in units of that limit
    record Purse(long money, double moneyPrice, long units, double unitPrice) {

        static final Purse ENDLESS = new Purse(Long.MAX_VALUE, 0, Long.MAX_VALUE, 0);

        /// Whether it is one that nothing is too dear for.
        boolean isEndless() {
            return money == Long.MAX_VALUE
                    && units == Long.MAX_VALUE
                    && moneyPrice == 0
                    && unitPrice == 0;
        }

        /// Whether it can pay for the bid, and there is as much for sale.
        boolean holds(BidSheet sheet, int bid, long[] supply, int[] unitsPerDevice) {
            int pool = sheet.pool()[bid];
            long devices = sheet.devices()[bid];
            return devices <= supply[pool]
                    && sheet.cost()[bid] <= money
                    && devices * unitsPerDevice[pool] <= units;
        }
    }

    /// @param stay share by which bids for what runs are raised
    /// @param whole whether all of its bids came
    private record Offer(Quote quote, double stay, boolean whole, int firstLot) {

        /// What a bid of its sheet is worth in the market.
        double value(int bid, boolean runs) {
            return runs
                    ? Stall.units(quote.sheet.value()[bid], quote.weight, stay)
                    : quote.value[bid];
        }
    }

    private Quote quote(BidSheet sheet, double weight, Purse purse) {
        var latest = quotes.get(sheet);
        var quote = latest;
        while (quote != null && (quote.weight != weight || !Objects.equals(quote.purse, purse))) {
            quote = quote.next;
        }
        if (quote == null) {
            quote = new Quote(sheet, weight, purse, price, supply, unitsPerDevice, latest);
            quotes.put(sheet, quote);
        }
        return quote;
    }

    /// A claim will come: what it would want at the known prices is noted. All are expected before
    /// the first comes, in the order in which they come.
    ///
    /// @param running per lot, index within it of the bid that runs, or -1
    void expect(BidSheet sheet, double weight, double stay, Purse purse, int[] running) {
        var quote = quote(sheet, weight, purse);
        expected.add(quote);
        expectedLots += running.length;
        for (int lot = 0; lot < running.length; lot++) {
            int from = sheet.first()[lot];
            int best = quote.bestBid[lot];
            if (running[lot] >= 0) {
                double more = raised(quote, stay, from + running[lot]);
                best = more > 0 && more >= quote.best[lot] ? running[lot] : best;
            }
            if (best >= 0) {
                wanted[sheet.pool()[from + best]] += sheet.devices()[from + best];
            }
        }
    }

    /// All claims that will come are noted: which prices may be far from what is known?
    void compare() {
        makeRoom(expectedLots, USUAL * expectedLots);
        long all = Arrays.stream(supply).sum();
        for (int p = 0; p < wanted.length; p++) {
            double many = Math.max(ASTRAY * supply[p], FEW * all);
            falls[p] = price[p] > 0 && supply[p] - wanted[p] > many;
            rises[p] = supply[p] > 0 && wanted[p] - supply[p] > many;
            known &= !falls[p] && !rises[p];
        }
    }

    /// What a bid leaves that runs.
    private double raised(Quote quote, double stay, int bid) {
        if (quote.margin[bid] == Double.NEGATIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double worth = Stall.units(quote.sheet.value()[bid], quote.weight, stay);
        return quote.sheet.margin(bid, worth, price, quote.purse, unitsPerDevice);
    }

    /// The lots of the claim come next that was expected next.
    ///
    /// @param stay share by which bids for what runs are raised
    /// @param whole whether all of its bids come
    void begin(double stay, boolean whole) {
        var quote = expected.get(offers.size());
        if (!known) {
            quote.widen(price, falls, rises);
        }
        offers.add(new Offer(quote, stay, whole, lots));
    }

    /// Chooses among the bids of the claim's next lot.
    ///
    /// @param running index within the lot of the bid that runs, or -1
    /// @return how many of them come
    int choose(int running) {
        var offer = offers.getLast();
        var quote = offer.quote;
        int lot = lots - offer.firstLot;
        int from = quote.sheet.first()[lot];
        int size = quote.sheet.first()[lot + 1] - from;
        int start = keptStart[lots];
        makeRoom(lots + 1, start + size);
        double best = quote.best[lot];
        double least = quote.least[lot];
        double top = quote.top[lot];
        double raised = running < 0 ? 0 : raised(quote, offer.stay, from + running);
        if (raised > 0) {
            best = Math.max(best, raised);
            least = rises[quote.sheet.pool()[from + running]] ? least : Math.max(least, raised);
            top = Math.max(top, offer.value(from + running, true));
        }
        least -= REACH * top;
        double left = Double.NEGATIVE_INFINITY;
        int end = start;
        for (int i = 0; i < size; i++) {
            boolean held = quote.margin[from + i] > Double.NEGATIVE_INFINITY;
            if (offer.whole || (held && (i == running || quote.most[from + i] >= least))) {
                kept[end++] = i;
            } else if (held) {
                left = Math.max(left, quote.margin[from + i]);
            }
        }
        runs[lots] = running;
        behind[lots] = best - left;
        keptStart[++lots] = end;
        return end - start;
    }

    private void makeRoom(int all, int bids) {
        if (all >= keptStart.length) {
            keptStart = Arrays.copyOf(keptStart, 2 * all);
            runs = Arrays.copyOf(runs, 2 * all);
            behind = Arrays.copyOf(behind, 2 * all);
        }
        if (bids > kept.length) {
            kept = Arrays.copyOf(kept, 2 * bids);
        }
    }

    /// Margins of a lot's bids, from the given one on; none where nothing is for sale that holds
    /// the bid.
    private void margins(Offer offer, int from, int size, int running, double[] at, Purse purse) {
        if (size > margin.length) {
            margin = new double[2 * size];
        }
        var sheet = offer.quote.sheet;
        for (int i = 0; i < size; i++) {
            double value = offer.value(from + i, i == running);
            margin[i] =
                    purse.holds(sheet, from + i, supply, unitsPerDevice)
                            ? sheet.margin(from + i, value, at, purse, unitsPerDevice)
                            : Double.NEGATIVE_INFINITY;
        }
    }

    /// The same where only prices of pools have changed.
    private void moved(Offer offer, int from, int size, int running, double[] at) {
        if (size > margin.length) {
            margin = new double[2 * size];
        }
        var quote = offer.quote;
        for (int i = 0; i < size; i++) {
            int pool = quote.sheet.pool()[from + i];
            double known =
                    i == running ? raised(quote, offer.stay, from + i) : quote.margin[from + i];
            margin[i] = known - (at[pool] - price[pool]) * quote.sheet.devices()[from + i];
        }
    }

    /// The index within its lot of what is the choice-th bid of that lot in the market.
    int original(int lot, int choice) {
        return kept[keptStart[lot] + choice];
    }

    /// What a bid of the latest claim is worth in the market.
    ///
    /// @param bid index in the claim's sheet
    long value(int bid, boolean runs) {
        return (long) offers.getLast().value(bid, runs);
    }

    /// The index in the market of a lot's bid, or -1 if it did not come.
    int inMarket(int lot, int bid) {
        for (int k = keptStart[lot]; k < keptStart[lot + 1]; k++) {
            if (kept[k] == bid) {
                return k - keptStart[lot];
            }
        }
        return -1;
    }

    /// What the bids left out can add to the bound at these prices: each lot takes its best bid.
    /// Lots whose bids are too far apart for what prices have moved are not looked at again.
    ///
    /// @param at price of each pool
    /// @param purses of all claims, in the order of their offers
    double missed(double[] at, List<Purse> purses) {
        double missed = 0;
        for (int o = 0; o < offers.size(); o++) {
            var offer = offers.get(o);
            boolean same = purses.get(o).equals(offer.quote.purse);
            int after = o + 1 < offers.size() ? offers.get(o + 1).firstLot : lots;
            double moved = same ? moved(offer.quote.sheet, at) : Double.POSITIVE_INFINITY;
            for (int lot = offer.firstLot; !offer.whole && lot < after; lot++) {
                if (behind[lot] < moved) {
                    missed += missed(offer, lot, at, purses.get(o));
                }
            }
        }
        return missed;
    }

    /// How far margins of two bids of the sheet may have come nearer to each other at most.
    private double moved(BidSheet sheet, double[] at) {
        double rise = 0;
        double fall = 0;
        long[] most = sheet.largest();
        for (int p = 0; p < most.length; p++) {
            double dearer = (at[p] - price[p]) * Math.min(most[p], supply[p]);
            rise = Math.max(rise, dearer);
            fall = Math.max(fall, -dearer);
        }
        return rise + fall;
    }

    private double missed(Offer offer, int lot, double[] at, Purse purse) {
        int from = offer.quote.sheet.first()[lot - offer.firstLot];
        int size = offer.quote.sheet.first()[lot - offer.firstLot + 1] - from;
        if (keptStart[lot + 1] - keptStart[lot] == size) {
            return 0;
        }
        if (purse.equals(offer.quote.purse)) {
            moved(offer, from, size, runs[lot], at);
        } else {
            margins(offer, from, size, runs[lot], at, purse);
        }
        double best = 0;
        for (int k = keptStart[lot]; k < keptStart[lot + 1]; k++) {
            best = Math.max(best, margin[kept[k]]);
        }
        double all = best;
        for (int i = 0; i < size; i++) {
            all = Math.max(all, margin[i]);
        }
        return all - best;
    }
}
