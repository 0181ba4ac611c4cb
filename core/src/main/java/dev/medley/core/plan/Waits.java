package dev.medley.core.plan;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.fleet.Carving;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Why a work waits, in words and numbers: where it could run and what it would have to beat there,
/// and where it cannot run and why.
final class Waits {

    private final PlanInput input;
    private final FitTable fits;
    private final Sale sale;

    /// What the plan leaves each tenant.
    private final SortedMap<String, Limits.Purse> left;

    private final HostStock hosts;

    Waits(PlanInput input, FitTable fits, Sale sale) {
        this.input = input;
        this.fits = fits;
        this.sale = sale;
        this.left = left(input, sale.outcome());
        this.hosts = sale.outcome().hostsLeft(input.pools());
    }

    private static SortedMap<String, Limits.Purse> left(PlanInput input, Outcome outcome) {
        var left = new TreeMap<>(new Limits(input.pools(), input.tenants()).purses());
        for (int i = 0; i < outcome.claims().size(); i++) {
            var tenant = outcome.claims().get(i).work().terms().tenant();
            for (var candidate : outcome.taken().get(i)) {
                left.computeIfPresent(tenant, (_, purse) -> purse.less(candidate));
            }
        }
        return left;
    }

    /// Reasons for a claim of which nothing was sold: pools where it bid, best chance first, then
    /// pools that are closed to it. Never empty.
    List<Reason> reasons(int index, Claim claim) {
        var reasons = new ArrayList<Reason>();
        var bids = claim.lots().isEmpty() ? new ArrayList<Candidate>() : bestPerPool(claim);
        bids.sort(
                Comparator.comparingDouble(
                                (Candidate c) ->
                                        sale.priceFor(claim, c.pool()) - c.valuePerDevice())
                        .thenComparingInt(Candidate::pool));
        for (var bid : bids) {
            reasons.add(outbid(claim, bid));
        }
        double here = bids.isEmpty() ? 0 : ratePerDevice(bids.getFirst());
        for (int p = 0; p < fits.pools(); p++) {
            int pool = p;
            if (bids.stream().noneMatch(b -> b.pool() == pool)) {
                reasons.add(closed(claim.work(), index, pool, here));
            }
        }
        return reasons;
    }

    /// The candidate of the first lot that comes closest to its price, per pool.
    private static List<Candidate> bestPerPool(Claim claim) {
        var best = new ArrayList<Candidate>();
        for (var candidate : claim.lots().getFirst()) {
            int at = -1;
            for (int i = 0; i < best.size(); i++) {
                if (best.get(i).pool() == candidate.pool()) {
                    at = i;
                }
            }
            if (at < 0) {
                best.add(candidate);
            } else if (candidate.valuePerDevice() > best.get(at).valuePerDevice()) {
                best.set(at, candidate);
            }
        }
        return best;
    }

    private Reason outbid(Claim claim, Candidate bid) {
        var pool = input.pools().get(bid.pool());
        double price = sale.priceFor(claim, bid.pool());
        var needs = "needs " + pool.named(bid.devices());
        if (price > bid.valuePerDevice()) {
            return new Reason(
                    "outbid",
                    "%s; worth %s per %s-hour there against a price of %s"
                            .formatted(
                                    needs,
                                    figure(bid.valuePerDevice()),
                                    pool.carving().unit(),
                                    figure(price)));
        }
        var tenant = claim.work().terms().tenant();
        var purse = left.getOrDefault(tenant, Limits.Purse.UNLIMITED);
        if (bid.costPerHour() > purse.money()) {
            return new Reason(
                    "budget",
                    "%s for %s per hour; the budget of %s has %s left"
                            .formatted(
                                    needs,
                                    figure(bid.costPerHour()),
                                    tenant,
                                    figure(purse.money())));
        }
        if (bid.shares() > purse.shares()) {
            return new Reason(
                    "tenant-limit",
                    "%s; %s may hold %s more devices"
                            .formatted(needs, tenant, devices(purse.shares())));
        }
        var worth =
                "%s; worth %s against a price of %s"
                        .formatted(needs, figure(bid.valuePerDevice()), figure(price));
        if (!hosts.covers(claim.work().terms(), bid)) {
            return new Reason(
                    "no-room",
                    "%s, but beside devices it asks %s, more than other work leaves there"
                            .formatted(
                                    worth, Hosting.words(hosts.needs(claim.work().terms(), bid))));
        }
        return new Reason("no-room", worth + ", but fewer devices than it needs are left");
    }

    /// A pool it did not bid in: what would happen there, and what forbids it.
    private Reason closed(Work work, int index, int pool, double ratePerDeviceHere) {
        var in = input.pools().get(pool);
        var name = in.id();
        var refusals = input.goals().permissions().refusals(work, in);
        var tooSmall = Hosting.refusals(work, in, fits.inPool(index, pool));
        return switch (fits.inPool(index, pool)) {
            case Fit.Rejected rejected ->
                    new Reason(
                            rejected.reasons().getFirst().code(),
                            "not on %s: %s".formatted(name, texts(rejected.reasons(), refusals)));
            case Fit.Fits there when !refusals.isEmpty() -> {
                double rate = FitTable.bestPerDevice(there);
                var speed =
                        ratePerDeviceHere > 0
                                ? "on %s it would run at %s of the speed per device, but "
                                        .formatted(name, figure(rate / ratePerDeviceHere))
                                : "on %s it would run, but ".formatted(name);
                yield new Reason(refusals.getFirst().code(), speed + texts(refusals, List.of()));
            }
            case Fit.Fits _ when !tooSmall.isEmpty() -> tooSmall.getFirst();
            case Fit.Fits _ ->
                    new Reason(
                            "not-worth-it",
                            "on %s it would cost more than it is worth, or no shape fits into its %s"
                                    .formatted(name, in.carving().count(in.devices())));
        };
    }

    /// `3`, or `2.75` where parts of devices are left.
    private static String devices(long shares) {
        return shares % Carving.SHARES == 0
                ? Long.toString(shares / Carving.SHARES)
                : figure((double) shares / Carving.SHARES);
    }

    private static double ratePerDevice(Candidate bid) {
        return bid.shape().rate() / bid.shape().shape().devices();
    }

    private static String texts(List<Reason> some, List<Reason> more) {
        var texts = new ArrayList<String>();
        some.forEach(r -> texts.add(r.text()));
        more.forEach(r -> texts.add(r.text()));
        return String.join("; ", texts);
    }

    static String figure(double value) {
        return value >= 100
                ? "%.0f".formatted(value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
