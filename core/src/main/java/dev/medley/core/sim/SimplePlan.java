package dev.medley.core.sim;

import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Claim;
import dev.medley.core.plan.HostStock;
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

    /// What the class may buy, used up by it.
    ///
    /// @param devices per pool
    /// @param purses what tenants may spend
    @SuppressWarnings("ArrayRecordComponent") // It is used up.
    record Left(long[] devices, Purses purses, HostStock hosts) {}

    /// Adds what such a plan of one class achieves.
    static void add(
            MarketRound round,
            List<Claim> claims,
            Priority priority,
            Left left,
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
            var terms = offer.bidder.work().terms();
            if (candidate.devices() <= left.devices[candidate.pool()]
                    && left.purses.covers(tenant, candidate)
                    && left.hosts.covers(terms, candidate)
                    && taken.add(offer.lot)) {
                left.devices[candidate.pool()] -= candidate.devices();
                left.purses.take(tenant, candidate);
                left.hosts.take(terms, candidate);
                tally.add(offer.bidder, candidate, 0);
            }
        }
    }
}
