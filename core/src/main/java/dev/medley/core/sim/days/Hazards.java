package dev.medley.core.sim.days;

import dev.medley.core.fleet.Pool;
import dev.medley.core.place.Node;
import dev.medley.core.sim.Fault;
import dev.medley.core.units.Streams;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What goes wrong on a fleet, at random: nodes that are lost, nodes that run slowly, and rates
/// that are not as predicted.
///
/// @param lossesPerDeviceYear node losses, per device and year
/// @param outageHours mean time until a lost node is back
/// @param slowPerDeviceYear spells in which a node is slow, per device and year
/// @param slowHours mean length of such a spell
/// @param slowSpeed part of its speed that a slow node has
/// @param noise half width of true rates around predicted ones, as a share
public record Hazards(
        double lossesPerDeviceYear,
        double outageHours,
        double slowPerDeviceYear,
        double slowHours,
        double slowSpeed,
        double noise) {

    public static final Hazards NONE = new Hazards(0, 4, 0, 24, 0.7, 0);

    private static final double MS_PER_HOUR = 3_600_000;
    private static final double MS_PER_YEAR = 365.25 * 24 * MS_PER_HOUR;

    /// Makes a fault.
    private interface Kind {
        Fault of(long atMs, String node, long forMs);
    }

    /// Faults by the dice of the seed.
    public List<Fault> draw(List<Node> nodes, long endMs, Streams streams) {
        return draw(nodes, List.of(), endMs, streams);
    }

    /// The same where pools may be carved: whole devices break.
    List<Fault> draw(List<Node> nodes, List<Pool> pools, long endMs, Streams streams) {
        var parts = new TreeMap<String, Integer>();
        pools.forEach(pool -> parts.put(pool.id(), pool.carving().parts()));
        var faults = new ArrayList<Fault>();
        draw(
                faults,
                nodes,
                parts,
                endMs,
                streams,
                "loss",
                lossesPerDeviceYear,
                outageHours,
                Fault.NodeLoss::new);
        draw(
                faults,
                nodes,
                parts,
                endMs,
                streams,
                "slow",
                slowPerDeviceYear,
                slowHours,
                (at, node, length) -> new Fault.SlowNode(at, node, slowSpeed, length));
        return faults;
    }

    private static void draw(
            List<Fault> faults,
            List<Node> nodes,
            SortedMap<String, Integer> parts,
            long endMs,
            Streams streams,
            String purpose,
            double perDeviceYear,
            double meanHours,
            Kind kind) {
        if (!(perDeviceYear > 0)) {
            return;
        }
        for (var node : nodes) {
            var dice = streams.of(purpose + " " + node.id());
            int devices = node.devices() / parts.getOrDefault(node.pool(), 1);
            double meanMs = MS_PER_YEAR / (perDeviceYear * devices);
            double at = 0;
            while (true) {
                at += -StrictMath.log(1 - dice.nextDouble()) * meanMs;
                if (at >= endMs) {
                    break;
                }
                long lasts =
                        1
                                + (long)
                                        (-StrictMath.log(1 - dice.nextDouble())
                                                * meanHours
                                                * MS_PER_HOUR);
                faults.add(kind.of((long) at, node.id(), lasts));
                at += lasts;
            }
        }
    }
}
