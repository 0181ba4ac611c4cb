package dev.medley.core.plan;

import java.util.Arrays;
import java.util.List;

/// The figures of a claim's candidates side by side: a market of a hundred thousand bids is laid
/// out round after round, and candidates lie far apart in memory.
///
/// @param first of each lot, the index of its first bid in the other arrays; last, their length
/// @param pool index of each bid's pool
/// @param devices that each bid takes
/// @param value of each bid, in equivalents
/// @param cost of each bid, in thousandths of the currency per hour, rounded up
/// @param dearest currency per hour of the dearest bids of all lots together
/// @param most devices per pool of the largest bids there of all lots together; pools behind the
///   last one that is bid for are left out
/// @param largest devices of the largest bid, per pool as in `most`
@SuppressWarnings("ArrayRecordComponent") // Nobody compares sheets, and nobody writes to them.
record BidSheet(
        int[] first,
        int[] pool,
        int[] devices,
        double[] value,
        long[] cost,
        double dearest,
        long[] most,
        long[] largest) {

    /// Whether every bid could be served if all these devices were its own.
    boolean fits(long[] supply) {
        for (int p = 0; p < largest.length; p++) {
            if (largest[p] > supply[p]) {
                return false;
            }
        }
        return true;
    }

    /// Equal for equal figures.
    int number() {
        int number = Arrays.hashCode(first);
        number = 31 * number + Arrays.hashCode(pool);
        number = 31 * number + Arrays.hashCode(devices);
        return 31 * number + Arrays.hashCode(value);
    }

    /// What a bid leaves of its value when everything it takes is paid for.
    ///
    /// @param worth of the bid in the market
    /// @param price of each pool's devices
    /// @param unitsPerDevice what a device of each pool counts in tenants' limits on devices
    double margin(
            int bid, double worth, double[] price, NearBids.Purse purse, int[] unitsPerDevice) {
        int at = pool[bid];
        long units = (long) devices[bid] * unitsPerDevice[at];
        return worth
                - price[at] * devices[bid]
                - purse.moneyPrice() * cost[bid]
                - purse.unitPrice() * units;
    }

    static BidSheet of(List<List<Candidate>> lots) {
        int bids = 0;
        int pools = 0;
        for (var lot : lots) {
            bids += lot.size();
            for (var candidate : lot) {
                pools = Math.max(pools, candidate.pool() + 1);
            }
        }
        int[] first = new int[lots.size() + 1];
        int[] pool = new int[bids];
        int[] devices = new int[bids];
        double[] value = new double[bids];
        long[] cost = new long[bids];
        long[] most = new long[pools];
        long[] largest = new long[pools];
        long[] ofLot = new long[pools];
        double dearest = 0;
        int bid = 0;
        for (int l = 0; l < lots.size(); l++) {
            double top = 0;
            for (var candidate : lots.get(l)) {
                pool[bid] = candidate.pool();
                devices[bid] = candidate.devices();
                value[bid] = candidate.value();
                cost[bid] = (long) Math.ceil(candidate.costPerHour() * Stall.UNITS);
                top = Math.max(top, candidate.costPerHour());
                ofLot[pool[bid]] = Math.max(ofLot[pool[bid]], devices[bid]);
                bid++;
            }
            dearest += top;
            for (int b = first[l]; b < bid; b++) {
                int p = pool[b];
                largest[p] = Math.max(largest[p], ofLot[p]);
                most[p] += ofLot[p];
                ofLot[p] = 0;
            }
            first[l + 1] = bid;
        }
        return new BidSheet(first, pool, devices, value, cost, dearest, most, largest);
    }
}
