package dev.medley.core.control;

import dev.medley.core.fit.Reason;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Room;
import dev.medley.core.plan.Rounds;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// All of a [State] at one moment, as plain data: [State#of] makes an equal state of it, which goes
/// on as the first one would have.
///
/// Pools are numbered as in the setup that the state had; `pools` says which they were, so that a
/// setup that lists others beside them, or in another order, can take the state over.
///
/// @param pools ids of the setup's pools
/// @param tiers names of the setup's tiers
/// @param seatedPools ids of the pools that nodes joined, in the order in which they first did
/// @param domains for each tier the names of its domains, in the order in which they first came
/// @param kinds works of equal essence share one, by number
/// @param machines in the order in which they came
/// @param runs by id
/// @param closed works that were over lately, in the order in which they ended
/// @param learnt what measured rates are of predicted ones, by kind and pool
public record Snapshot(
        long nowMs,
        long events,
        List<String> pools,
        List<String> tiers,
        List<String> seatedPools,
        List<List<String>> domains,
        List<Rounds.Kind> kinds,
        List<Machine> machines,
        List<Job> jobs,
        List<Run> runs,
        List<Event.Closed> closed,
        List<Reservation> reservations,
        SortedMap<Integer, SortedMap<Integer, Double>> learnt,
        SortedMap<String, Account> accounts,
        SortedMap<Priority, SortedMap<String, Double>> prices,
        List<Double> poolPrices,
        SortedMap<String, List<Incumbents.Run>> promised,
        Room room) {

    /// See [dev.medley.core.control.Machine].
    ///
    /// @param draining null for no: snapshots of before nodes could be drained do not say it
    public record Machine(
            Node node,
            SortedSet<Integer> down,
            boolean cordoned,
            boolean lost,
            boolean leaving,
            @Nullable Boolean draining) {
        public Machine {
            down = Collections.unmodifiableSortedSet(new TreeSet<>(down));
        }
    }

    /// See [dev.medley.core.control.Job].
    public record Job(
            Work work,
            Care care,
            int kind,
            long submittedMs,
            long deadlineFromMs,
            double saved,
            int failures,
            int runsSoFar,
            long attainedMs,
            long waitingSinceMs,
            long notBeforeMs,
            boolean cancelled,
            String lastTrouble) {}

    /// See [dev.medley.core.control.Run].
    public record Run(
            Event.RunPlaced placed,
            double ratio,
            dev.medley.core.control.Run.Phase phase,
            long startedMs,
            long heardMs,
            long askedMs,
            long savedMs,
            double done,
            double saved) {}

    /// What a tenant has had; see [Ledger].
    ///
    /// @param heldShares shares of a device beyond the whole ones that it holds, or null for none
    /// @param deviceMsShares the same of device-milliseconds
    public record Account(
            long held,
            long sinceMs,
            long deviceMs,
            double recent,
            double reckoned,
            @Nullable Long heldShares,
            @Nullable Long deviceMsShares) {}

    public Snapshot {
        pools = List.copyOf(pools);
        tiers = List.copyOf(tiers);
        seatedPools = List.copyOf(seatedPools);
        domains = domains.stream().map(List::copyOf).toList();
        kinds = List.copyOf(kinds);
        machines = List.copyOf(machines);
        jobs = List.copyOf(jobs);
        runs = List.copyOf(runs);
        closed = List.copyOf(closed);
        reservations = List.copyOf(reservations);
        var rates = new TreeMap<Integer, SortedMap<Integer, Double>>();
        learnt.forEach(
                (kind, byPool) ->
                        rates.put(kind, Collections.unmodifiableSortedMap(new TreeMap<>(byPool))));
        learnt = Collections.unmodifiableSortedMap(rates);
        accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
        poolPrices = List.copyOf(poolPrices);
        promised = Collections.unmodifiableSortedMap(new TreeMap<>(promised));
    }

    /// Why no state can go on from here under this setup; empty if one can. Pools and tenants may
    /// come at any time; they may go when nothing of them is left.
    public List<Reason> misfits(Setup setup) {
        var reasons = new ArrayList<Reason>();
        if (!setup.tiers().equals(tiers)) {
            reasons.add(
                    new Reason(
                            "other-tiers",
                            "Nodes were described by the tiers %s, the setup has %s; keep them."
                                    .formatted(tiers, setup.tiers())));
        }
        for (var lost : lostPools(setup)) {
            var ids =
                    runs.stream()
                            .filter(run -> pools.get(run.placed().pool()).equals(lost))
                            .map(run -> run.placed().run())
                            .toList();
            if (!ids.isEmpty()) {
                reasons.add(
                        new Reason(
                                "pool-in-use",
                                ("Pool '%s' is gone, and %d runs hold devices there (%s first);"
                                                + " keep it until they are over.")
                                        .formatted(lost, ids.size(), ids.getFirst())));
            }
        }
        var tenants = new TreeMap<String, String>();
        jobs.forEach(job -> tenants.putIfAbsent(job.work().terms().tenant(), job.work().name()));
        setup.tenants().forEach(tenant -> tenants.remove(tenant.name()));
        tenants.forEach(
                (tenant, work) ->
                        reasons.add(
                                new Reason(
                                        "tenant-in-use",
                                        ("Tenant '%s' is gone, and its work '%s' is not over;"
                                                        + " keep the tenant until it is.")
                                                .formatted(tenant, work))));
        return reasons;
    }

    /// Whose work is not over.
    public SortedSet<String> tenants() {
        var tenants = new TreeSet<String>();
        jobs.forEach(job -> tenants.add(job.work().terms().tenant()));
        return tenants;
    }

    private List<String> lostPools(Setup setup) {
        return pools.stream().filter(id -> setup.pool(id) < 0).toList();
    }
}
