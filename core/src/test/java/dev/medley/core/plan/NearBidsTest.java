package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class NearBidsTest {

    private static final int POOLS = 4;
    private static final long[] SUPPLY = {8, 40, 100, 64};
    private static final int[] UNITS = {1, 1, 2, 4};
    private static final NearBids.Purse PURSE = new NearBids.Purse(900, 0.5, 50, 2);

    private final SplittableRandom random = new SplittableRandom(11);

    /// Each bid as pool, devices, value, cost.
    private static BidSheet sheet(double[]... bids) {
        int n = bids.length;
        long[] largest = new long[POOLS];
        for (double[] bid : bids) {
            largest[(int) bid[0]] = Math.max(largest[(int) bid[0]], (long) bid[1]);
        }
        return new BidSheet(
                new int[] {0, n},
                Arrays.stream(bids).mapToInt(bid -> (int) bid[0]).toArray(),
                Arrays.stream(bids).mapToInt(bid -> (int) bid[1]).toArray(),
                Arrays.stream(bids).mapToDouble(bid -> bid[2]).toArray(),
                Arrays.stream(bids).mapToLong(bid -> (long) bid[3]).toArray(),
                0,
                new long[POOLS],
                largest);
    }

    private static double[] prices(double... each) {
        return Arrays.stream(each).map(price -> price * Stall.UNITS).toArray();
    }

    private static NearBids one(BidSheet sheet, double[] prices, int running) {
        var near = new NearBids(prices, SUPPLY, UNITS);
        near.expect(sheet, 1, 0, NearBids.Purse.ENDLESS, new int[] {running});
        near.begin(0, false);
        near.choose(running);
        return near;
    }

    @Test
    void leavesOutWhatIsFarFromTheBest() {
        var sheet = sheet(new double[] {0, 8, 10, 0}, new double[] {1, 4, 1, 0});
        var near = one(sheet, prices(1, 1, 1, 1), -1);
        assertThat(near.inMarket(0, 0)).isZero();
        assertThat(near.inMarket(0, 1)).isEqualTo(-1);
        assertThat(near.original(0, 0)).isZero();
    }

    @Test
    void bringsWhatRunsHoweverFar() {
        var sheet = sheet(new double[] {0, 8, 10, 0}, new double[] {1, 4, 1, 0});
        assertThat(one(sheet, prices(1, 1, 1, 1), 1).inMarket(0, 1)).isEqualTo(1);
    }

    @Test
    void leavesOutWhatNoPoolHolds() {
        var sheet = sheet(new double[] {0, 9, 10, 0}, new double[] {1, 4, 8, 0});
        var near = one(sheet, prices(1, 1, 1, 1), 0);
        assertThat(near.inMarket(0, 0)).isEqualTo(-1);
        assertThat(near.inMarket(0, 1)).isZero();
    }

    private static void expect(NearBids near, BidSheet... sheets) {
        for (var sheet : sheets) {
            near.expect(sheet, 1, 0, NearBids.Purse.ENDLESS, new int[] {-1});
        }
        near.compare();
        near.begin(0, false);
        near.choose(-1);
    }

    /// Nobody wants the first pool at twice what it is worth: whoever would if it were free comes.
    @Test
    void bringsWhoeverWouldComeWhereAPriceMayFall() {
        var sheet = sheet(new double[] {1, 8, 10, 0}, new double[] {0, 8, 9, 0});
        var known = prices(2, 0.5, 1, 1);
        var near = new NearBids(known, SUPPLY, UNITS);
        expect(near, sheet);
        assertThat(near.inMarket(0, 1)).isEqualTo(1);
        assertThat(one(sheet, known, -1).inMarket(0, 1)).isEqualTo(-1);
    }

    /// Three want the whole of the first pool, which was free; the second is sold out at its price.
    @Test
    void bringsWhatIsLeftToDoWhereAPriceMayRise() {
        var sheet = sheet(new double[] {0, 8, 10, 0}, new double[] {1, 8, 9, 0});
        var other = sheet(new double[] {1, 40, 100, 0});
        var known = prices(0, 0.5, 0, 0);
        var near = new NearBids(known, SUPPLY, UNITS);
        expect(near, sheet, sheet, sheet, other);
        assertThat(near.inMarket(0, 1)).isEqualTo(1);
        assertThat(one(sheet, known, -1).inMarket(0, 1)).isEqualTo(-1);
    }

    @Test
    void missesNothingAtThePricesThatWereKnown() {
        var sheet = sheet(new double[] {0, 8, 10, 0}, new double[] {1, 4, 1, 0});
        var prices = prices(1, 1, 1, 1);
        var near = one(sheet, prices, -1);
        assertThat(near.missed(prices, List.of(NearBids.Purse.ENDLESS))).isZero();
    }

    @Test
    void saysWhatALotMissesWherePricesMoved() {
        var sheet = sheet(new double[] {0, 8, 10, 0}, new double[] {1, 4, 4, 0});
        var near = one(sheet, prices(0.1, 1, 1, 1), -1);
        double missed = near.missed(prices(2, 0.5, 1, 1), List.of(NearBids.Purse.ENDLESS));
        assertThat(missed).isEqualTo(2 * Stall.UNITS);
    }

    /// What lots gain among all bids is never more than among those that came and what is missed.
    @Test
    void theBoundHoldsOverAllBidsWhateverThePrices() {
        for (int round = 0; round < 300; round++) {
            double[][] bids = new double[1 + random.nextInt(30)][];
            Arrays.setAll(bids, _ -> bid());
            var sheet = sheet(bids);
            var near = new NearBids(somePrices(), SUPPLY, UNITS);
            int running = random.nextInt(-1, bids.length);
            near.expect(sheet, 1.5, 0.1, PURSE, new int[] {running});
            if (round % 2 == 0) {
                near.compare();
            }
            near.begin(0.1, false);
            int came = near.choose(running);
            double[] at = somePrices();
            double best = 0;
            double bestThatCame = 0;
            for (int b = 0; b < bids.length; b++) {
                double gain = gain(bids[b], at, b == running ? 0.1 : 0);
                best = Math.max(best, gain);
                bestThatCame = Math.max(bestThatCame, near.inMarket(0, b) < 0 ? 0 : gain);
            }
            double missed = near.missed(at, List.of(PURSE));
            assertThat(came).isLessThanOrEqualTo(bids.length);
            assertThat(missed + bestThatCame).as("round %d", round).isGreaterThanOrEqualTo(best);
        }
    }

    private double[] bid() {
        return new double[] {
            random.nextInt(POOLS),
            1 + random.nextInt(60),
            random.nextDouble(0.1, 40),
            random.nextInt(1000)
        };
    }

    private double[] somePrices() {
        double[] prices = new double[POOLS];
        Arrays.setAll(prices, _ -> random.nextInt(3) == 0 ? 0 : random.nextDouble(1500));
        return prices;
    }

    private static double gain(double[] bid, double[] at, double stay) {
        int pool = (int) bid[0];
        if (bid[1] > SUPPLY[pool] || units(bid) > PURSE.units() || bid[3] > PURSE.money()) {
            return 0;
        }
        return Stall.units(bid[2], 1.5, stay)
                - at[pool] * bid[1]
                - PURSE.moneyPrice() * bid[3]
                - PURSE.unitPrice() * units(bid);
    }

    private static double units(double[] bid) {
        return bid[1] * UNITS[(int) bid[0]];
    }
}
