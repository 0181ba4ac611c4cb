package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What holds about prices and bounds, on seeded markets.
class PricesTest {
    private static final int SEEDS = 60;

    @Test
    void priceIsZeroWhereSupplyIsLeftOver() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var market = TinyMarkets.seed(seed).lots(12).supplyTimes(1 + seed % 3).build();
            var clearing = Auctioneer.clear(market);
            for (int p = 0; p < market.pools().size(); p++) {
                if (clearing.poolPrice(p) > 0) {
                    assertThat(wantedForNothing(clearing, p))
                            .as("seed %d: pool %d has a price, so at 0 more is wanted", seed, p)
                            .isGreaterThan((double) market.pools().get(p).devices());
                }
            }
        }
    }

    @Test
    void leftoversAreWorthNoMoreThanTheGap() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var market = TinyMarkets.seed(seed).lots(15).build();
            var clearing = Auctioneer.clear(market);
            var stage = clearing.stages().getLast();
            double worth = 0;
            for (int p = 0; p < market.pools().size(); p++) {
                long left = market.pools().get(p).devices() - clearing.used(p);
                worth += stage.poolPrices().get(p) * (double) left;
            }
            for (int b = 0; b < market.budgets().size(); b++) {
                long left = market.budgets().get(b).limit() - clearing.spent(b);
                worth += stage.budgetPrices().get(b) * (double) left;
            }
            assertThat(worth)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(stage.priceBound() - stage.objective() + 1e-6);
        }
    }

    @Test
    void pricesProveThePriceBound() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var market = TinyMarkets.seed(seed).lots(15).build();
            var stage = Auctioneer.clear(market).stages().getLast();
            var prices = new double[market.capacity.length];
            for (int r = 0; r < prices.length; r++) {
                prices[r] =
                        r < market.pools().size()
                                ? stage.poolPrices().get(r)
                                : stage.budgetPrices().get(r - market.pools().size());
            }
            var book = Book.of(market);
            double proven = new Prices(prices, new double[] {1}).bound(book, Goal.totalValue(book));
            assertThat(proven).as("seed %d", seed).isLessThanOrEqualTo(stage.priceBound() + 1e-6);
            assertThat(stage.bound()).isLessThanOrEqualTo(stage.priceBound());
        }
    }

    /// Monotone in supply: what is proven impossible stays above what smaller supply reached, and
    /// the best plan never falls; the plan found never falls when the next round knows the last
    /// one.
    @Test
    void moreSupplyIsNeverWorse() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var small = TinyMarkets.seed(seed).build();
            var large = TinyMarkets.seed(seed).supplyTimes(2).build();
            var before = Auctioneer.clear(small);
            var after = Auctioneer.clearAgain(large, Effort.normal(large.lots()), before);
            assertThat(EveryPlan.mostValue(large))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(EveryPlan.mostValue(small));
            assertThat(after.objective())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(before.objective());
            assertThat(Auctioneer.clear(large).bound()).isGreaterThanOrEqualTo(before.objective());
        }
    }

    @Test
    void nothingIsScarceWhereEverybodyFits() {
        var market = TinyMarkets.seed(5).lots(8).supplyTimes(100).build();
        var clearing = Auctioneer.clear(market);
        for (int p = 0; p < market.pools().size(); p++) {
            assertThat(clearing.poolPrice(p)).isZero();
        }
    }

    /// How much of the pool all lots want together if it costs nothing and the rest what it costs.
    private static double wantedForNothing(Clearing clearing, int pool) {
        var market = clearing.market();
        double wanted = 0;
        for (int lot = 0; lot < market.lots(); lot++) {
            double most = 0;
            double use = 0;
            for (int bid = 0; bid < market.bids(lot); bid++) {
                double margin = (double) market.value(lot, bid);
                double uses = 0;
                for (var amount : market.uses(lot, bid)) {
                    if (amount.index() == pool) {
                        uses = (double) amount.amount();
                    } else {
                        margin -= clearing.poolPrice(amount.index()) * (double) amount.amount();
                    }
                }
                for (var amount : market.spends(lot, bid)) {
                    margin -= clearing.budgetPrice(amount.index()) * (double) amount.amount();
                }
                if (margin > most + 1e-9 || (margin > most - 1e-9 && uses > use)) {
                    most = Math.max(margin, most);
                    use = uses;
                }
            }
            wanted += use;
        }
        return wanted;
    }
}
