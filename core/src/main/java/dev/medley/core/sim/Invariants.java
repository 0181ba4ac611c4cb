package dev.medley.core.sim;

import dev.medley.core.control.State;
import dev.medley.core.work.InferenceService;

import java.util.TreeMap;

/// What must hold after every event.
final class Invariants {

    private final TreeMap<String, Long> heldMs = new TreeMap<>();
    private final TreeMap<String, Long> held = new TreeMap<>();
    private long lastMs;

    /// Time passes while tenants hold what they hold.
    void pass(long atMs) {
        long elapsed = atMs - lastMs;
        held.forEach((tenant, devices) -> heldMs.merge(tenant, devices * elapsed, Long::sum));
        lastMs = atMs;
    }

    /// Throws if something does not hold.
    ///
    /// @param moved whether a run, a work or a node came or went since the last check
    void check(State state, SimulatedExecutor executor, Iterable<String> submitted, boolean moved) {
        gangs(state, executor);
        if (moved) {
            devices(state);
            works(state, submitted);
            ledger(state);
        }
    }

    /// No device is in two gangs, by the runs themselves rather than by the cluster's books.
    private static void devices(State state) {
        var holders = new TreeMap<String, String>();
        long devices = 0;
        for (var run : state.runs().values()) {
            for (var seat : run.seats()) {
                for (int device : seat.devices()) {
                    var other = holders.put(seat.node() + "/" + device, run.id());
                    require(
                            other == null,
                            "Device %d of %s is held by %s and %s."
                                    .formatted(device, seat.node(), other, run.id()));
                    devices++;
                }
            }
        }
        long booked = state.cluster().heldMilli() / 1000;
        require(booked == devices, "%d devices are booked, %d held.".formatted(booked, devices));
    }

    /// Whoever really sits on devices holds them whole and alone; nobody sits there unknown.
    private static void gangs(State state, SimulatedExecutor executor) {
        var perJob = new TreeMap<String, Integer>();
        for (var process : executor.alive().values()) {
            var run = state.runs().get(process.run);
            require(run != null, "Run %s sits on devices it does not hold.".formatted(process.run));
            require(
                    run == null || run.seats().equals(process.seats),
                    "Run %s is not where it should be.".formatted(process.run));
            if (!(process.work instanceof InferenceService)) {
                int count = perJob.merge(process.work.name(), 1, Integer::sum);
                require(count == 1, "Work '%s' runs twice.".formatted(process.work.name()));
            }
        }
        for (var run : state.runs().values()) {
            int held = run.seats().stream().mapToInt(seat -> seat.devices().size()).sum();
            int wanted = run.fit().shape().devices();
            require(
                    held == wanted,
                    "Run %s holds %d devices of %d.".formatted(run.id(), held, wanted));
        }
    }

    /// Every work that was taken in waits, runs or is over, and is only one of them.
    private static void works(State state, Iterable<String> submitted) {
        for (var work : submitted) {
            boolean open = state.jobs().containsKey(work);
            boolean over = state.closed().containsKey(work);
            require(open || over, "Work '%s' is lost.".formatted(work));
            require(!(open && over), "Work '%s' is over and is not.".formatted(work));
        }
        state.jobs()
                .forEach(
                        (name, job) ->
                                job.runs()
                                        .forEach(
                                                id ->
                                                        require(
                                                                state.runs().containsKey(id),
                                                                "Run %s of '%s' is lost."
                                                                        .formatted(id, name))));
    }

    /// Device-time adds up, tenant by tenant, to what runs held.
    private void ledger(State state) {
        held.clear();
        for (var run : state.runs().values()) {
            var job = state.jobs().get(run.work());
            require(job != null, "Run %s belongs to nobody.".formatted(run.id()));
            if (job != null) {
                held.merge(job.work().terms().tenant(), (long) run.devices(), Long::sum);
            }
        }
        state.ledger()
                .deviceMs(lastMs)
                .forEach(
                        (tenant, ms) ->
                                require(
                                        ms.equals(heldMs.getOrDefault(tenant, 0L)),
                                        "The ledger gives %s %d device-ms; runs held %d."
                                                .formatted(
                                                        tenant,
                                                        ms,
                                                        heldMs.getOrDefault(tenant, 0L))));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Violation(what);
        }
    }
}
