package dev.medley.core.sim;

import dev.medley.core.control.MarketRound;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Claim;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// A plan that owes nothing to the market: the best value per device first, as long as it fits. No
/// bound may be below it.
final class SimplePlan {

    private SimplePlan() {}

    private record Offer(String lot, Rounds.Bidder bidder, Candidate candidate) {
        double perDevice() {
            return candidate.valuePerDevice() * bidder.weight();
        }
    }

    /// Adds what such a plan of one class achieves.
    ///
    /// @param left devices that the class may buy, used up here
    /// @param purses what tenants may spend, used up here
    static void add(
            MarketRound round,
            List<Claim> claims,
            Priority priority,
            long[] left,
            Purses purses,
            MarketCheck.Tally tally) {
        var offers = new ArrayList<Offer>();
        for (int i = 0; i < claims.size(); i++) {
            var claim = claims.get(i);
            if (claim.work().terms().priority() == priority) {
                for (int lot = 0; lot < claim.lots().size(); lot++) {
                    tally.bids(priority, claim.work().terms().tenant());
                    for (var candidate : claim.lots().get(lot)) {
                        offers.add(new Offer(i + "/" + lot, round.bidders().get(i), candidate));
                    }
                }
            }
        }
        offers.sort(Comparator.comparingDouble(Offer::perDevice).reversed());
        var taken = new TreeSet<String>();
        for (var offer : offers) {
            var candidate = offer.candidate;
            var tenant = offer.bidder.work().terms().tenant();
            if (candidate.devices() <= left[candidate.pool()]
                    && purses.covers(tenant, candidate)
                    && taken.add(offer.lot)) {
                left[candidate.pool()] -= candidate.devices();
                purses.take(tenant, candidate);
                tally.add(offer.bidder, candidate, 0);
            }
        }
    }
}
