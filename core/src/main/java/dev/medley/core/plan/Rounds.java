package dev.medley.core.plan;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Host;
import dev.medley.core.fleet.Pool;
import dev.medley.core.market.Auctioneer;
import dev.medley.core.market.Clearing;
import dev.medley.core.market.Effort;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sells the same pools round after round, to work of which little changes in between.
///
/// GOALS. A round of ten thousand works in some tens of milliseconds; what is remembered between
/// rounds never shows in the answer. CONSTRAINTS. Everything an answer depends on is in the
/// arguments, prices to start from included. ALGORITHM. Fits are kept per essence and claims per
/// work, each with what it was made from; they are made anew when that differs. The sale itself is
/// [Sale], begun at known prices and at what runs.
public final class Rounds {

    /// Up to so many lots a round may look for better plans by annealing.
    private static final int FEW_LOTS = 400;

    private static final int MOVES_PER_LOT = 200;

    /// Share of a class's value that a plan made anew must add before it is preferred to what runs.
    private static final double INERTIA = 0.01;

    /// Fits of so many kinds of work are remembered, the latest ones.
    private static final int MOST_FITS = 20_000;

    private final List<Pool> pools;
    private final PlanInput.Goals goals;
    private final RuleChanges ruleChanges;
    private final Fitting fitting;
    private final Model standardModel;
    private final List<ChipOffer> offers;
    private final ChipOffer reference;
    private final LinkedHashMap<Work, List<Fit>> fits = new LinkedHashMap<>();
    private final LinkedHashMap<String, Remembered> claims = new LinkedHashMap<>();
    private final SameBids same = new SameBids();

    /// @param pools with all the devices they may ever have
    /// @param goals with the permissions that hold before any change
    public Rounds(
            List<Pool> pools,
            Chip reference,
            Model standardModel,
            PlanInput.Goals goals,
            RuleChanges ruleChanges,
            Fitting fitting) {
        this.pools = List.copyOf(pools);
        this.goals = goals;
        this.ruleChanges = ruleChanges;
        this.fitting = fitting;
        this.standardModel = standardModel;
        this.offers = Planner.offers(this.pools);
        this.reference = Planner.referenceOffer(reference);
    }

    /// What decides how fast chips do a work.
    ///
    /// @param essence see [dev.medley.core.fit.Essence]
    /// @param ratios what measured rates are of predicted ones, per pool
    public record Kind(Work essence, List<Double> ratios) {
        public Kind {
            ratios = List.copyOf(ratios);
        }
    }

    /// A work as it enters a round.
    ///
    /// @param runs what runs of it
    /// @param weight multiplies its bids
    /// @param stay share by which bids for what runs are raised: what stopping it would lose
    /// @param room where it may find room for what does not run yet
    public record Bidder(
            Work work,
            Kind kind,
            List<Incumbents.Run> runs,
            double weight,
            double stay,
            Room room) {
        public Bidder {
            runs = List.copyOf(runs);
        }
    }

    /// What a round came to.
    ///
    /// @param taken per bidder, the candidates that it got, at most one per lot
    /// @param prices to start the next round from, by class and the id of pool or budget
    /// @param poolPrices equivalents that one more device of each pool would add
    public record Sold(
            List<List<Candidate>> taken,
            SortedMap<Priority, SortedMap<String, Double>> prices,
            List<Double> poolPrices,
            double objective,
            double bound) {
        public Sold {
            taken = taken.stream().map(List::copyOf).toList();
            prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
            poolPrices = List.copyOf(poolPrices);
        }
    }

    private record Remembered(Work work, Kind kind, Permissions permissions, Claim claim) {}

    /// Sells to the bidders.
    ///
    /// @param atMs which permissions are in force
    /// @param capacity devices in service, per pool
    /// @param supply devices for sale, per pool
    /// @param hosts CPU and memory for sale, per pool; empty where nobody asks
    /// @param tenants with what they may still spend
    /// @param known prices to start from; empty before the first round
    public Sold sell(
            long atMs,
            List<Bidder> bidders,
            List<Integer> capacity,
            long[] supply,
            List<Host> hosts,
            List<Tenant> tenants,
            SortedMap<Priority, SortedMap<String, Double>> known) {
        var openings = new Openings(pools);
        var some = new ArrayList<Claim>(bidders.size());
        for (var bidder : bidders) {
            some.add(claim(bidder, atMs, openings));
        }
        var input =
                new PlanInput(
                        sized(capacity),
                        tenants,
                        List.of(),
                        reference.chip(),
                        standardModel,
                        goals,
                        Incumbents.NONE);
        var manner = new Warm(bidders, known, some, goals.alpha());
        var sale = Sale.of(input, some, supply, HostStock.of(pools, hosts), manner);
        double[] wouldPay = new double[pools.size()];
        for (int i = 0; i < bidders.size(); i++) {
            var bidder = bidders.get(i);
            var taken = sale.outcome().taken().get(i);
            if (!bidder.room().refused().isEmpty()) {
                var all = claim(bidder.work(), bidder.kind(), atMs);
                openings.turnedAway(all, bidder.room(), bidder.weight(), taken, wouldPay);
            }
        }
        var prices = new ArrayList<Double>();
        for (int p = 0; p < pools.size(); p++) {
            prices.add(Math.max(sale.poolPrice(p), wouldPay[p]));
        }
        return new Sold(
                sale.outcome().taken(),
                manner.found,
                prices,
                sale.objective(goals.alpha()),
                sale.bound(goals.alpha()));
    }

    /// What a bidder bids for: what runs already, and what may find room.
    public Claim claim(Bidder bidder, long atMs) {
        return claim(bidder, atMs, new Openings(pools));
    }

    private Claim claim(Bidder bidder, long atMs, Openings openings) {
        var all = claim(bidder.work(), bidder.kind(), atMs);
        return openings.open(all, bidder.room(), bidder.runs());
    }

    /// What the work bids for: all it could ever use, whatever is in service now.
    public Claim claim(Work work, Kind kind, long atMs) {
        var permissions = ruleChanges.at(atMs, goals.permissions());
        var before = claims.get(work.name());
        if (before != null
                && Objects.equals(before.permissions, permissions)
                && Objects.equals(before.kind, kind)
                && Objects.equals(before.work, work)) {
            return before.claim;
        }
        var table = FitTable.ofOne(corrected(kind));
        var scale = new Scale(table, offers, reference, fitting, standardModel);
        var weights = new Bidding.Weights(goals.perMoneyPerHour(), goals.perKilowatt());
        var bidding =
                new Bidding(
                        pools,
                        table,
                        scale,
                        weights,
                        Collections.emptySortedMap(),
                        Incumbents.NONE,
                        permissions,
                        Worth.View.ROUNDS);
        var claim = same.shared(bidding.claim(work, 0));
        claims.put(work.name(), new Remembered(work, kind, permissions, claim));
        return claim;
    }

    /// Whoever is done needs no memory.
    public void forget(String work) {
        claims.remove(work);
    }

    /// What measured rates make of the fits: one per pool, and last the reference chip.
    public List<Fit> corrected(Kind kind) {
        var known = fits.get(kind.essence());
        if (known == null) {
            var columns = Planner.columns(pools, reference.chip());
            known = fitting.fitAll(List.of(kind.essence()), columns).getFirst();
            fits.put(kind.essence(), known);
            if (fits.size() > MOST_FITS) {
                fits.pollFirstEntry();
            }
        }
        var corrected = new ArrayList<Fit>();
        for (int p = 0; p < known.size(); p++) {
            double ratio = p < kind.ratios().size() ? kind.ratios().get(p) : 1;
            corrected.add(ratio == 1 ? known.get(p) : times(known.get(p), ratio));
        }
        return corrected;
    }

    private static Fit times(Fit fit, double ratio) {
        return switch (fit) {
            case Fit.Rejected _ -> fit;
            case Fit.Fits some ->
                    new Fit.Fits(
                            some.work(),
                            some.chip(),
                            some.shapes().stream().map(shape -> times(shape, ratio)).toList(),
                            some.assumptions());
        };
    }

    private static ShapeFit times(ShapeFit fit, double ratio) {
        var band = fit.band();
        return new ShapeFit(
                fit.shape(),
                fit.rate() * ratio,
                fit.unit(),
                new Band(band.low() * ratio, band.high() * ratio, band.basisRows()),
                fit.ttftMs(),
                fit.tpotMs(),
                fit.terms(),
                fit.memory(),
                fit.watts(),
                fit.costPerHour());
    }

    private List<Pool> sized(List<Integer> devices) {
        var sized = new ArrayList<Pool>();
        for (int p = 0; p < pools.size(); p++) {
            sized.add(pools.get(p).withDevices(devices.get(p)));
        }
        return sized;
    }

    /// Starts at known prices, and remembers those that were found.
    private static final class Warm implements Sale.Manner {
        private final List<Bidder> bidders;
        private final SortedMap<Priority, SortedMap<String, Double>> known;
        private final TreeMap<Priority, SortedMap<String, Double>> found = new TreeMap<>();
        private final EnumMap<Priority, Integer> lots = new EnumMap<>(Priority.class);
        private final double alpha;

        Warm(
                List<Bidder> bidders,
                SortedMap<Priority, SortedMap<String, Double>> known,
                List<Claim> claims,
                double alpha) {
            this.bidders = bidders;
            this.known = known;
            this.alpha = alpha;
            for (var claim : claims) {
                lots.merge(claim.priority, claim.lots().size(), Integer::sum);
            }
        }

        @Override
        public Clearing clear(Priority priority, Stall stall) {
            var market = stall.market();
            int lots = market.lots();
            var effort = new Effort(lots > FEW_LOTS ? 0 : MOVES_PER_LOT * lots, 0, false, INERTIA);
            @Nullable SortedMap<String, Double> before =
                    found.containsKey(priority) ? found.get(priority) : known.get(priority);
            var clearing =
                    before == null
                            ? Auctioneer.clear(market, effort)
                            : Auctioneer.clearFrom(market, effort, before);
            found.put(priority, stall.prices(clearing));
            return clearing;
        }

        @Override
        public SortedMap<String, Double> known(Priority priority) {
            return known.getOrDefault(priority, Collections.emptySortedMap());
        }

        @Override
        public boolean nearOnly(Priority priority) {
            // With fairness nobody knows beforehand what a tenant's equivalents will count.
            boolean many = lots.getOrDefault(priority, 0) > FEW_LOTS;
            return many && alpha == 0 && known.containsKey(priority);
        }

        @Override
        public double weight(int claim) {
            return bidders.get(claim).weight();
        }

        @Override
        public double stay(int claim) {
            return bidders.get(claim).stay();
        }

        @Override
        public List<Incumbents.Run> runs(int claim) {
            return bidders.get(claim).runs();
        }
    }
}
