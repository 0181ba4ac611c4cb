package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

class PriceSearchTest {
    private static final int LOTS = 8000;
    private static final int DEVICES = 500;

    /// Lots want one device each, of two pools in turn; the later, the more they pay.
    private static Book turns() {
        var market = new MarketBuilder(Terms.totalValue());
        int a = market.pool("a", DEVICES);
        int b = market.pool("b", DEVICES);
        int team = market.tenant(TenantShare.of("team"));
        for (int i = 0; i < LOTS; i++) {
            market.lot("lot-%04d".formatted(i), team);
            market.bid(100_000 + i).use(i % 2 == 0 ? a : b, 1);
        }
        return Book.of(market.build());
    }

    private static double most() {
        double most = 0;
        for (int i = LOTS - 2 * DEVICES; i < LOTS; i++) {
            most += 100_000 + i;
        }
        return most;
    }

    /// The search begins with every second lot, none of which wants the first pool: all that do
    /// seem to want it at any price near what is known then, many times over.
    @Test
    void findsThePriceOfAPoolThatNobodyInTheSampleWants() {
        var book = turns();
        var goal = Goal.totalValue(book);
        var prices = PriceSearch.cold(book, goal);
        assertThat(prices.bound(book, goal)).isCloseTo(most(), withPercentage(0.1));
    }

    @Test
    void findsPricesAnewWhereThoseKnownAreFarOff() {
        var book = turns();
        var goal = Goal.totalValue(book);
        var prices = PriceSearch.warm(book, goal, new double[] {1, 1e6}, new double[] {1});
        assertThat(prices.bound(book, goal)).isCloseTo(most(), withPercentage(0.1));
    }

    /// There was enough of everything, and of the first pool there no longer is.
    @Test
    void findsPricesWhereNothingHadAPrice() {
        var market = new MarketBuilder(Terms.totalValue());
        int a = market.pool("a", 36);
        int b = market.pool("b", 36);
        int team = market.tenant(TenantShare.of("team"));
        double best = 0;
        for (int i = 0; i < 44; i++) {
            market.lot("lot-%02d".formatted(i), team);
            market.bid(100_000 + 1000 * i).use(a, 1);
            market.bid(80_000).use(b, 1);
            best += i < 8 ? 80_000 : 100_000 + 1000 * i;
        }
        var book = Book.of(market.build());
        var goal = Goal.totalValue(book);
        var prices = PriceSearch.warm(book, goal, new double[] {0, 0}, new double[] {1});
        assertThat(prices.bound(book, goal)).isCloseTo(best, withPercentage(0.1));
    }
}
