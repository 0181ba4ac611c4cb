package dev.medley.core.control;

import dev.medley.core.place.Node;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A node as the controller knows it. Only [State] changes it.
public final class Machine {
    final Node node;
    final int pool;

    /// Into how many parts each device is carved; part k lies on device k / parts.
    final int parts;

    /// Runs with a seat here, by id.
    final TreeMap<String, Run> runs = new TreeMap<>();

    final TreeSet<Integer> down = new TreeSet<>();
    boolean cordoned;
    boolean lost;
    boolean leaving;
    boolean draining;

    Machine(Node node, int pool, int parts) {
        this.node = node;
        this.pool = pool;
        this.parts = parts;
    }

    public Node node() {
        return node;
    }

    /// Into how many parts each device is carved; part k lies on device k / parts.
    public int parts() {
        return parts;
    }

    /// Devices that get nothing new; all parts of them where they are carved.
    public SortedSet<Integer> down() {
        return Collections.unmodifiableSortedSet(down);
    }

    /// Whether it was last heard to be dead.
    public boolean lost() {
        return lost;
    }

    /// Runs with a seat here, by id.
    public SortedMap<String, Run> runs() {
        return Collections.unmodifiableSortedMap(runs);
    }

    /// Whether its operator keeps new runs off it.
    public boolean cordoned() {
        return cordoned;
    }

    /// Whether it goes for good once it is empty.
    public boolean leaving() {
        return leaving;
    }

    /// Whether it is being emptied, or was, until it is uncordoned.
    public boolean draining() {
        return draining;
    }

    /// Whether it takes anything new.
    public boolean inService() {
        return !cordoned && !lost && !leaving && !draining;
    }

    @Override
    public String toString() {
        return "%s runs=%s down=%s%s%s%s%s"
                .formatted(
                        node.id(),
                        runs.keySet(),
                        down,
                        cordoned ? " cordoned" : "",
                        lost ? " lost" : "",
                        leaving ? " leaving" : "",
                        draining ? " draining" : "");
    }
}
