package dev.medley.core.control;

import dev.medley.core.plan.Rounds;
import dev.medley.core.work.Tenant;

import java.util.List;

/// A market round as it was held: all that is needed to check it without trusting it.
///
/// @param capacity devices in service, per pool
/// @param supply devices for sale, per pool
/// @param purses tenants with what they may still spend
public record MarketRound(
        List<Rounds.Bidder> bidders,
        List<Integer> capacity,
        List<Long> supply,
        List<Tenant> purses,
        Rounds.Sold sold) {

    public MarketRound {
        bidders = List.copyOf(bidders);
        capacity = List.copyOf(capacity);
        supply = List.copyOf(supply);
        purses = List.copyOf(purses);
    }
}
