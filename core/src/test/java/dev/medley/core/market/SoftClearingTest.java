package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Markets in which lots may divide themselves.
class SoftClearingTest {

    /// Two tenants want all of a pool; what the first one gets of it is worth twice as much.
    private static Market market(double alpha) {
        var builder = new MarketBuilder(new Terms(alpha, 0));
        builder.pool("p", 100);
        int one = builder.tenant(new TenantShare("one", 1, 1));
        int two = builder.tenant(new TenantShare("two", 1, 1));
        builder.lot("a", one);
        builder.bid(200_000).use(0, 100);
        builder.lot("b", two);
        builder.bid(100_000).use(0, 100);
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 4})
    void tenantsShareAsAlphaSays(double alpha) {
        var soft = SoftClearing.clear(market(alpha), null);
        double first = soft.share(0, 0);
        // At 1 both get half of the pool, at 4 nearly the same value: x^-4 2^-3 = (1 - x)^-4.
        double expected = alpha == 0 ? 1 : alpha == 1 ? 0.5 : 1 / (1 + Math.pow(2, 0.75));
        assertThat(first).isCloseTo(expected, within(0.01));
        assertThat(soft.share(1, 0)).isCloseTo(1 - expected, within(0.01));

        var again = SoftClearing.clear(market(alpha), soft.prices());
        assertThat(again.share(0, 0)).isCloseTo(first, within(0.01));
        var wanted = SoftClearing.at(market(alpha), soft.prices());
        assertThat(wanted.share(0, 0)).isCloseTo(first, within(0.05));
    }
}
