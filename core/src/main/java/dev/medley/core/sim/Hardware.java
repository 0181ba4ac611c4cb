package dev.medley.core.sim;

import dev.medley.core.control.Observation;
import dev.medley.core.place.Seat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Nodes and devices as they really are: whole ones, whose parts break together.
final class Hardware {

    /// Into how many parts devices of each node are carved.
    private final TreeMap<String, Integer> parts = new TreeMap<>();

    private final TreeSet<String> nodes = new TreeSet<>();
    private final TreeSet<String> deadNodes = new TreeSet<>();
    private final TreeMap<String, TreeSet<Integer>> deadDevices = new TreeMap<>();
    private final TreeMap<String, Double> slow = new TreeMap<>();

    /// @param eachIn parts that each of its devices is carved into
    void add(String node, int eachIn) {
        nodes.add(node);
        parts.put(node, eachIn);
    }

    /// The device that a part lies on; the device itself where it is whole.
    int deviceOf(String node, int unit) {
        return unit / parts.getOrDefault(node, 1);
    }

    /// Parts of dead devices; the devices themselves where they are whole.
    NavigableSet<Integer> deadUnits(String node) {
        int each = parts.getOrDefault(node, 1);
        var units = new TreeSet<Integer>();
        for (int device : deadDevices(node)) {
            for (int part = 0; part < each; part++) {
                units.add(device * each + part);
            }
        }
        return units;
    }

    void setDead(String node, boolean dead) {
        if (dead) {
            deadNodes.add(node);
        } else {
            deadNodes.remove(node);
        }
    }

    void setDead(String node, int device, boolean dead) {
        var devices = deadDevices.computeIfAbsent(node, _ -> new TreeSet<>());
        if (dead) {
            devices.add(device);
        } else {
            devices.remove(device);
        }
    }

    void setSpeed(String node, double speed) {
        slow.put(node, speed);
    }

    boolean isDead(String node) {
        return deadNodes.contains(node);
    }

    NavigableSet<Integer> deadDevices(String node) {
        return deadDevices.getOrDefault(node, new TreeSet<>());
    }

    /// Whether all the seats can be sat on.
    boolean serves(List<Seat> seats) {
        for (var seat : seats) {
            var node = seat.node();
            var dead = deadDevices(node);
            boolean broken =
                    seat.devices().stream().anyMatch(unit -> dead.contains(deviceOf(node, unit)));
            if (isDead(seat.node()) || broken) {
                return false;
            }
        }
        return true;
    }

    /// Speed of the slowest node, 1 if all are well.
    double speed(List<Seat> seats) {
        double slowest = 1;
        for (var seat : seats) {
            slowest = Math.min(slowest, slow.getOrDefault(seat.node(), 1.0));
        }
        return slowest;
    }

    /// One report for each node.
    List<Observation> reports() {
        var reports = new ArrayList<Observation>();
        for (var node : nodes) {
            var down = List.copyOf(deadDevices(node));
            reports.add(new Observation.NodeSeen(node, !isDead(node), down));
        }
        return reports;
    }
}
