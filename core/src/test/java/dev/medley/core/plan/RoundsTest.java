package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.fit.Essence;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// What a round remembers of prices for the next one.
class RoundsTest {

    private final Village village =
            new Village()
                    .pool("fast", 16, 1, 0.5)
                    .pool("slow", 16, 0.5, 0.5)
                    .training("a", 8)
                    .training("b", 8)
                    .training("c", 8);

    private final PlanInput input = village.input();

    private final Rounds rounds =
            new Rounds(
                    input.pools(),
                    input.reference(),
                    input.standardModel(),
                    input.goals(),
                    RuleChanges.NONE,
                    village.fitting());

    private static double price(Rounds.Sold sold, String pool) {
        var prices = sold.prices().getOrDefault(Priority.STANDARD, Collections.emptySortedMap());
        return prices.getOrDefault(pool, Double.NaN);
    }

    private Rounds.Sold sell(
            long fast, long slow, SortedMap<Priority, SortedMap<String, Double>> known) {
        var bidders =
                input.works().stream()
                        .map(
                                work ->
                                        new Rounds.Bidder(
                                                work,
                                                new Rounds.Kind(Essence.of(work), List.of()),
                                                List.of(),
                                                1,
                                                0,
                                                Room.EVERYWHERE))
                        .toList();
        return rounds.sell(
                0,
                bidders,
                List.of(16, 16),
                new long[] {fast, slow},
                List.of(),
                input.tenants(),
                known);
    }

    /// The price is that at which nobody would leave the slow pool, or nothing, for it.
    @Test
    void whatIsNotForSaleHasThePriceThatKeepsEverybodyOut() {
        var works = input.works();
        var kind = new Rounds.Kind(Essence.of(works.getFirst()), List.of());
        double most = 0;
        for (var candidate : rounds.claim(works.getFirst(), kind, 0).lots().getFirst()) {
            most = candidate.pool() == 0 ? candidate.valuePerDevice() : most;
        }

        assertThat(price(sell(0, 0, Collections.emptySortedMap()), "fast"))
                .isEqualTo(most * Stall.UNITS, within(1.0));
        assertThat(price(sell(0, 16, Collections.emptySortedMap()), "fast"))
                .isBetween(0.4 * most * Stall.UNITS, most * Stall.UNITS);
    }

    @Test
    void whatWasKnownOfAPoolStaysWhileNothingOfItIsForSale() {
        var first = sell(8, 16, Collections.emptySortedMap());
        double known = price(first, "fast");

        assertThat(known).isPositive();
        assertThat(price(sell(0, 16, first.prices()), "fast"))
                .isEqualTo(known, within(0.2 * known));
    }

    @Test
    void aPoolWithMoreThanAnybodyWantsIsFree() {
        assertThat(price(sell(16, 16, Collections.emptySortedMap()), "slow")).isZero();
    }

    @Test
    void pricesThatWereKnownChangeNothingOfThePlan() {
        var first = sell(8, 16, Collections.emptySortedMap());
        var again = sell(8, 16, first.prices());

        assertThat(again.objective()).isEqualTo(first.objective());
    }
}
