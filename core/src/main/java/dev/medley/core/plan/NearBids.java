package dev.medley.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which bids need to come to a market whose prices are about known.
///
/// GOALS. A large round is laid out and cleared in time that grows with the bids that may win, not
/// with all; its bound still holds over all of them. ALGORITHM. Of each lot come the bids whose
/// margin at the known prices is not much below the lot's best, and what runs. When the market has
/// its prices, the bids left out are held against them: what they would gain beyond the best bid
/// that came is what they can add to the bound at most ([#missed]). If that is much, prices have
/// moved too far, and whoever asked has to sell once more, with all bids.
///
/// EXAMPLE. At a known price of 1 a lot bids 10 for 8 devices and 3 for 4: it gains 2 by the first
/// and would lose 1 by the second, 0.3 of its top value less. Only the first comes. If the price
/// then turns out to be 1.3, the first would lose 0.4, but so would the second: nothing was missed.
/// At 0.7 and with the first one gone, the second would have gained 0.2.
final class NearBids {

    /// Share of a lot's top value by which a bid may be behind the best.
    private static final double REACH = 0.25;

    private final double[] price;
    private final long[] supply;
    private final int[] unitsPerDevice;
    private final List<Offer> offers = new ArrayList<>();
    private int[] keptStart = new int[1024];
    private int[] runs = new int[1024];

    /// Per lot, how far the best bid left out is behind the best one, and devices of the largest.
    private double[] behind = new double[1024];

    private int[] largest = new int[1024];
    private int lots;
    private int[] kept = new int[4096];
    private double[] value = new double[64];
    private double[] margin = new double[64];

    /// @param price of each pool, in market units
    /// @param supply devices of each pool that are for sale
    /// @param unitsPerDevice what a device of each pool counts in tenants' limits on devices
    NearBids(double[] price, long[] supply, int[] unitsPerDevice) {
        this.price = price;
        this.supply = supply;
        this.unitsPerDevice = unitsPerDevice;
    }

    /// What a tenant may take, and at which prices.
    ///
    /// @param money limit of what bids cost together
    /// @param units limit of what they take together, in units of that limit
    record Purse(long money, double moneyPrice, long units, double unitPrice) {

        static final Purse ENDLESS = new Purse(Long.MAX_VALUE, 0, Long.MAX_VALUE, 0);
    }

    /// @param weight what multiplies every bid
    /// @param stay share by which bids for what runs are raised
    /// @param whole whether all of its bids came
    private record Offer(
            BidSheet sheet, double weight, double stay, Purse purse, boolean whole, int firstLot) {}

    /// The lots of a claim come next.
    void begin(BidSheet sheet, double weight, double stay, Purse purse, boolean whole) {
        offers.add(new Offer(sheet, weight, stay, purse, whole, lots));
    }

    /// Chooses among the bids of the claim's next lot.
    ///
    /// @param running index within the lot of the bid that runs, or -1
    /// @return how many of them come
    int choose(int running) {
        var offer = offers.getLast();
        int lot = lots - offer.firstLot;
        int from = offer.sheet.first()[lot];
        int size = offer.sheet.first()[lot + 1] - from;
        if (lots + 1 >= keptStart.length) {
            keptStart = Arrays.copyOf(keptStart, 2 * lots + 2);
            runs = Arrays.copyOf(runs, 2 * lots + 2);
            behind = Arrays.copyOf(behind, 2 * lots + 2);
            largest = Arrays.copyOf(largest, 2 * lots + 2);
        }
        int start = keptStart[lots];
        if (start + size > kept.length) {
            kept = Arrays.copyOf(kept, 2 * (start + size));
        }
        runs[lots] = running;
        if (offer.whole) {
            for (int i = 0; i < size; i++) {
                kept[start + i] = i;
            }
            keptStart[++lots] = start + size;
            return size;
        }
        double best = best(offer, from, size, running);
        double least = best - REACH * top(size);
        double left = Double.NEGATIVE_INFINITY;
        int most = 0;
        int end = start;
        for (int i = 0; i < size; i++) {
            if (margin[i] == Double.NEGATIVE_INFINITY) {
                continue;
            }
            most = Math.max(most, offer.sheet.devices()[from + i]);
            if (margin[i] >= least || i == running) {
                kept[end++] = i;
            } else {
                left = Math.max(left, margin[i]);
            }
        }
        behind[lots] = best - left;
        largest[lots] = most;
        keptStart[++lots] = end;
        return end - start;
    }

    /// The best margin of a lot's bids, or 0 for none of them; fills `margin` and `value`.
    private double best(Offer offer, int from, int size, int running) {
        double best = 0;
        margins(offer, from, size, running, price, offer.purse);
        for (int i = 0; i < size; i++) {
            best = Math.max(best, margin[i]);
        }
        return best;
    }

    /// The top value of the lot's bids that can be held.
    private double top(int size) {
        double top = 0;
        for (int i = 0; i < size; i++) {
            top = margin[i] > Double.NEGATIVE_INFINITY ? Math.max(top, value[i]) : top;
        }
        return top;
    }

    /// Values and margins of a lot's bids; no margin where nothing is for sale that holds the bid.
    private void margins(Offer offer, int from, int size, int running, double[] at, Purse purse) {
        if (size > margin.length) {
            margin = new double[2 * size];
            value = new double[2 * size];
        }
        var sheet = offer.sheet;
        for (int i = 0; i < size; i++) {
            int b = from + i;
            int pool = sheet.pool()[b];
            long devices = sheet.devices()[b];
            long units = devices * unitsPerDevice[pool];
            long cost = sheet.cost()[b];
            value[i] = Stall.units(sheet.value()[b], offer.weight, i == running ? offer.stay : 0);
            boolean held = devices <= supply[pool] && cost <= purse.money && units <= purse.units;
            margin[i] =
                    held
                            ? sheet.margin(b, value[i], at, purse, unitsPerDevice)
                            : Double.NEGATIVE_INFINITY;
        }
    }

    /// The index within its lot of the bid that the market knows by another.
    int original(int lot, int choice) {
        return kept[keptStart[lot] + choice];
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
        double rise = 0;
        double fall = 0;
        for (int p = 0; p < at.length; p++) {
            if (supply[p] > 0) {
                rise = Math.max(rise, at[p] - price[p]);
                fall = Math.max(fall, price[p] - at[p]);
            }
        }
        double missed = 0;
        for (int o = 0; o < offers.size(); o++) {
            var offer = offers.get(o);
            boolean same = purses.get(o).equals(offer.purse);
            int after = o + 1 < offers.size() ? offers.get(o + 1).firstLot : lots;
            for (int lot = offer.firstLot; !offer.whole && lot < after; lot++) {
                if (!same || behind[lot] < largest[lot] * (rise + fall)) {
                    missed += missed(offer, lot, at, purses.get(o));
                }
            }
        }
        return missed;
    }

    private double missed(Offer offer, int lot, double[] at, Purse purse) {
        int from = offer.sheet.first()[lot - offer.firstLot];
        int size = offer.sheet.first()[lot - offer.firstLot + 1] - from;
        if (keptStart[lot + 1] - keptStart[lot] == size) {
            return 0;
        }
        margins(offer, from, size, runs[lot], at, purse);
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
