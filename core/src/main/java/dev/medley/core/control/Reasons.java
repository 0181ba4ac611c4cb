package dev.medley.core.control;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.fleet.Carving;
import dev.medley.core.place.Placer;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Hosting;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Terms;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Why a work waits, or a service has fewer replicas than it asks for, from what the state says
/// now: its own troubles first, then, pool by pool, what it would have to beat there or what keeps
/// it out.
final class Reasons {

    private static final double MINUTE_MS = 60_000;

    private final State state;
    private final Rounds rounds;

    Reasons(State state, Rounds rounds) {
        this.state = state;
        this.rounds = rounds;
    }

    List<Reason> of(String work) {
        var job = state.job(work);
        if (job == null) {
            return List.of();
        }
        var reasons = new ArrayList<Reason>();
        double served = 0;
        for (var run : job.runs.values()) {
            if (run.goesOn()) {
                served += run.fit.rate();
                continue;
            }
            reasons.add(
                    new Reason(
                            "stopping",
                            "run %s has not given its devices back yet".formatted(run.id)));
        }
        if (job.cancelled) {
            return reasons;
        }
        if (served > 0) {
            if (!(job.work instanceof InferenceService service) || serves(service, served)) {
                return List.of();
            }
            reasons.add(
                    new Reason(
                            "partly-served",
                            "its replicas serve %.0f %% of its load; for more:"
                                    .formatted(100 * served / service.requestsPerSecond())));
        }
        if (job.notBeforeMs > state.nowMs()) {
            reasons.add(
                    new Reason(
                            "put-off",
                            "tried again in %s min, after: %s"
                                    .formatted(minutes(job.notBeforeMs), job.lastTrouble)));
        }
        var reservation = state.reservations.get(work);
        if (reservation != null) {
            reasons.add(reserved(reservation));
        }
        inPools(job, served, reasons);
        return reasons;
    }

    private static boolean serves(InferenceService service, double rate) {
        return rate >= Wishes.MET * service.requestsPerSecond();
    }

    private Reason reserved(Reservation r) {
        var pool = state.setup().pools().get(r.pool()).id();
        var when =
                r.startMs() == Reservation.UNKNOWN
                        ? "when others have made room, at the latest after %s min of patience"
                                .formatted(
                                        minutes(r.sinceMs() + state.setup().timing().patienceMs()))
                        : "in about %s min (%s to %s)"
                                .formatted(
                                        minutes(r.startMs()),
                                        minutes(r.earliestMs()),
                                        minutes(r.latestMs()));
        return new Reason("reserved", "%s; starts %s".formatted(r.kept(pool), when));
    }

    private String minutes(long atMs) {
        if (atMs == Reservation.UNKNOWN) {
            return "unknown";
        }
        return "%.0f".formatted(Math.max(0, atMs - state.nowMs()) / MINUTE_MS);
    }

    private void inPools(Job job, double served, List<Reason> reasons) {
        var kind = state.kinds.get(job.kind);
        var best = new TreeMap<Integer, Candidate>();
        var terms = job.work.terms();
        var sizes = new NodeSizes(state);
        var tooLarge = new TreeMap<Integer, Integer>();
        double before = 0;
        for (var lot : rounds.claim(job.current(state.nowMs()), kind, state.nowMs()).lots()) {
            if (before >= served) {
                for (var candidate : lot) {
                    int p = candidate.pool();
                    int onNode = state.setup().pools().get(p).memberDevices(replica(candidate));
                    if (onNode >= sizes.tooMany(p, terms)) {
                        tooLarge.merge(p, onNode, Math::min);
                    } else {
                        best.merge(
                                p,
                                candidate,
                                (a, b) -> a.valuePerDevice() >= b.valuePerDevice() ? a : b);
                    }
                }
            }
            before += lot.stream().mapToDouble(Candidate::rate).max().orElse(0);
        }
        var fits = rounds.corrected(kind);
        for (int p = 0; p < state.setup().pools().size(); p++) {
            var candidate = best.get(p);
            var onNode = tooLarge.get(p);
            if (candidate != null) {
                reasons.add(outbid(job, candidate, p));
            } else if (onNode != null) {
                reasons.add(tooLarge(p, onNode, terms, sizes));
            } else {
                reasons.add(closed(job, p, fits.get(p)));
            }
        }
    }

    private static int replica(Candidate candidate) {
        return candidate.shape().shape().devices();
    }

    private Reason tooLarge(int p, int devices, Terms terms, NodeSizes sizes) {
        return new Reason(
                "node-too-small",
                "no node of %s has that: it asks %s for %s of a node, and nodes there have %s"
                        .formatted(
                                state.setup().pools().get(p).id(),
                                Hosting.words(terms.beside(devices)),
                                devices == 1 ? "each device" : devices + " devices",
                                sizes.words(p)));
    }

    private Reason outbid(Job job, Candidate candidate, int p) {
        double price = p < state.poolPrices.size() ? state.poolPrices.get(p) : 0;
        if (price > candidate.valuePerDevice()) {
            return needs("outbid", candidate, p, price, "");
        }
        for (var tenant : state.setup().tenants()) {
            if (tenant.name().equals(job.work.terms().tenant())) {
                var limit = limit(tenant, candidate);
                if (!limit.isEmpty()) {
                    return needs("over-limit", candidate, p, price, ", but " + limit);
                }
            }
        }
        var beside = beside(job, candidate, p);
        return needs(
                "no-room",
                candidate,
                p,
                price,
                ", but " + (beside.isEmpty() ? "fewer devices than it needs are left" : beside));
    }

    /// What nodes lack beside devices, or nothing.
    private String beside(Job job, Candidate candidate, int p) {
        var terms = job.work.terms();
        if (!terms.needsMore()) {
            return "";
        }
        var gang = Gangs.of(state.setup(), p, "", candidate.shape().shape(), terms);
        for (var obstacle : Placer.obstacles(state.cluster, gang)) {
            if (obstacle.code().startsWith("too-little-")) {
                return obstacle.text();
            }
        }
        return "";
    }

    private Reason needs(String code, Candidate candidate, int p, double price, String but) {
        var pool = state.setup().pools().get(p);
        return new Reason(
                code,
                "needs %s; worth %.2f per %s-hour there against a price of %.2f%s"
                        .formatted(
                                pool.named(candidate.devices()),
                                candidate.valuePerDevice(),
                                pool.carving().unit(),
                                price,
                                but));
    }

    /// Which of its limits the tenant would exceed, or nothing.
    private String limit(Tenant tenant, Candidate candidate) {
        long held = 0;
        double spent = 0;
        for (var run : state.runs.values()) {
            if (run.job.work.terms().tenant().equals(tenant.name())) {
                held += run.shares();
                spent += run.fit.costPerHour();
            }
        }
        @Nullable Integer most = tenant.maxDevices();
        if (most != null && held + candidate.shares() > Carving.WHOLE.shares(most)) {
            return "%s holds %s of %d".formatted(tenant.name(), devices(held), most);
        }
        @Nullable Double budget = tenant.budgetPerHour();
        if (budget != null && spent + candidate.costPerHour() > budget) {
            return "it costs %.2f an hour and %s has %.2f of %.2f left"
                    .formatted(
                            candidate.costPerHour(),
                            tenant.name(),
                            Math.max(0, budget - spent),
                            budget);
        }
        return "";
    }

    /// `3 devices`, or `2.75 devices` where parts of some are among them.
    private static String devices(long shares) {
        return shares % Carving.SHARES == 0
                ? shares / Carving.SHARES + " devices"
                : "%.2f devices".formatted((double) shares / Carving.SHARES);
    }

    private Reason closed(Job job, int p, Fit fit) {
        var pool = state.setup().pools().get(p);
        var permissions = state.setup().permissions(state.nowMs());
        var refusals = new ArrayList<>(permissions.refusals(job.asOf(state.nowMs()), pool));
        if (fit instanceof Fit.Rejected rejected) {
            refusals.addAll(0, rejected.reasons());
        }
        refusals.addAll(Hosting.refusals(job.work, pool, fit));
        if (refusals.isEmpty()) {
            return new Reason(
                    "not-worth-it",
                    "on %s it would cost more than it is worth, or no shape fits into its %s"
                            .formatted(pool.id(), pool.carving().count(pool.devices())));
        }
        var texts = refusals.stream().map(Reason::text).toList();
        return new Reason(
                refusals.getFirst().code(),
                "not on %s: %s".formatted(pool.id(), String.join("; ", texts)));
    }
}
