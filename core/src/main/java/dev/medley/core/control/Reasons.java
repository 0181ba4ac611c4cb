package dev.medley.core.control;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Reason;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Why a work waits, from what the state says now: its own troubles first, then, pool by pool, what
/// it would have to beat there or what keeps it out.
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
        for (var run : job.runs.values()) {
            if (run.goesOn()) {
                return List.of();
            }
            reasons.add(
                    new Reason(
                            "stopping", "run %s has not given its devices back yet".formatted(run.id)));
        }
        if (job.cancelled) {
            return reasons;
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
        inPools(job, reasons);
        return reasons;
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
        return new Reason(
                "reserved",
                "%d nodes of %s are kept for it; starts %s"
                        .formatted(r.nodes().size(), pool, when));
    }

    private String minutes(long atMs) {
        if (atMs == Reservation.UNKNOWN) {
            return "unknown";
        }
        return "%.0f".formatted(Math.max(0, atMs - state.nowMs()) / MINUTE_MS);
    }

    private void inPools(Job job, List<Reason> reasons) {
        var kind = state.kinds.get(job.kind);
        var best = new TreeMap<Integer, Candidate>();
        for (var lot : rounds.claim(job.work, kind).lots()) {
            for (var candidate : lot) {
                best.merge(
                        candidate.pool(),
                        candidate,
                        (a, b) -> a.valuePerDevice() >= b.valuePerDevice() ? a : b);
            }
        }
        var fits = rounds.corrected(kind);
        for (int p = 0; p < state.setup().pools().size(); p++) {
            var candidate = best.get(p);
            reasons.add(candidate == null ? closed(job, p, fits.get(p)) : outbid(candidate, p));
        }
    }

    private Reason outbid(Candidate candidate, int p) {
        var pool = state.setup().pools().get(p).id();
        double price = p < state.poolPrices.size() ? state.poolPrices.get(p) : 0;
        boolean dear = price > candidate.valuePerDevice();
        return new Reason(
                dear ? "outbid" : "no-room",
                "needs %d %s; worth %.2f per device-hour there against a price of %.2f%s"
                        .formatted(
                                candidate.devices(),
                                pool,
                                candidate.valuePerDevice(),
                                price,
                                dear
                                        ? ""
                                        : ", but too few devices, or too little budget, are left"));
    }

    private Reason closed(Job job, int p, Fit fit) {
        var pool = state.setup().pools().get(p);
        var refusals = new ArrayList<>(Permissions.refusals(job.work, pool));
        if (fit instanceof Fit.Rejected rejected) {
            refusals.addAll(0, rejected.reasons());
        }
        if (refusals.isEmpty()) {
            return new Reason(
                    "not-worth-it",
                    "on %s it would cost more than it is worth, or no shape fits into its %d devices"
                            .formatted(pool.id(), pool.devices()));
        }
        var texts = refusals.stream().map(Reason::text).toList();
        return new Reason(
                refusals.getFirst().code(),
                "not on %s: %s".formatted(pool.id(), String.join("; ", texts)));
    }
}
