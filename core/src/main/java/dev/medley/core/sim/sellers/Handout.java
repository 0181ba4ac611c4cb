package dev.medley.core.sim.sellers;

import dev.medley.core.control.Seller;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Claim;
import dev.medley.core.plan.FixedSplit;
import dev.medley.core.plan.HostStock;
import dev.medley.core.plan.IncumbentBids;
import dev.medley.core.plan.Limits;
import dev.medley.core.plan.Rounds;
import dev.medley.core.plan.Worth;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// Hands the devices of one round out, work by work. Classes go one after another, services before
/// jobs; what a tenant may spend holds as it does for the market.
///
/// Classic policies know no elastic jobs: in each pool a job asks for one shape. With a deadline
/// that is the one with fewest devices that meets it with some time to spare, or the largest if
/// none does; without one it is the middle one of its shapes.
final class Handout {

    private final List<Pool> pools;
    private final Seller.Round round;
    private final List<Claim> claims = new ArrayList<>();
    private final List<List<Candidate>> taken = new ArrayList<>();
    private final long[] left;
    private final SortedMap<String, Limits.Purse> purses;
    private final HostStock hosts;

    Handout(List<Pool> pools, Rounds rounds, Seller.Round round) {
        this.pools = List.copyOf(pools);
        this.round = round;
        for (var bidder : round.bidders()) {
            claims.add(rounds.claim(bidder.work(), bidder.kind(), round.atMs()));
            taken.add(new ArrayList<>());
        }
        this.left = round.supply().stream().mapToLong(Long::longValue).toArray();
        this.purses = new TreeMap<>(new Limits(pools, round.tenants()).purses());
        this.hosts = HostStock.of(pools, round.hosts());
    }

    /// From now on works get something only where they live, unless they could never run there.
    void stayHome(FixedSplit split) {
        for (int i = 0; i < claims.size(); i++) {
            var claim = claims.get(i);
            var home = new ArrayList<List<Candidate>>();
            for (var lot : claim.lots()) {
                var there = new ArrayList<>(lot);
                there.removeIf(candidate -> !split.isHome(claim.work(), candidate.pool()));
                if (!there.isEmpty()) {
                    home.add(there);
                }
            }
            if (!home.isEmpty()) {
                claims.set(i, new Claim(claim.work(), home));
            }
        }
    }

    /// Devices of a pool that are still to be had.
    long left(int pool) {
        return left[pool];
    }

    /// Bidders in the order of class, services first, and of when they came.
    List<Integer> arrivals() {
        return sorted(Comparator.comparingLong(i -> round.past().apply(i).submittedMs()));
    }

    /// Bidders in the order of class, services first, and of this.
    List<Integer> sorted(Comparator<Integer> within) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < claims.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.<Integer, Priority>comparing(i -> work(i).terms().priority())
                        .thenComparing(i -> !isService(i))
                        .thenComparing(within)
                        .thenComparingInt(i -> i));
        return order;
    }

    Work work(int bidder) {
        return claims.get(bidder).work();
    }

    boolean isService(int bidder) {
        return work(bidder) instanceof InferenceService;
    }

    boolean runs(int bidder) {
        return !round.bidders().get(bidder).runs().isEmpty();
    }

    /// Whether a job got something in this round.
    boolean has(int bidder) {
        return !taken.get(bidder).isEmpty();
    }

    // --- jobs -----------------------------------------------------------------------------------

    /// What a job asks for in a pool: where it runs, what it has; null if it cannot run there.
    @Nullable Candidate asked(int job, int pool) {
        var shapes = new ArrayList<Candidate>();
        for (var lot : claims.get(job).lots()) {
            for (var candidate : lot) {
                if (candidate.pool() == pool) {
                    shapes.add(candidate);
                }
            }
        }
        if (shapes.isEmpty()) {
            return null;
        }
        for (var run : round.bidders().get(job).runs()) {
            for (var shape : shapes) {
                if (run.place().equals(shape.place(pools))) {
                    return shape;
                }
            }
        }
        shapes.sort(Comparator.comparingInt(Candidate::devices));
        double needed = Worth.aimedRate(work(job), Worth.View.ROUNDS);
        if (needed == 0) {
            return shapes.get(shapes.size() / 2);
        }
        for (var shape : shapes) {
            if (shape.rate() >= needed) {
                return shape;
            }
        }
        return shapes.getLast();
    }

    /// The pool where a job runs, or -1.
    int poolOf(int job) {
        for (var run : round.bidders().get(job).runs()) {
            for (int p = 0; p < pools.size(); p++) {
                if (pools.get(p).id().equals(run.place().pool())) {
                    return p;
                }
            }
        }
        return -1;
    }

    /// Gives a job what it asks for in the pool, if that is to be had.
    boolean seat(int job, int pool) {
        var asked = pool < 0 || has(job) ? null : asked(job, pool);
        return asked != null && take(job, asked);
    }

    /// Gives a job what it asks for where it can be had and this is largest.
    void seatBest(int job, ToDoubleFunction<Candidate> rank) {
        int best = -1;
        double most = 0;
        for (int p = 0; p < pools.size(); p++) {
            var asked = asked(job, p);
            if (asked != null && canTake(job, asked)) {
                double value = rank.applyAsDouble(asked);
                if (best < 0 || value > most) {
                    best = p;
                    most = value;
                }
            }
        }
        seat(job, best);
    }

    // --- services -------------------------------------------------------------------------------

    /// Gives every increment of a service's demand replicas: where it has some, there; else where
    /// they can be had and this is largest.
    void serve(int service, ToDoubleFunction<Candidate> rank) {
        var incumbents = new IncumbentBids(pools, round.bidders().get(service).runs());
        var open = new ArrayList<List<Candidate>>();
        for (var lot : claims.get(service).lots()) {
            int runs = incumbents.choice(lot);
            if (runs < 0 || !grow(service, lot, lot.get(runs))) {
                open.add(lot);
            }
        }
        for (var lot : open) {
            Candidate best = null;
            for (var candidate : lot) {
                if (canTake(service, candidate)
                        && (best == null || order(rank).compare(candidate, best) < 0)) {
                    best = candidate;
                }
            }
            if (best == null || !take(service, best)) {
                return;
            }
        }
    }

    /// As many replicas in the place as can be had, and no fewer than there are.
    private boolean grow(int service, List<Candidate> lot, Candidate runs) {
        Candidate most = null;
        for (var candidate : lot) {
            if (candidate.replicas() >= runs.replicas()
                    && candidate.place(pools).equals(runs.place(pools))
                    && canTake(service, candidate)
                    && (most == null || candidate.rate() > most.rate())) {
                most = candidate;
            }
        }
        return most != null && take(service, most);
    }

    /// By rank, then whatever serves most of the increment, on fewest devices.
    private static Comparator<Candidate> order(ToDoubleFunction<Candidate> rank) {
        return Comparator.<Candidate>comparingDouble(c -> -rank.applyAsDouble(c))
                .thenComparingDouble(c -> -c.rate())
                .thenComparingInt(Candidate::devices)
                .thenComparingInt(Candidate::pool);
    }

    // --- taking ---------------------------------------------------------------------------------

    private boolean canTake(int bidder, Candidate candidate) {
        var tenant = work(bidder).terms().tenant();
        return candidate.devices() <= left[candidate.pool()]
                && purses.getOrDefault(tenant, Limits.Purse.UNLIMITED).covers(candidate)
                && hosts.covers(work(bidder).terms(), candidate);
    }

    private boolean take(int bidder, Candidate candidate) {
        if (!canTake(bidder, candidate)) {
            return false;
        }
        taken.get(bidder).add(candidate);
        left[candidate.pool()] -= candidate.devices();
        hosts.take(work(bidder).terms(), candidate);
        purses.computeIfPresent(work(bidder).terms().tenant(), (_, purse) -> purse.less(candidate));
        return true;
    }

    /// What came of it. There are no prices.
    Rounds.Sold sold() {
        double worth = 0;
        for (var some : taken) {
            for (var candidate : some) {
                worth += candidate.worth();
            }
        }
        return new Rounds.Sold(taken, Collections.emptySortedMap(), List.of(), worth, 0);
    }
}
