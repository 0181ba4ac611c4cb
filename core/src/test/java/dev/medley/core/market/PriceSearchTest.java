package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /// 44 lots would rather have one of the 36 devices of the first pool than of the second.
    private static Book fewTooFew() {
        var market = new MarketBuilder(Terms.totalValue());
        int a = market.pool("a", 36);
        int b = market.pool("b", 36);
        int team = market.tenant(TenantShare.of("team"));
        for (int i = 0; i < 44; i++) {
            market.lot("lot-%02d".formatted(i), team);
            market.bid(100_000 + 1000 * i).use(a, 1);
            market.bid(80_000).use(b, 1);
        }
        return Book.of(market.build());
    }

    private static double best() {
        double best = 0;
        for (int i = 0; i < 44; i++) {
            best += i < 8 ? 80_000 : 100_000 + 1000 * i;
        }
        return best;
    }

    /// Nothing had a price; only the second pool had; the first was dearer than anybody would pay;
    /// both were.
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 40000", "500000, 0", "500000, 900000"})
    void findsPricesWhereThoseKnownSayLittle(double a, double b) {
        var book = fewTooFew();
        var goal = Goal.totalValue(book);
        var prices = PriceSearch.warm(book, goal, new double[] {a, b}, new double[] {1});
        assertThat(prices.bound(book, goal)).isCloseTo(best(), withPercentage(0.1));
    }
}
