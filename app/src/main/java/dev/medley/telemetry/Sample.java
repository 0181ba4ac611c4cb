package dev.medley.telemetry;

import dev.medley.core.control.Machine;
import dev.medley.core.control.Run;
import dev.medley.core.control.State;
import dev.medley.core.work.Priority;
import dev.medley.live.Desk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The figures of one moment, counted on the loop's thread.
///
/// @param queue works without a run, by class
/// @param works by state: waiting, starting, running, stopping
/// @param nodes by state: up, cordoned (or about to leave), lost
/// @param pools by pool id
/// @param held devices by class
/// @param tenantDevices by tenant
/// @param tenantSeconds device-seconds since the beginning, by tenant
record Sample(
        long latest,
        Map<Priority, Integer> queue,
        SortedMap<String, Integer> works,
        SortedMap<String, Integer> nodes,
        SortedMap<String, PoolCount> pools,
        Map<Priority, Integer> held,
        SortedMap<String, Long> tenantDevices,
        SortedMap<String, Double> tenantSeconds) {

    static final List<String> WORK_STATES = List.of("waiting", "starting", "running", "stopping");
    static final List<String> NODE_STATES = List.of("up", "cordoned", "lost");

    /// Before anything is known.
    static final Sample EMPTY =
            new Sample(
                    0,
                    Map.of(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Map.of(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap());

    /// Devices of a pool's nodes.
    ///
    /// @param down get nothing new, whether or not something still runs on them
    record PoolCount(int devices, int used, int down, double price) {

        int free() {
            return Math.max(0, devices - used - down);
        }
    }

    static Sample of(Desk desk) {
        var state = desk.state();
        var queue = new EnumMap<Priority, Integer>(Priority.class);
        var held = new EnumMap<Priority, Integer>(Priority.class);
        var works = new TreeMap<String, Integer>();
        var used = new TreeMap<Integer, Integer>();
        for (var job : state.jobs().values()) {
            var phases = new ArrayList<Run.Phase>();
            for (var id : job.runs()) {
                var run = state.runs().get(id);
                if (run != null) {
                    phases.add(run.phase());
                    held.merge(job.work().terms().priority(), run.devices(), Integer::sum);
                    used.merge(run.pool(), run.devices(), Integer::sum);
                }
            }
            works.merge(word(phases), 1, Integer::sum);
            if (phases.isEmpty()) {
                queue.merge(job.work().terms().priority(), 1, Integer::sum);
            }
        }
        var seconds = new TreeMap<String, Double>();
        state.ledger()
                .deviceMs(desk.nowMs())
                .forEach((tenant, ms) -> seconds.put(tenant, ms / 1e3));
        return new Sample(
                desk.latest(),
                queue,
                works,
                nodes(state),
                pools(state, used),
                held,
                state.ledger().held(),
                seconds);
    }

    private static String word(List<Run.Phase> phases) {
        if (phases.isEmpty()) {
            return "waiting";
        }
        if (phases.contains(Run.Phase.RUNNING)) {
            return "running";
        }
        return phases.contains(Run.Phase.STARTING) ? "starting" : "stopping";
    }

    private static SortedMap<String, Integer> nodes(State state) {
        var nodes = new TreeMap<String, Integer>();
        for (var machine : state.machines().values()) {
            var word = machine.lost() ? "lost" : machine.inService() ? "up" : "cordoned";
            nodes.merge(word, 1, Integer::sum);
        }
        return nodes;
    }

    private static SortedMap<String, PoolCount> pools(State state, Map<Integer, Integer> used) {
        var devices = new TreeMap<String, Integer>();
        var down = new TreeMap<String, Integer>();
        for (var machine : state.machines().values()) {
            var pool = machine.node().pool();
            devices.merge(pool, machine.node().devices(), Integer::sum);
            down.merge(pool, down(machine), Integer::sum);
        }
        var pools = new TreeMap<String, PoolCount>();
        var prices = state.poolPrices();
        for (int p = 0; p < state.setup().pools().size(); p++) {
            var id = state.setup().pools().get(p).id();
            pools.put(
                    id,
                    new PoolCount(
                            devices.getOrDefault(id, 0),
                            used.getOrDefault(p, 0),
                            down.getOrDefault(id, 0),
                            p < prices.size() ? prices.get(p) : 0));
        }
        return pools;
    }

    private static int down(Machine machine) {
        return machine.lost() ? machine.node().devices() : machine.down().size();
    }
}
