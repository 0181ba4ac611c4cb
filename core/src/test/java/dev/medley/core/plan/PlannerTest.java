package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import java.util.List;

class PlannerTest {

    @Test
    void chipsGoWhereTheyHaveTheAdvantage() {
        // Both kinds of work would be faster on the big chip; the small one hardly loses at
        // serving.
        var plan =
                new Village()
                        .pool("big", 16, 1, 1)
                        .pool("small", 16, 0.15, 0.9)
                        .training("train", 16)
                        .service("serve", 14)
                        .plan();

        assertThat(poolsOf(plan, "train")).containsExactly("big");
        assertThat(poolsOf(plan, "serve")).containsExactly("small");
        assertThat(plan.waiting()).isEmpty();
        assertThat(plan.bound()).isGreaterThanOrEqualTo(plan.objective());
    }

    @Test
    void aFloorThatBreaksAGangIsKeptElsewhere() {
        // A tenth of the big pool would be one device, for want of which a gang of 16 would train
        // on
        // the small pool, where standard work does as well and holds more than its floor.
        var goals = new PlanInput.Goals(0, 0.1, 0, 0, 0);
        var plan =
                new Village()
                        .goals(goals)
                        .pool("big", 16, 1, 1)
                        .pool("small", 16, 0.15, 0.9)
                        .training(Village.terms("train", "us", Priority.CORE), 16, null)
                        .service(Village.terms("serve", "us", Priority.STANDARD), 10)
                        .plan();
        assertThat(poolsOf(plan, "train")).containsExactly("big");
        assertThat(poolsOf(plan, "serve")).containsExactly("small");
    }

    @Test
    void aFloorIsKeptWhereLowerClassesWouldGetLessThanTheirs() {
        var goals = new PlanInput.Goals(0, 0.25, 0, 0, 0);
        var plan =
                new Village()
                        .goals(goals)
                        .pool("big", 16, 1, 1)
                        .training(Village.terms("train", "us", Priority.CORE), 16, null)
                        .service(Village.terms("serve", "us", Priority.STANDARD), 4)
                        .plan();
        assertThat(poolsOf(plan, "train")).isEmpty();
        assertThat(poolsOf(plan, "serve")).containsExactly("big");
    }

    @Test
    void oneServiceSpansPoolsWhenNoneIsLargeEnough() {
        var plan =
                new Village()
                        .pool("big", 8, 1, 1)
                        .pool("small", 8, 1, 0.5)
                        .service("serve", 12)
                        .plan();

        assertThat(poolsOf(plan, "serve")).containsExactly("big", "small");
        assertThat(plan.allocations().stream().mapToDouble(Plan.Allocation::share).sum())
                .isCloseTo(1, within(0.1));
    }

    @Test
    void waitingWorkSaysWhatItWouldHaveToBeat() {
        var plan =
                new Village()
                        .pool("big", 8, 1, 1)
                        .training("first", 8)
                        .training(
                                Village.terms("urgent", "us", Priority.STANDARD), 8, 1e9 / 3600 / 8)
                        .plan();

        assertThat(plan.allocations()).extracting(a -> a.work().name()).containsExactly("urgent");
        var reasons = plan.waiting().getFirst().reasons();
        assertThat(reasons).isNotEmpty();
        assertThat(reasons.getFirst().code()).isIn("outbid", "no-room");
        assertThat(reasons.getFirst().text())
                .contains("needs 8 big")
                .contains("worth 1.00")
                .contains("price");
    }

    @Test
    void workForAnotherStackSaysHowFastItWouldBe() {
        var plan =
                new Village()
                        .pool("big", 8, 1, 1)
                        .pool("cann-chip", 8, 0.6, 1)
                        .training(Village.terms("a", "us", Priority.CORE, "cuda"), 8, null)
                        .training(Village.terms("b", "us", Priority.STANDARD, "cuda"), 8, null)
                        .plan();

        var reasons = plan.waiting().getFirst().reasons();
        assertThat(plan.waiting().getFirst().work().name()).isEqualTo("b");
        assertThat(reasons)
                .anySatisfy(
                        r -> {
                            assertThat(r.code()).isEqualTo("stack");
                            assertThat(r.text())
                                    .contains("0.60 of the speed")
                                    .contains("cuda only");
                        });
    }

    @Test
    void coreWorkComesFirstHoweverMuchTheRestIsWorth() {
        var plan =
                new Village()
                        .pool("big", 8, 1, 1)
                        .training(Village.terms("core", "us", Priority.CORE), 4, null)
                        .training(Village.terms("spare", "us", Priority.SPARE), 8, null)
                        .plan();

        assertThat(plan.allocations()).extracting(a -> a.work().name()).containsExactly("core");
    }

    @Test
    void gangsThatNoPoolHoldsAreRefusedWithTheReason() {
        var plan = new Village().pool("big", 8, 1, 1).training("huge", 64).plan();

        assertThat(plan.allocations()).isEmpty();
        assertThat(plan.waiting().getFirst().reasons().getFirst().code())
                .isEqualTo("pool-too-small");
    }

    @Test
    void aBudgetHoldsAndItsRefusalNamesTheMoney() {
        var plan =
                new Village()
                        .pool("big", 16, 1, 1)
                        .tenant("poor", 10.0, null)
                        .training(Village.terms("one", "poor", Priority.STANDARD), 8, null)
                        .training(Village.terms("two", "poor", Priority.STANDARD), 8, null)
                        .plan();

        assertThat(plan.allocations()).hasSize(1);
        assertThat(plan.waiting().getFirst().reasons().getFirst().code()).isEqualTo("budget");
        assertThat(plan.waiting().getFirst().reasons().getFirst().text()).contains("poor");
    }

    @Test
    void aTenantsDeviceLimitHoldsAndItsRefusalSaysSo() {
        var plan =
                new Village()
                        .pool("big", 16, 1, 1)
                        .tenant("small", null, 8)
                        .training(Village.terms("one", "small", Priority.STANDARD), 8, null)
                        .training(Village.terms("two", "small", Priority.STANDARD), 8, null)
                        .plan();

        assertThat(plan.allocations()).hasSize(1);
        assertThat(plan.waiting().getFirst().reasons().getFirst().code()).isEqualTo("tenant-limit");
    }

    @Test
    void theOrderOfWorkChangesNothing() {
        var one = mixed(List.of("a", "b", "c", "d")).plan();
        var other = mixed(List.of("d", "b", "a", "c")).plan();

        assertThat(other.objective()).isEqualTo(one.objective());
        assertThat(other.allocations()).isEqualTo(one.allocations());
        assertThat(other.waiting()).isEqualTo(one.waiting());
    }

    @Test
    void simplerPoliciesAreNeverAheadOfAnOptimalPlan() {
        var plan = mixed(List.of("a", "b", "c", "d")).plan();

        assertThat(plan.gap()).isLessThan(1e-4);
        assertThat(plan.alternatives()).hasSize(4);
        for (var alternative : plan.alternatives()) {
            assertThat(alternative.worth()).isLessThanOrEqualTo(plan.worth() + 1e-9);
        }
    }

    private static Village mixed(List<String> names) {
        var village = new Village().pool("big", 16, 1, 1).pool("small", 16, 0.2, 0.8);
        for (var name : names) {
            village.training(name, 8).service("serve-" + name, 3);
        }
        return village;
    }

    @Test
    void workMovesOnlyWhenItPays() {
        var before = new Village().pool("slow", 8, 0.9, 1).training("job", 8).plan();

        var dear = fleetWithBetterChip().training("job", 8).running(before, 0.2).plan();
        assertThat(poolsOf(dear, "job")).containsExactly("slow");
        assertThat(dear.changes()).isEqualTo(changes(List.of("job"), List.of(), List.of()));

        var cheap = fleetWithBetterChip().training("job", 8).running(before, 0.05).plan();
        assertThat(poolsOf(cheap, "job")).containsExactly("fast");
        assertThat(cheap.changes()).isEqualTo(changes(List.of(), List.of("job"), List.of()));
    }

    @Test
    void workThatRanAndIsOutbidIsReportedAsStopped() {
        var before = new Village().pool("only", 8, 1, 1).training("job", 8).plan();

        var after =
                new Village()
                        .pool("only", 8, 1, 1)
                        .training("job", 8)
                        .training(Village.terms("core-job", "us", Priority.CORE), 8, null)
                        .running(before, 0.1)
                        .plan();

        assertThat(after.changes()).isEqualTo(changes(List.of(), List.of(), List.of("job")));
    }

    private static Village fleetWithBetterChip() {
        return new Village().pool("slow", 8, 0.9, 1).pool("fast", 8, 1, 1);
    }

    private static Plan.Changes changes(
            List<String> kept, List<String> moved, List<String> stopped) {
        return new Plan.Changes(kept, moved, stopped);
    }

    private static List<String> poolsOf(Plan plan, String work) {
        return plan.allocations().stream()
                .filter(a -> a.work().name().equals(work))
                .map(a -> plan.pools().get(a.pool()).pool().id())
                .toList();
    }
}
