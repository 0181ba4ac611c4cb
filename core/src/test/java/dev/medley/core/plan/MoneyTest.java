package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Money never adds capacity.
class MoneyTest {

    private static final int SEEDS = 12;

    /// More than everything costs together.
    private static final double PLENTY = 10_000;

    @Test
    void doublingEveryBudgetLeavesDeviceLimitsUntouched() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var once = plan(seed, 20);
            var twice = plan(seed, 40);
            for (var plan : List.of(once, twice)) {
                for (var use : plan.pools()) {
                    assertThat(use.used())
                            .as("seed %d, %s", seed, use.pool().id())
                            .isLessThanOrEqualTo(use.pool().devices());
                }
            }
            for (int p = 0; p < once.pools().size(); p++) {
                assertThat(twice.pools().get(p).pool()).isEqualTo(once.pools().get(p).pool());
            }
            assertThat(spent(once)).as("seed %d", seed).isLessThanOrEqualTo(3 * 20);
            assertThat(spent(twice)).as("seed %d", seed).isLessThanOrEqualTo(3 * 40);
        }
    }

    @Test
    void aBudgetThatDoesNotBindChangesNoByteOfThePlan() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            boolean same = said(plan(seed, 2 * PLENTY)).equals(said(plan(seed, PLENTY)));
            assertThat(same).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void someBudgetsBindInTheFirstTest() {
        double once = 0;
        double plenty = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            once += plan(seed, 20).worth();
            plenty += plan(seed, PLENTY).worth();
        }
        assertThat(once).isLessThan(plenty);
    }

    private static double spent(Plan plan) {
        return plan.tenants().stream().mapToDouble(Plan.TenantUse::costPerHour).sum();
    }

    /// All of the plan but the certificates, which state the budgets.
    private static String said(Plan plan) {
        return plan.objective()
                + " "
                + plan.pools()
                + plan.allocations()
                + plan.waiting()
                + plan.tenants()
                + plan.alternatives();
    }

    private static Plan plan(long seed, double budget) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var village =
                new Village()
                        .pool("big", 32, 1, 1)
                        .pool("small", 24, 0.3, 0.8)
                        .pool("cann-chip", 16, 0.6, 0.7);
        for (var tenant : new String[] {"a", "b", "c"}) {
            village.tenant(tenant, budget, null);
        }
        for (int i = 0; i < 14; i++) {
            work(village, random, i);
        }
        return village.plan();
    }

    private static void work(Village village, RandomGenerator random, int number) {
        var tenant = new String[] {"a", "b", "c"}[random.nextInt(3)];
        var priority = List.of(Priority.values()).get(random.nextInt(Priority.values().length));
        var terms = Village.terms("w" + number, tenant, priority);
        if (random.nextBoolean()) {
            village.training(terms, 1 << random.nextInt(5), null);
        } else {
            village.service(terms, random.nextDouble(1, 12));
        }
    }
}
