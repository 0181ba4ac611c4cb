package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Alpha-fair tenants, strict classes with floors, guarantees, switching costs.
class TermsTest {
    private static final int SEEDS = 50;

    @Test
    void fairBoundIsNeverBelowTheBestPlanNorThePlanAboveIt() {
        for (double alpha : new double[] {0.5, 1, 2, 4}) {
            for (long seed = 0; seed < SEEDS / 2; seed++) {
                var market = TinyMarkets.seed(seed).terms(Terms.fair(alpha)).build();
                var clearing = Auctioneer.clear(market);
                double[] best = {Double.NEGATIVE_INFINITY};
                EveryPlan.of(
                        market, choice -> best[0] = Math.max(best[0], utility(clearing, choice)));
                double dust = 1e-9 * Math.abs(best[0]);
                assertThat(clearing.bound())
                        .as("alpha %s seed %d", alpha, seed)
                        .isGreaterThanOrEqualTo(best[0] - dust);
                assertThat(clearing.objective()).isLessThanOrEqualTo(best[0] + dust);
            }
        }
    }

    @Test
    void fairnessHelpsThePoorerTenant() {
        var values = new long[3];
        double[] alphas = {0, 1, 16};
        for (int i = 0; i < alphas.length; i++) {
            var market = new MarketBuilder(new Terms(alphas[i], 0));
            int pool = market.pool("h20", 12);
            int rich = market.tenant(TenantShare.of("rich"));
            int poor = market.tenant(TenantShare.of("poor"));
            for (int j = 0; j < 12; j++) {
                market.lot("rich-" + j, rich);
                market.bid(300).use(pool, 1);
                market.lot("poor-" + j, poor);
                market.bid(100).use(pool, 1);
            }
            var clearing = Auctioneer.clear(market.build());
            for (int lot = 1; lot < 24; lot += 2) {
                values[i] += clearing.choice(lot) == 0 ? 100 : 0;
            }
        }
        assertThat(values[0]).isZero();
        assertThat(values[1]).isEqualTo(600);
        assertThat(values[2]).isEqualTo(900);
    }

    @Test
    void higherClassesKeepTheirFloor() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (double slack : new double[] {0, 0.1}) {
                var market =
                        TinyMarkets.seed(seed)
                                .lots(12)
                                .classes(3)
                                .terms(new Terms(0, slack))
                                .build();
                var clearing = Auctioneer.clear(market);
                for (var stage : clearing.stages()) {
                    for (var floor : stage.floors()) {
                        assertThat(floor.received())
                                .as("seed %d slack %s", seed, slack)
                                .isGreaterThanOrEqualTo(floor.least());
                    }
                    long kept = valueOfClass(clearing, stage.priorityClass());
                    assertThat((double) kept)
                            .as("seed %d slack %s %s", seed, slack, stage.priorityClass())
                            .isGreaterThanOrEqualTo((1 - slack) * stage.objective());
                }
            }
        }
    }

    /// By trying every plan that keeps the floors.
    @Test
    void boundsOfClassesAreNeverBelowWhatTheFloorsAllow() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var market = TinyMarkets.seed(seed).classes(2).terms(new Terms(0, 0.2)).build();
            var clearing = Auctioneer.clear(market);
            for (var stage : clearing.stages()) {
                long[] most = {0};
                EveryPlan.of(
                        market,
                        choice -> {
                            for (var floor : stage.floors()) {
                                if ((double) valueOfClass(market, choice, floor.priorityClass())
                                        < floor.least()) {
                                    return;
                                }
                            }
                            most[0] =
                                    Math.max(
                                            most[0],
                                            valueOfClass(market, choice, stage.priorityClass()));
                        });
                assertThat(stage.bound())
                        .as("seed %d %s", seed, stage.priorityClass())
                        .isGreaterThanOrEqualTo((double) most[0]);
            }
        }
    }

    @Test
    void guaranteeLeavesTheLowerClassItsShare() {
        var market = new MarketBuilder(Terms.totalValue());
        int pool = market.pool("p800", 10);
        int team = market.tenant(TenantShare.of("team"));
        int core = market.priorityClass(PriorityClass.of("core"));
        int spare = market.priorityClass(new PriorityClass("spare", 0.3));
        for (int j = 0; j < 10; j++) {
            market.lot("core-" + j, team, core);
            market.bid(9).use(pool, 1);
            market.lot("spare-" + j, team, spare);
            market.bid(1).use(pool, 1);
        }
        var clearing = Auctioneer.clear(market.build());
        assertThat(valueOfClass(clearing, "core")).isEqualTo(63);
        assertThat(valueOfClass(clearing, "spare")).isEqualTo(3);
    }

    @Test
    void switchingCostKeepsTheIncumbent() {
        for (long cost : new long[] {0, 5}) {
            var market = new MarketBuilder(Terms.totalValue());
            int old = market.pool("a800", 8);
            int young = market.pool("910c", 8);
            int lot = market.lot("job", market.tenant(TenantShare.of("team")));
            market.bid(10).use(old, 8).bid(12).use(young, 8).incumbent(0, cost);
            var clearing = Auctioneer.clear(market.build());
            assertThat(clearing.choice(lot)).isEqualTo(cost == 0 ? 1 : 0);
        }
    }

    @Test
    void refusesAlphaBeyondReason() {
        assertThatThrownBy(() -> Terms.fair(64)).hasMessageContaining("between 0 and 16");
        assertThatThrownBy(() -> new Terms(0, 1)).hasMessageContaining("floorSlack");
    }

    private static double utility(Clearing clearing, int[] choice) {
        var market = clearing.market();
        double alpha = market.terms().alpha();
        double utility = 0;
        for (var tenant : clearing.stages().getLast().utilities()) {
            double received = 0;
            for (int lot = 0; lot < choice.length; lot++) {
                boolean own = market.tenants().get(market.tenant(lot)).id().equals(tenant.tenant());
                if (own && choice[lot] != Clearing.NONE) {
                    received += (double) market.value(lot, choice[lot]);
                }
            }
            double relative = received / tenant.entitlement();
            utility +=
                    tenant.weight()
                            * (alpha == 1
                                    ? Math.log(relative)
                                    : Math.pow(relative, 1 - alpha) / (1 - alpha));
        }
        return utility;
    }

    private static long valueOfClass(Clearing clearing, String name) {
        int[] choice = new int[clearing.market().lots()];
        for (int lot = 0; lot < choice.length; lot++) {
            choice[lot] = clearing.choice(lot);
        }
        return valueOfClass(clearing.market(), choice, name);
    }

    private static long valueOfClass(Market market, int[] choice, String name) {
        long value = 0;
        for (int lot = 0; lot < choice.length; lot++) {
            if (choice[lot] != Clearing.NONE
                    && market.classes().get(market.priorityClass(lot)).id().equals(name)) {
                value += market.value(lot, choice[lot]);
            }
        }
        return value;
    }
}
