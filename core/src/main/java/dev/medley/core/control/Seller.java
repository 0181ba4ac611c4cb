package dev.medley.core.control;

import dev.medley.core.fleet.Host;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// Says who gets which devices in a round: the market, or a policy that it is compared with. Life
/// cycle, gangs, reservations, preemption and ledger are the controller's, and the same for all.
///
/// A seller may remember earlier rounds, so each controller needs its own. One whose memory shows
/// in its answers cannot be restarted from a journal: it serves comparisons only.
public interface Seller {

    Rounds.Sold sell(Round round);

    /// Sells by prices.
    static Seller market(Rounds rounds) {
        return round -> {
            long[] supply = round.supply().stream().mapToLong(Long::longValue).toArray();
            return rounds.sell(
                    round.atMs(),
                    round.bidders(),
                    round.capacity(),
                    supply,
                    round.hosts(),
                    round.tenants(),
                    round.prices());
        };
    }

    /// Who wants something, and what there is.
    ///
    /// @param past of the bidder with this index, as long as the round lasts
    /// @param capacity devices in service, per pool
    /// @param supply devices for sale, per pool
    /// @param hosts CPU and memory for sale, per pool; empty where nobody asks
    /// @param tenants with what they may still spend
    /// @param prices of the round before, by class and the id of pool or budget
    record Round(
            long atMs,
            List<Rounds.Bidder> bidders,
            IntFunction<Past> past,
            List<Integer> capacity,
            List<Long> supply,
            List<Host> hosts,
            List<Tenant> tenants,
            SortedMap<Priority, SortedMap<String, Double>> prices) {
        public Round {
            bidders = List.copyOf(bidders);
            capacity = List.copyOf(capacity);
            supply = List.copyOf(supply);
            hosts = List.copyOf(hosts);
            tenants = List.copyOf(tenants);
            prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
        }
    }

    /// What a work has seen so far.
    ///
    /// @param attainedMs device-milliseconds that it has held
    record Past(long submittedMs, long attainedMs) {}
}
