package dev.medley.core.sim;

import dev.medley.core.control.Seller;
import dev.medley.core.fleet.Host;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.Tenant;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A market round as it was held: all that is needed to check it without trusting it.
///
/// @param capacity devices in service, per pool
/// @param supply devices for sale, per pool
/// @param hosts CPU and memory for sale, per pool; empty where nobody asks
/// @param purses tenants with what they may still spend
record MarketRound(
        List<Rounds.Bidder> bidders,
        List<Integer> capacity,
        List<Long> supply,
        List<Host> hosts,
        List<Tenant> purses,
        Rounds.Sold sold) {

    MarketRound {
        bidders = List.copyOf(bidders);
        capacity = List.copyOf(capacity);
        supply = List.copyOf(supply);
        hosts = List.copyOf(hosts);
        purses = List.copyOf(purses);
    }

    /// Sells by prices, and has every round seen.
    static Function<Rounds, Seller> shown(Consumer<MarketRound> witness) {
        return rounds -> {
            var market = Seller.market(rounds);
            return asked -> {
                var sold = market.sell(asked);
                witness.accept(
                        new MarketRound(
                                asked.bidders(),
                                asked.capacity(),
                                asked.supply(),
                                asked.hosts(),
                                asked.tenants(),
                                sold));
                return sold;
            };
        };
    }
}
