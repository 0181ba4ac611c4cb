package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.market.Dice;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// The plan beside what operators do by hand, on the same fits, limits and floors.
class SimplePoliciesTest {

    private static final List<Priority> CLASSES = List.of(Priority.values());

    private static Village drawn(long seed) {
        var dice = new Dice(seed);
        var village =
                new Village()
                        .goals(new PlanInput.Goals(0, 0.1, 0.02, 0, 0))
                        .pool("fast", 16 * (1 + dice.below(4)), 1, 1)
                        .pool("middle", 16 * (1 + dice.below(4)), 0.6, 0.8)
                        .pool("slow", 16 * (1 + dice.below(4)), 0.2, 0.7);
        for (int i = 0; i < 12; i++) {
            var terms = Village.terms("job-" + i, "us", CLASSES.get(dice.below(3)));
            village.training(terms, 1 << dice.below(6), null);
        }
        for (int i = 0; i < 8; i++) {
            var terms = Village.terms("service-" + i, "us", CLASSES.get(dice.below(3)));
            village.service(terms, 1 + 20 * dice.uniform());
        }
        return village;
    }

    /// Of several plans that are equally good for the highest class, one is best for the next.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noneServesTheHighestClassBetter(long seed) {
        var plan = drawn(seed).plan();
        var mine = plan.alternatives().getFirst().worthByClass();
        var highest = mine.firstKey();
        for (var other : plan.alternatives().subList(1, 4)) {
            assertThat(other.worthByClass().getOrDefault(highest, 0.0))
                    .as("seed %d, %s", seed, other.name())
                    .isLessThanOrEqualTo(mine.getOrDefault(highest, 0.0) * (1 + 1e-3) + 1e-6);
        }
    }

    /// Core can have its all on either of two equal pools; only one of them will do for standard.
    @Test
    void aHigherClassLeavesToLowerOnesWhatItHasNoUseFor() {
        for (var order : List.of(List.of("left", "right"), List.of("right", "left"))) {
            var village = new Village().goals(new PlanInput.Goals(0, 0.1, 0, 0, 0));
            for (var pool : order) {
                village.pool(pool, pool.equals("left") ? 16 : 20, 1, 1);
            }
            var plan =
                    village.training(Village.terms("train", "us", Priority.CORE), 16, null)
                            .training(Village.terms("later", "us", Priority.STANDARD), 16, null)
                            .plan();
            assertThat(plan.alternatives().getFirst().running()).isEqualTo(2);
        }
    }

    @Test
    void theyLeaveTheFloorsToo() {
        var village =
                new Village()
                        .goals(new PlanInput.Goals(0, 0.25, 0, 0, 0))
                        .pool("big", 16, 1, 1)
                        .training(Village.terms("train", "us", Priority.CORE), 16, null)
                        .service(Village.terms("serve", "us", Priority.STANDARD), 4);
        for (var policy : village.plan().alternatives()) {
            assertThat(policy.worthByClass()).containsEntry(Priority.CORE, 0.0);
        }
        assertThat(List.copyOf(village.plan().alternatives())).hasSize(4);
    }
}
