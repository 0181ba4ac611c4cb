package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

/// Pools filled exactly, against every plan.
class PoolBoundTest {
    private static final int SEEDS = 200;

    @Test
    void seesThatLargeJobsDoNotFillThePool() {
        var market = new MarketBuilder(Terms.totalValue());
        int h800 = market.pool("h800", 157);
        int team = market.tenant(TenantShare.of("team"));
        market.lot("large", team);
        market.bid(1440).use(h800, 144);
        market.lot("medium", team);
        market.bid(150).use(h800, 16);

        var stage = Auctioneer.clear(market.build()).stages().getLast();

        assertThat(stage.priceBound()).isGreaterThan(1500);
        assertThat(stage.bound()).isLessThan(1441);
        assertThat(stage.fillings()).extracting(Stage.Filling::pool).containsExactly("h800");
    }

    @Test
    void neitherTheBoundNorAnyStepOfItIsBelowTheBestPlan() {
        int exact = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var market = market(seed);
            double best = (double) EveryPlan.mostValue(market);
            var book = Book.of(market);
            var goal = Goal.totalValue(book);
            var margins = Margins.at(book, goal, PriceSearch.cold(book, goal));
            for (int steps : new int[] {1, 5, 30}) {
                var plan = new Plan(book, goal);
                var pools = PoolBids.of(book, goal);
                var proof =
                        new PoolBound(book, goal, margins, pools)
                                .lower(steps, Double.POSITIVE_INFINITY, plan);
                assertThat(proof.bound() * (1 + 1e-12))
                        .as("seed %d, %d steps", seed, steps)
                        .isGreaterThanOrEqualTo(best)
                        .isLessThanOrEqualTo(margins.bound(book, goal) * (1 + 1e-9));
                assertThat(plan.feasible()).isTrue();
                assertThat(plan.received[0]).isLessThanOrEqualTo(best);
                exact += steps == 30 && plan.received[0] == best ? 1 : 0;
            }
        }
        assertThat(exact).as("best plans, without any search").isGreaterThan(SEEDS / 2);
    }

    @Test
    void refillingNeverMakesAPlanWorse() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var market = market(seed);
            var book = Book.of(market);
            var goal = Goal.totalValue(book);
            var margins = Margins.at(book, goal, PriceSearch.cold(book, goal));
            var plan = new Plan(book, goal);
            new Repair(plan, margins).seat();
            double before = plan.received[0];
            new Refilling(plan, margins, PoolBids.of(book, goal), seed).run(20);
            assertThat(plan.received[0]).as("seed %d", seed).isGreaterThanOrEqualTo(before);
            assertThat(plan.feasible()).isTrue();
        }
    }

    /// Seven lots on two pools and sometimes both of a third and fourth, two of them with a budget.
    private static Market market(long seed) {
        var random = new SplittableRandom(seed);
        var market = new MarketBuilder(Terms.totalValue());
        for (int p = 0; p < 4; p++) {
            market.pool("pool-" + p, 3 + random.nextInt(14));
        }
        int cash = market.budget("cash", 20 + random.nextInt(40));
        int team = market.tenant(TenantShare.of("team"));
        for (int lot = 0; lot < 7; lot++) {
            market.lot("lot-" + lot, team);
            for (int bid = 0; bid < 3; bid++) {
                int devices = 1 + random.nextInt(9);
                market.bid(5 + 3L * devices + random.nextInt(12));
                if (random.nextInt(6) == 0) {
                    market.use(2, devices).use(3, 1 + random.nextInt(3));
                } else {
                    market.use(random.nextInt(3), devices);
                }
                if (lot < 2) {
                    market.spend(cash, 5 + random.nextInt(20));
                }
            }
        }
        return market.build();
    }
}
