package dev.medley.core.plan;

import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What operators do without a market, on the same candidates: each policy hands out devices work
/// by work and never looks back. Budgets and floors hold for them as they do for the plan.
final class SimplePolicies {

    private final PlanInput input;
    private final List<Claim> claims;
    private final Limits limits;

    /// @param input with the floors that higher classes leave
    SimplePolicies(PlanInput input, List<Claim> claims) {
        this.input = input;
        this.claims = List.copyOf(claims);
        this.limits = new Limits(input.pools(), input.tenants());
    }

    /// The policies, in the order in which reports show them.
    List<Plan.Alternative> all() {
        return List.of(
                fastestFirst()
                        .summary(
                                "fastest-chip-first",
                                "by priority, each work takes its fastest free chip"),
                cheapestFirst()
                        .summary(
                                "cheapest-first",
                                "by priority, each work takes its lowest cost per unit of work"),
                fixedSplit()
                        .summary(
                                "fixed-split",
                                "pools with the highest 16-bit peaks train, the others serve"));
    }

    /// What they reach, in the same order.
    List<Outcome> outcomes() {
        return List.of(fastestFirst(), cheapestFirst(), fixedSplit());
    }

    Outcome fastestFirst() {
        return better((_, _) -> true, c -> c.shape().rate() / c.shape().shape().devices());
    }

    Outcome cheapestFirst() {
        return better((_, _) -> true, c -> -c.costPerHour() / Math.max(c.rate(), 1e-300));
    }

    Outcome fixedSplit() {
        var split = FixedSplit.of(claims, limits.pools());
        return better(
                (claim, pool) -> split.isHome(claim.work(), pool),
                c -> c.shape().rate() / c.shape().shape().devices());
    }

    /// Whether works take the largest or the smallest of the shapes that the policy ranks equal
    /// matters a lot under scarcity; a policy is shown with whichever serves it better.
    private Outcome better(Rule rule, ToDoubleFunction<Candidate> rank) {
        var large = greedy(rule, rank, 1);
        var small = greedy(rule, rank, -1);
        return large.worth() >= small.worth() ? large : small;
    }

    /// @param size 1 to prefer what is worth more in all, -1 to prefer fewer devices
    private Outcome greedy(Rule rule, ToDoubleFunction<Candidate> rank, int size) {
        var free = limits.devices().clone();
        var purses = new TreeMap<>(limits.purses());
        var hosts = HostStock.of(limits.pools());
        var order = new ArrayList<Integer>();
        for (int i = 0; i < claims.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.<Integer, Priority>comparing(
                                i -> claims.get(i).work().terms().priority())
                        .thenComparing(i -> claims.get(i).work().name()));
        var taken = new ArrayList<List<Candidate>>(Outcome.nothing(claims).taken());
        var kept = new TreeMap<Priority, long[]>();
        for (int i : order) {
            var priority = claims.get(i).work().terms().priority();
            long[] reserve = kept.computeIfAbsent(priority, this::keptBelow);
            taken.set(i, take(i, order(rank, size), rule, free, reserve, purses, hosts));
        }
        return new Outcome(claims, taken);
    }

    /// Devices of each pool that the class leaves to those below it.
    private long[] keptBelow(Priority priority) {
        long[] left = Arrays.stream(limits.devices()).asLongStream().toArray();
        for (var lower : Sale.classes(claims).tailSet(priority, false)) {
            Sale.keep(left, input, claims, lower);
        }
        for (int p = 0; p < left.length; p++) {
            left[p] = input.pools().get(p).devices() - left[p];
        }
        return left;
    }

    private List<Candidate> take(
            int index,
            Comparator<Candidate> order,
            Rule rule,
            int[] free,
            long[] reserve,
            SortedMap<String, Limits.Purse> purses,
            HostStock hosts) {
        var claim = claims.get(index);
        var tenant = claim.work().terms().tenant();
        var purse = purses.getOrDefault(tenant, Limits.Purse.UNLIMITED);
        var some = new ArrayList<Candidate>();
        for (var lot : claim.lots()) {
            Candidate best = null;
            for (var candidate : lot) {
                boolean fits =
                        rule.allows(claim, candidate.pool())
                                && candidate.devices()
                                        <= free[candidate.pool()] - reserve[candidate.pool()]
                                && purse.covers(candidate)
                                && hosts.covers(claim.work().terms(), candidate);
                if (fits && (best == null || order.compare(candidate, best) < 0)) {
                    best = candidate;
                }
            }
            if (best == null) {
                break;
            }
            free[best.pool()] -= best.devices();
            purse = purse.less(best);
            hosts.take(claim.work().terms(), best);
            some.add(best);
        }
        purses.put(tenant, purse);
        return some;
    }

    /// The pool by the rank of its best shape is what policies speak of; within 15 % ranks count as
    /// equal, since a chip's shapes differ by that much.
    private static Comparator<Candidate> order(ToDoubleFunction<Candidate> rank, int size) {
        return Comparator.<Candidate>comparingLong(
                        c ->
                                -Math.round(
                                                Math.log(Math.abs(rank.applyAsDouble(c)) + 1e-300)
                                                        / 0.15)
                                        * (long) Math.signum(rank.applyAsDouble(c)))
                .thenComparingDouble(c -> size > 0 ? -c.worth() : c.devices())
                .thenComparingInt(Candidate::pool);
    }

    /// Which claims a policy lets into which pools.
    private interface Rule {
        boolean allows(Claim claim, int pool);
    }
}
