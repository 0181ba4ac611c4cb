package dev.medley.core.plan;

import dev.medley.core.fit.Essence;
import dev.medley.core.fit.Fitting;
import dev.medley.core.market.Market;
import dev.medley.core.market.SoftClearing;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sales held on a supposition: what works would take if so many devices were there.
///
/// GOALS. Thousands of sales that differ a little, each within a few milliseconds, whose answers
/// differ no more than their suppositions do. ALGORITHM. Fits are made once for each work that
/// differs, claims once for each demand and each set of pools that are open to it; a sale is then
/// classes one after another as in [Sale], cleared softly ([SoftClearing]), so that works may
/// divide themselves. Nothing is remembered between sales: they may be held at the same time.
public final class Trials {

    /// More devices than works can want.
    private static final long PLENTY = 1 << 30;

    private final PlanInput input;
    private final FitTable fits;
    private final Scale scale;
    private final LinkedHashMap<Work, Integer> rowOf = new LinkedHashMap<>();

    /// @param input with the most devices that pools may ever have, and every work in every form
    ///   that will ever be tried
    public Trials(PlanInput input, Fitting fitting) {
        this.input = input;
        for (var work : input.works()) {
            rowOf.putIfAbsent(Essence.of(work), rowOf.size());
        }
        var offers = Planner.offers(input.pools());
        var reference = Planner.referenceOffer(input.reference());
        this.fits = FitTable.of(List.copyOf(rowOf.keySet()), offers, reference, fitting);
        this.scale = new Scale(fits, offers, reference, fitting, input.standardModel());
    }

    private int row(Work work) {
        var row = rowOf.get(Essence.of(work));
        if (row == null) {
            throw new IllegalArgumentException(
                    "The work '%s' is none of those that were fitted.".formatted(work.name()));
        }
        return row;
    }

    /// Equivalents of a unit of the work's rate, without weights; 0 where no chip runs it.
    public double perRate(Work work) {
        return scale.perRate(work, row(work));
    }

    /// What the work asks for, where these permissions hold.
    public Ask ask(Work work, Permissions permissions) {
        int row = row(work);
        var goals = input.goals();
        var weights = new Bidding.Weights(goals.perMoneyPerHour(), goals.perKilowatt());
        var bidding =
                new Bidding(
                        input.pools(),
                        fits,
                        scale,
                        weights,
                        Planner.tenantWeights(input),
                        Incumbents.NONE,
                        permissions,
                        Worth.View.LONG_RUN);
        return Ask.of(bidding.claim(work, row), scale.perRate(work, row));
    }

    /// Prices by class and the id of pool or budget.
    public record Prices(SortedMap<Priority, SortedMap<String, Double>> byClass) {

        public static final Prices UNKNOWN = new Prices(Collections.emptySortedMap());

        public Prices {
            byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
        }

        /// These, and others where these know none.
        public Prices filledFrom(Prices others) {
            var all = new TreeMap<>(byClass);
            others.byClass.forEach(
                    (priority, some) -> {
                        var filled = new TreeMap<>(some);
                        all.getOrDefault(priority, Collections.emptySortedMap())
                                .forEach(
                                        (id, price) -> {
                                            if (price < Double.POSITIVE_INFINITY) {
                                                filled.put(id, price);
                                            }
                                        });
                        all.put(priority, filled);
                    });
            return new Prices(all);
        }
    }

    /// What came of a sale.
    ///
    /// @param prices to start another one from
    public record Sold(Yield yield, Prices prices) {}

    /// Sells so many devices of each pool.
    ///
    /// @param known prices to start from
    public Sold sell(List<Ask> asks, long[] supply, Prices known) {
        var found = new TreeMap<Priority, SortedMap<String, Double>>();
        var yield =
                run(
                        asks,
                        supply,
                        (priority, market) -> {
                            var clearing =
                                    SoftClearing.clear(market, known.byClass().get(priority));
                            found.put(priority, clearing.prices());
                            return clearing;
                        });
        return new Sold(yield, new Prices(found));
    }

    /// What works would take at these prices if there were always enough.
    public Yield wanted(List<Ask> asks, Prices prices) {
        long[] plenty = input.pools().stream().mapToLong(pool -> PLENTY).toArray();
        return run(
                asks,
                plenty,
                (priority, market) ->
                        SoftClearing.at(
                                market,
                                prices.byClass()
                                        .getOrDefault(priority, Collections.emptySortedMap())));
    }

    private interface Manner {
        SoftClearing clear(Priority priority, Market market);
    }

    private Yield run(List<Ask> asks, long[] supply, Manner manner) {
        var claims = asks.stream().map(Ask::claim).toList();
        var there = there(supply);
        var purses = new TreeMap<>(new Limits(there.pools(), there.tenants()).purses());
        double[] left = new double[supply.length];
        for (int p = 0; p < left.length; p++) {
            left[p] = supply[p];
        }
        var yield = new Yield(supply.length);
        var unlimited = HostStock.of(there.pools(), List.of());
        var classes = Sale.classes(claims);
        for (var priority : classes) {
            long[] offered = new long[left.length];
            for (int p = 0; p < left.length; p++) {
                offered[p] = Math.max(0, (long) Math.floor(left[p] + 1e-6));
            }
            for (var lower : classes.tailSet(priority, false)) {
                Sale.keep(offered, there, claims, lower);
            }
            var stall = new Stall(there, claims, priority, offered, purses, unlimited);
            for (var claim : claims) {
                if (claim.work().terms().priority() == priority) {
                    stall.offer(claim, 1, 0, List.of());
                }
            }
            var clearing = manner.clear(priority, stall.market());
            yield.collect(asks, priority, clearing, left, purses);
        }
        return yield;
    }

    private PlanInput there(long[] supply) {
        var sized = new ArrayList<dev.medley.core.fleet.Pool>();
        for (int p = 0; p < supply.length; p++) {
            sized.add(input.pools().get(p).withDevices((int) supply[p]));
        }
        return new PlanInput(
                sized,
                input.tenants(),
                List.of(),
                input.reference(),
                input.standardModel(),
                input.goals().under(Permissions.OF_TERMS),
                Incumbents.NONE);
    }
}
