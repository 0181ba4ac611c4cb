package dev.medley.http;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.medley.core.control.Machine;
import dev.medley.core.control.Run;
import dev.medley.core.control.State;
import dev.medley.core.place.Node;
import dev.medley.live.Desk;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fleet, device by device.
record FleetView(long nowMs, List<OfPool> pools, List<OfRun> runs, List<OfNode> nodes) {

    private static final int FREE = -1;
    private static final int DOWN = -2;

    /// @param used devices that runs hold
    /// @param down devices that get nothing new, those of lost nodes among them
    /// @param price equivalents that one more device would add; null before the first round
    record OfPool(
            String id,
            String chip,
            String site,
            boolean simulated,
            int devices,
            int used,
            int down,
            @Nullable Double price) {}

    /// A run; whose it is stays hidden from other tenants.
    record OfRun(
            @Nullable String id,
            @Nullable String work,
            @Nullable String tenant,
            String pool,
            String phase,
            @Nullable String priority) {}

    /// A node with its devices.
    ///
    /// @param devices index of the run that holds each, -1 if it is free, -2 if it is down
    /// @param cpus CPU cores; left out where nobody said, and nothing is counted
    /// @param cpusFree of these, those that no run asked for
    @SuppressWarnings("ArrayRecordComponent") // Made once, to be written as JSON.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfNode(
            String id,
            String pool,
            String state,
            int[] devices,
            @Nullable Double cpus,
            @Nullable Double cpusFree,
            @Nullable Long memoryBytes,
            @Nullable Long memoryBytesFree) {}

    static FleetView of(Desk desk, Caller caller, Set<String> simulated) {
        var state = desk.state();
        var pools = state.setup().pools();
        var runs = new ArrayList<OfRun>(state.runs().size());
        var indexes = new LinkedHashMap<String, Integer>();
        for (var run : state.runs().values()) {
            indexes.put(run.id(), runs.size());
            var terms = desk.state().jobs().get(run.work());
            var tenant = terms == null ? null : terms.work().terms().tenant();
            var priority = terms == null ? null : terms.work().terms().priority();
            boolean seen = caller.sees(tenant);
            runs.add(
                    new OfRun(
                            seen ? run.id() : null,
                            seen ? run.work() : null,
                            seen ? tenant : null,
                            pools.get(run.pool()).id(),
                            Telling.word(run.phase()),
                            seen && priority != null ? Telling.word(priority) : null));
        }
        var nodes = new ArrayList<OfNode>(state.machines().size());
        var counts = new LinkedHashMap<String, int[]>();
        pools.forEach(pool -> counts.put(pool.id(), new int[3]));
        for (var machine : state.machines().values()) {
            var devices = devices(machine, indexes);
            var count = counts.computeIfAbsent(machine.node().pool(), _ -> new int[3]);
            for (int device : devices) {
                count[0]++;
                count[1] += device >= 0 ? 1 : 0;
                count[2] += device == DOWN ? 1 : 0;
            }
            nodes.add(of(state, machine, devices));
        }
        var shown = new ArrayList<OfPool>();
        for (int p = 0; p < pools.size(); p++) {
            var pool = pools.get(p);
            var count = counts.getOrDefault(pool.id(), new int[3]);
            shown.add(
                    new OfPool(
                            pool.id(),
                            pool.chip().id(),
                            pool.site().id(),
                            simulated.contains(pool.id()),
                            count[0],
                            count[1],
                            count[2],
                            price(state.poolPrices(), p)));
        }
        return new FleetView(desk.nowMs(), shown, runs, nodes);
    }

    private static OfNode of(State state, Machine machine, int[] devices) {
        var node = machine.node();
        boolean cpus = node.cpuMilli() != Node.UNKNOWN;
        boolean memory = node.memoryBytes() != Node.UNKNOWN;
        var cluster = state.cluster();
        return new OfNode(
                node.id(),
                node.pool(),
                state(machine),
                devices,
                cpus ? (Double) (node.cpuMilli() / 1000.0) : null,
                cpus ? (Double) (cluster.cpuMilliLeft(node.id()) / 1000.0) : null,
                memory ? (Long) node.memoryBytes() : null,
                memory ? (Long) cluster.memoryBytesLeft(node.id()) : null);
    }

    static @Nullable Double price(List<Double> prices, int pool) {
        return pool >= 0 && pool < prices.size() ? prices.get(pool) : null;
    }

    private static int[] devices(Machine machine, Map<String, Integer> indexes) {
        var devices = new int[machine.node().devices()];
        Arrays.fill(devices, machine.lost() ? DOWN : FREE);
        for (int down : machine.down()) {
            if (down < devices.length) {
                devices[down] = DOWN;
            }
        }
        for (var run : machine.runs().values()) {
            hold(devices, machine.node().id(), run, indexes.getOrDefault(run.id(), FREE));
        }
        return devices;
    }

    private static void hold(int[] devices, String node, Run run, int index) {
        for (var seat : run.seats()) {
            if (seat.node().equals(node)) {
                seat.devices().stream()
                        .filter(d -> d < devices.length)
                        .forEach(d -> devices[d] = index);
            }
        }
    }

    private static String state(Machine machine) {
        if (machine.lost()) {
            return "lost";
        }
        if (machine.leaving()) {
            return "leaving";
        }
        if (machine.draining()) {
            return machine.runs().isEmpty() ? "drained" : "draining";
        }
        return machine.cordoned() ? "cordoned" : "up";
    }
}
