package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FairSharesTest {
    @Test
    void equalJobsShareAPoolEqually() {
        var market = new MarketBuilder(Terms.totalValue());
        int pool = market.pool("v100", 2);
        int all = market.tenant(TenantShare.of("all"));
        for (int j = 0; j < 8; j++) {
            market.lot("job-" + j, all);
            market.bid(1000).use(pool, 1);
        }
        var shares = FairShares.maxMin(market.build());
        assertThat(shares.share(3, 0)).isCloseTo(0.25, within(1e-4));
        assertThat(shares.worstOff()).isCloseTo(250, within(0.2));
        assertThat(shares.gap()).isLessThan(0.001);
    }

    /// Two jobs, two devices: each runs where it is faster, and nobody could gain by mixing.
    @Test
    void comparativeAdvantageDecides() {
        var market = new MarketBuilder(Terms.totalValue());
        int v100 = market.pool("v100", 1);
        int k80 = market.pool("k80", 1);
        int all = market.tenant(TenantShare.of("all"));
        market.lot("dense", all);
        market.bid(1000).use(v100, 1).bid(100).use(k80, 1);
        market.lot("sparse", all);
        market.bid(1200).use(v100, 1).bid(1000).use(k80, 1);
        var shares = FairShares.maxMin(market.build());
        assertThat(shares.worstOff()).isCloseTo(1000, within(3.0));
        assertThat(shares.share(0, 0)).isGreaterThan(0.99);
        assertThat(shares.share(1, 1)).isGreaterThan(0.9);
    }

    @Test
    void sharesFitIntoSupplyAndTime() {
        for (long seed = 0; seed < 40; seed++) {
            var market = TinyMarkets.seed(seed).lots(15).build();
            var shares = FairShares.maxMin(market);
            var used = new double[market.pools().size()];
            for (int lot = 0; lot < market.lots(); lot++) {
                double time = 0;
                for (int bid = 0; bid < market.bids(lot); bid++) {
                    double share = shares.share(lot, bid);
                    time += share;
                    for (var use : market.uses(lot, bid)) {
                        used[use.index()] += share * (double) use.amount();
                    }
                }
                assertThat(time).as("seed %d lot %d", seed, lot).isLessThanOrEqualTo(1 + 1e-9);
            }
            for (int p = 0; p < used.length; p++) {
                assertThat(used[p])
                        .as("seed %d pool %d", seed, p)
                        .isLessThanOrEqualTo(market.pools().get(p).devices() * (1 + 1e-9));
            }
            assertThat(shares.worstOff()).isLessThanOrEqualTo(shares.bound());
        }
    }
}
