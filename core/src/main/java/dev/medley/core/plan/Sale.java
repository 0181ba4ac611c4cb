package dev.medley.core.plan;

import dev.medley.core.fleet.Pool;
import dev.medley.core.market.Auctioneer;
import dev.medley.core.market.Clearing;
import dev.medley.core.market.Stage;
import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The claims as the market sold them, class after class.
///
/// GOALS. A higher class is served as if lower ones did not exist, except for the floors that
/// policy keeps for them; each class gets the best of what it may have, with its own proof.
///
/// ALGORITHM. Each class that bids is a market of its own, highest first. For sale is what the
/// classes before it left, less what is kept for the classes below: of every pool the floor's
/// share, but never more than they bid for there. Money and device limits carry over, and what is
/// left of nodes' CPU and memory.
///
/// EXAMPLE. 100 devices, floors of 10 % for standard and 2 % for spare: core buys up to 88; if it
/// takes 80, standard buys up to 18, and spare whatever is left.
///
/// With fairness between tenants the market's prices are in utility, not in equivalents. What a
/// device costs a tenant in equivalents is the price over the tenant's weight in the dual; a pool's
/// price is the one that the average equivalent sold has to beat.
final class Sale {

    /// Share by which one sale must serve a class better than another to count.
    private static final double CLEARLY = 1e-4;

    /// Share of a bound that bids which stayed away may add to it.
    private static final double MUCH = 5e-4;

    private final EnumMap<Priority, Clearing> clearings;
    private final Outcome outcome;

    private Sale(EnumMap<Priority, Clearing> clearings, Outcome outcome) {
        this.clearings = clearings;
        this.outcome = outcome;
    }

    /// How a sale is held.
    interface Manner {

        /// Clears the market of one class.
        Clearing clear(Priority priority, Stall stall);

        /// About what the prices of a class will be, by the ids of pools and budgets; empty where
        /// nobody knows.
        default SortedMap<String, Double> known(Priority priority) {
            return Collections.emptySortedMap();
        }

        /// Whether only bids come that are near enough at the known prices.
        default boolean nearOnly(Priority priority) {
            return false;
        }

        /// What multiplies the bids of the claim with this index.
        default double weight(int claim) {
            return 1;
        }

        /// Share by which its bids for what runs already are raised.
        default double stay(int claim) {
            return 0;
        }

        /// What runs of it, and where.
        List<Incumbents.Run> runs(int claim);
    }

    /// Sells everything, thoroughly, and says whether what is kept for lower classes is worth it.
    ///
    /// A floor is kept pool by pool, so that a few devices may keep a gang out that wants a whole
    /// pool. Where a simple policy that keeps nothing serves the highest class better, everything
    /// is sold once more without floors. That sale holds if it serves the higher classes better,
    /// and lower ones still hold as many devices in all as their floors are of the fleet, or as
    /// before.
    ///
    /// Where a higher class can be served equally well in several ways, the one counts that lower
    /// classes are served best by: a simple policy that serves a lower class better, and none above
    /// it worse, shows such a way ([#contented]).
    static Sale best(PlanInput input, List<Claim> claims) {
        var sale = floored(input, claims);
        return input.goals().alpha() > 0 || classes(claims).size() < 2
                ? sale
                : contented(input, claims, sale);
    }

    /// The sale, or one that serves lower classes better: higher ones are asked once more to do
    /// with what the best of the simple policies would leave them, and do so where that costs them
    /// nothing.
    private static Sale contented(PlanInput input, List<Claim> claims, Sale sale) {
        var classes = classes(claims);
        Outcome better = null;
        for (var other : new SimplePolicies(input, claims).outcomes()) {
            if (serves(classes, other, better == null ? sale.outcome : better)) {
                better = other;
            }
        }
        if (better == null) {
            return sale;
        }
        var leaving = of(input, claims, better);
        return serves(classes, leaving.outcome, sale.outcome) ? leaving : sale;
    }

    private static Sale floored(PlanInput input, List<Claim> claims) {
        var kept = of(input, claims);
        var classes = classes(claims);
        var goals = input.goals();
        boolean floors = goals.standardFloor() > 0 || goals.spareFloor() > 0;
        if (goals.alpha() > 0 || !floors || classes.size() < 2) {
            return kept;
        }
        var policies = new SimplePolicies(input.with(goals.withoutFloors()), claims);
        double own = kept.outcome.value(classes.first());
        boolean beaten =
                policies.outcomes().stream()
                        .anyMatch(other -> other.value(classes.first()) > own * (1 + CLEARLY));
        if (!beaten) {
            return kept;
        }
        var free = of(input.with(goals.withoutFloors()), claims);
        return serves(classes, free.outcome, kept.outcome) && free.leaves(input, classes, kept)
                ? free
                : kept;
    }

    /// Whether the first class that is served otherwise than in another outcome is served better.
    private static boolean serves(NavigableSet<Priority> classes, Outcome one, Outcome other) {
        for (var priority : classes) {
            double mine = one.value(priority);
            double theirs = other.value(priority);
            if (Math.abs(mine - theirs) > CLEARLY * Math.max(mine, theirs)) {
                return mine > theirs;
            }
        }
        return false;
    }

    private boolean leaves(PlanInput input, NavigableSet<Priority> classes, Sale kept) {
        long devices = input.pools().stream().mapToLong(Pool::devices).sum();
        for (var lower : classes.tailSet(classes.first(), false)) {
            double floor = floor(input, lower) * devices;
            if (outcome.devices(lower) < Math.min(floor, kept.outcome.devices(lower))) {
                return false;
            }
        }
        return true;
    }

    private static double floor(PlanInput input, Priority priority) {
        return switch (priority) {
            case CORE -> 0;
            case STANDARD -> input.goals().standardFloor();
            case SPARE -> input.goals().spareFloor();
        };
    }

    /// Sells everything, thoroughly.
    static Sale of(PlanInput input, List<Claim> claims) {
        return of(input, claims, Outcome.nothing(claims));
    }

    private static Sale of(PlanInput input, List<Claim> claims, Outcome leave) {
        var limits = new Limits(input.pools(), input.tenants());
        long[] supply = Arrays.stream(limits.devices()).asLongStream().toArray();
        return of(
                input,
                claims,
                supply,
                HostStock.of(input.pools()),
                new Manner() {
                    @Override
                    public Clearing clear(Priority priority, Stall stall) {
                        return Auctioneer.clear(stall.market());
                    }

                    @Override
                    public List<Incumbents.Run> runs(int claim) {
                        return input.incumbents().of(claims.get(claim).work());
                    }
                },
                leave);
    }

    /// @param supply devices of each pool that are for sale; floors are shares of the whole pool
    /// @param hosts CPU and memory for sale; used up here
    static Sale of(
            PlanInput input, List<Claim> claims, long[] supply, HostStock hosts, Manner manner) {
        return of(input, claims, supply, hosts, manner, Outcome.nothing(claims));
    }

    /// @param leave what lower classes would like to have: higher ones do without it where that
    ///   costs them nothing
    private static Sale of(
            PlanInput input,
            List<Claim> claims,
            long[] supply,
            HostStock hosts,
            Manner manner,
            Outcome leave) {
        var limits = new Limits(input.pools(), input.tenants());
        var purses = new TreeMap<>(limits.purses());
        long[] left = supply.clone();
        var taken = new ArrayList<List<Candidate>>(Outcome.nothing(claims).taken());
        var clearings = new EnumMap<Priority, Clearing>(Priority.class);
        var classes = classes(claims);
        var bids = new ClassBids(input, claims);
        boolean leaves = leave.taken().stream().anyMatch(some -> !some.isEmpty());
        for (var priority : classes) {
            long[] offered = left.clone();
            for (var lower : classes.tailSet(priority, false)) {
                keep(offered, input, bids.of(lower), lower);
            }
            boolean near = manner.nearOnly(priority);
            var stall = stall(bids, priority, offered, purses, hosts, manner, near);
            var clearing = manner.clear(priority, stall);
            double missed = stall.missed(clearing);
            if (missed > MUCH * clearing.bound()) {
                stall = stall(bids, priority, offered, purses, hosts, manner, false);
                clearing = manner.clear(priority, stall);
            } else if (missed > 0) {
                clearing = clearing.boundBy(missed);
            }
            long[] rest = leaves ? leave.left(priority, left, offered) : offered;
            if (!Arrays.equals(rest, offered)) {
                var less = stall(bids, priority, rest, purses, hosts, manner, false);
                var again = manner.clear(priority, less);
                boolean same = again.objective() >= clearing.objective() * (1 - CLEARLY);
                clearing = same ? clearing.over(again) : clearing;
            }
            clearings.put(priority, clearing);
            collect(bids, priority, stall, clearing, taken, left, purses, hosts);
        }
        return new Sale(clearings, new Outcome(claims, taken));
    }

    private static Stall stall(
            ClassBids bids,
            Priority priority,
            long[] offered,
            SortedMap<String, Limits.Purse> purses,
            HostStock hosts,
            Manner manner,
            boolean near) {
        var claims = bids.of(priority);
        var known = manner.known(priority);
        var stall =
                new Stall(
                        bids.input,
                        claims,
                        bids.dearest,
                        priority,
                        offered,
                        purses,
                        hosts,
                        known,
                        near);
        int[] indices = bids.indices(priority);
        for (int k = 0; k < claims.size(); k++) {
            int i = indices[k];
            stall.offer(claims.get(k), manner.weight(i), manner.stay(i), manner.runs(i));
        }
        return stall;
    }

    /// Classes with something to sell to, highest first.
    static NavigableSet<Priority> classes(List<Claim> claims) {
        var classes = new TreeSet<Priority>();
        for (var claim : claims) {
            if (!classes.contains(claim.priority) && !claim.lots().isEmpty()) {
                classes.add(claim.priority);
            }
        }
        return classes;
    }

    /// Takes out of the supply what is kept for a lower class.
    static void keep(long[] supply, PlanInput input, List<Claim> claims, Priority lower) {
        double floor = floor(input, lower);
        if (floor == 0) {
            return;
        }
        long[] wanted = new long[supply.length];
        for (var claim : claims) {
            if (claim.priority == lower) {
                long[] most = claim.sheet().most();
                for (int p = 0; p < most.length; p++) {
                    wanted[p] += most[p];
                }
            }
        }
        for (int p = 0; p < supply.length; p++) {
            long kept = (long) Math.floor(floor * input.pools().get(p).devices());
            supply[p] = Math.max(0, supply[p] - Math.min(kept, wanted[p]));
        }
    }

    /// Reads what a class bought, and takes it out of pools and purses.
    private static void collect(
            ClassBids bids,
            Priority priority,
            Stall stall,
            Clearing clearing,
            List<List<Candidate>> taken,
            long[] left,
            SortedMap<String, Limits.Purse> purses,
            HostStock hosts) {
        int lot = 0;
        var claims = bids.of(priority);
        int[] indices = bids.indices(priority);
        for (int k = 0; k < claims.size(); k++) {
            var claim = claims.get(k);
            var some = new Candidate[stall.lots(k)];
            int count = 0;
            for (int l = 0; l < some.length; l++) {
                int choice = stall.choice(clearing, lot++);
                if (choice != Clearing.NONE) {
                    var candidate = claim.lots().get(l).get(choice);
                    some[count++] = candidate;
                    left[candidate.pool()] -= candidate.devices();
                    hosts.take(claim, candidate);
                }
            }
            if (count > 0) {
                var bought = List.of(Arrays.copyOf(some, count));
                taken.set(indices[k], bought);
                purses.computeIfPresent(claim.tenant, (_, purse) -> purse.less(bought));
            }
        }
    }

    /// One clearing per class that bids, highest first.
    SortedMap<Priority, Clearing> clearings() {
        return new TreeMap<>(clearings);
    }

    Outcome outcome() {
        return outcome;
    }

    /// What a device of the pool costs this claim's tenant, in equivalents, in its class.
    double priceFor(Claim claim, int pool) {
        var clearing = clearings.get(claim.work().terms().priority());
        if (clearing == null) {
            return 0;
        }
        var stage = clearing.stages().getLast();
        double weight = weight(stage, claim.work().terms().tenant());
        return weight > 0 ? stage.poolPrices().get(pool) / weight / Stall.UNITS : 0;
    }

    /// What one more device of the pool is worth, in equivalents, to the class that pays most.
    double poolPrice(int pool) {
        double dearest = 0;
        for (var clearing : clearings.values()) {
            var stage = clearing.stages().getLast();
            double weight = averageWeight(stage);
            if (weight > 0) {
                dearest = Math.max(dearest, stage.poolPrices().get(pool) / weight / Stall.UNITS);
            }
        }
        return dearest;
    }

    /// Sum over classes, in equivalents (in utility with fairness between tenants).
    double objective(double alpha) {
        double unit = alpha == 0 ? Stall.UNITS : 1;
        return clearings.values().stream().mapToDouble(Clearing::objective).sum() / unit;
    }

    /// What no plan can exceed that sells to classes in this order.
    double bound(double alpha) {
        double unit = alpha == 0 ? Stall.UNITS : 1;
        return clearings.values().stream().mapToDouble(Clearing::bound).sum() / unit;
    }

    /// How far from the best possible the plan can be at most, as a share: of the total without
    /// fairness, of the worst class with it.
    double gap(double alpha) {
        if (alpha == 0) {
            double bound = bound(alpha);
            return bound > 0 ? Math.max(0, 1 - objective(alpha) / bound) : 0;
        }
        return clearings.values().stream().mapToDouble(Clearing::gap).max().orElse(0);
    }

    /// What an equivalent of the tenant counts in the market's objective: 1 without fairness.
    static double weight(Stage stage, String tenant) {
        for (var utility : stage.utilities()) {
            if (utility.tenant().equals(tenant)) {
                return utility.dualWeight();
            }
        }
        return stage.utilities().isEmpty() ? 1 : 0;
    }

    private static double averageWeight(Stage stage) {
        double weighted = 0;
        double received = 0;
        for (var utility : stage.utilities()) {
            weighted += utility.dualWeight() * utility.received();
            received += utility.received();
        }
        return stage.utilities().isEmpty() ? 1 : received > 0 ? weighted / received : 0;
    }
}
