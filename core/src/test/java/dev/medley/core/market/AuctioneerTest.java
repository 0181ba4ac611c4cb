package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Seeded markets against the truth found by trying every plan.
class AuctioneerTest {
    private static final int SEEDS = 100;

    @Test
    void givesTheScarcePoolToWhomItServesBest() {
        var market = new MarketBuilder(Terms.totalValue());
        int h800 = market.pool("h800", 8);
        int p800 = market.pool("p800", 64);
        int team = market.tenant(TenantShare.of("team"));
        int serving = market.lot("serving", team);
        market.bid(10).use(h800, 8).bid(9).use(p800, 16);
        int training = market.lot("training", team);
        market.bid(8).use(h800, 8).bid(2).use(p800, 32);

        var clearing = Auctioneer.clear(market.build());

        assertThat(clearing.choice(serving)).isEqualTo(1);
        assertThat(clearing.choice(training)).isZero();
        assertThat(clearing.objective()).isEqualTo(17);
        assertThat(clearing.used(h800)).isEqualTo(8);
        assertThat(clearing.used(p800)).isEqualTo(16);
    }

    @Test
    void exceedsNoPoolAndNoBudget() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var market = TinyMarkets.seed(seed).lots(20).build();
            var clearing = Auctioneer.clear(market);
            for (int p = 0; p < market.pools().size(); p++) {
                assertThat(clearing.used(p))
                        .as("seed %d pool %d", seed, p)
                        .isLessThanOrEqualTo(market.pools().get(p).devices());
            }
            for (int b = 0; b < market.budgets().size(); b++) {
                assertThat(clearing.spent(b))
                        .as("seed %d budget %d", seed, b)
                        .isLessThanOrEqualTo(market.budgets().get(b).limit());
            }
        }
    }

    @Test
    void boundIsNeverBelowTheBestPlanNorThePlanAboveIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var market = TinyMarkets.seed(seed).build();
            var clearing = Auctioneer.clear(market);
            double best = (double) EveryPlan.mostValue(market);
            assertThat(clearing.bound()).as("seed %d", seed).isGreaterThanOrEqualTo(best);
            assertThat(clearing.objective())
                    .as("seed %d", seed)
                    .isEqualTo((double) clearing.totalValue())
                    .isLessThanOrEqualTo(best);
        }
    }

    @Test
    void orderOfLotsDoesNotMatter() {
        for (long seed = 0; seed < 50; seed++) {
            var forth = TinyMarkets.seed(seed).lots(30).build();
            var back = TinyMarkets.seed(seed).lots(30).reversed().build();
            var one = Auctioneer.clear(forth);
            var other = Auctioneer.clear(back);
            assertThat(other.stages()).as("seed %d", seed).isEqualTo(one.stages());
            for (int lot = 0; lot < 30; lot++) {
                assertThat(other.choice(29 - lot)).isEqualTo(one.choice(lot));
            }
        }
    }

    @Test
    void refusesLotsOfTheSameName() {
        var market = new MarketBuilder(Terms.totalValue());
        int team = market.tenant(TenantShare.of("team"));
        market.lot("twice", team);
        market.lot("twice", team);
        org.assertj.core.api.Assertions.assertThatThrownBy(market::build)
                .hasMessageContaining("'twice' appears twice");
    }

    @Test
    void clearsAnEmptyMarket() {
        var clearing = Auctioneer.clear(new MarketBuilder(Terms.totalValue()).build());
        assertThat(clearing.objective()).isZero();
        assertThat(clearing.gap()).isZero();
    }
}
