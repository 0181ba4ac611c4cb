package dev.medley.core.sim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.control.Event;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Rounds;
import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Market rounds are falsified, to see that it would be noticed. Bidders are in order of their
/// works' names.
class MarketCheckTest {

    private static Yard yard() {
        return new Yard(
                new Village()
                        .pool("big", 16, 1, 1)
                        .goals(new PlanInput.Goals(0, 0.5, 0, 0, 0))
                        .training(Village.terms("core", "us", Priority.CORE), 16, null)
                        .training(Village.terms("other", "us", Priority.CORE), 8, null)
                        .training(Village.terms("plain", "us", Priority.STANDARD), 8, null));
    }

    private final Yard yard = yard();
    private final MarketRound round = yard.round();
    private final MarketCheck check = new MarketCheck(yard.setup, yard.fitting);

    private static void noticed(String what, ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(Violation.class).hasMessageContaining(what);
    }

    private void check(MarketRound held) {
        check.check(held, priced(held.sold().objective(), held.sold().bound()));
    }

    private static Event.Priced priced(double objective, double bound) {
        return new Event.Priced(
                0,
                Collections.emptySortedMap(),
                List.of(0.0),
                objective,
                bound,
                Collections.emptySortedMap());
    }

    /// The round, but so was it sold.
    private MarketRound sold(double objective, List<List<Candidate>> taken) {
        var sold = round.sold();
        return new MarketRound(
                round.bidders(),
                round.capacity(),
                round.supply(),
                round.hosts(),
                round.purses(),
                new Rounds.Sold(taken, sold.prices(), sold.poolPrices(), objective, sold.bound()));
    }

    private Candidate bidOf(String work) {
        var rounds =
                new Rounds(
                        yard.setup.pools(),
                        yard.setup.reference(),
                        yard.setup.standardModel(),
                        yard.setup.goals(),
                        yard.setup.ruleChanges(),
                        yard.fitting);
        for (var bidder : round.bidders()) {
            if (bidder.work().name().equals(work)) {
                return rounds.claim(bidder.work(), bidder.kind(), 0).lots().getFirst().getFirst();
            }
        }
        throw new AssertionError(work);
    }

    @Test
    void anHonestRoundPasses() {
        check(round);
    }

    @Test
    void aBoundBelowWhatWasAchievedIsNoticed() {
        double objective = round.sold().objective();

        noticed("below the objective", () -> check.check(round, priced(objective, objective - 1)));
        noticed(
                "what it sold adds up to",
                () -> check.check(round, priced(objective - 1, objective)));
        noticed(
                "what it sold adds up to",
                () -> check.check(round, priced(objective + 1, objective + 1)));
    }

    @Test
    void aBoundThatASimplePlanExceedsIsNoticed() {
        var nothing = sold(0, List.of(List.of(), List.of(), List.of()));

        noticed("of a simple plan", () -> check.check(nothing, priced(0, 1)));
    }

    @Test
    void sellingWhatIsKeptForLowerClassesIsNoticed() {
        var greedy = sold(16, List.of(List.of(bidOf("core")), List.of(), List.of()));

        noticed("CORE bought 8 devices that are kept for lower classes", () -> check(greedy));
    }

    @Test
    void sellingWhatIsNotThereIsNoticed() {
        var twice = sold(16, List.of(List.of(), List.of(bidOf("other")), List.of(bidOf("plain"))));
        var small =
                new MarketRound(
                        twice.bidders(),
                        List.of(8),
                        List.of(8L),
                        List.of(),
                        twice.purses(),
                        twice.sold());

        noticed("not for sale", () -> check(small));
    }

    @Test
    void sellingWhatNobodyBidForIsNoticed() {
        var swapped = sold(16, List.of(List.of(bidOf("other")), List.of(), List.of()));
        noticed("did not bid for", () -> check(swapped));

        var bid = bidOf("other");
        noticed(
                "did not bid for",
                () -> check(sold(16, List.of(List.of(), List.of(bid, bid), List.of()))));
    }

    @Test
    void sellingBeyondATenantsPurseIsNoticed() {
        var tight =
                new MarketRound(
                        round.bidders(),
                        round.capacity(),
                        round.supply(),
                        round.hosts(),
                        List.of(new Tenant("us", 1, true, "CN", null, 9)),
                        round.sold());

        noticed("more than it may pay for", () -> check(tight));
    }

    @Test
    void seatingWhatWasNotSoldIsNoticed() {
        var decision = yard.tick();
        decision.events().forEach(yard::apply);
        check.seated(round, decision, yard.state);

        var nothing = sold(0, List.of(List.of(), List.of(), List.of()));
        noticed("bought 0 replicas", () -> check.seated(nothing, decision, yard.state));
        var fewer = new ArrayList<>(round.bidders());
        fewer.removeIf(bidder -> bidder.work().name().equals("plain"));
        var without =
                new MarketRound(
                        fewer,
                        round.capacity(),
                        round.supply(),
                        round.hosts(),
                        round.purses(),
                        round.sold());
        noticed("did not bid", () -> check.seated(without, decision, yard.state));
    }
}
