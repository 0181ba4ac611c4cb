package dev.medley.core.control;

import dev.medley.core.place.Node;

import java.util.TreeMap;
import java.util.TreeSet;

/// A node as the controller knows it. Only [State] changes it.
final class Machine {
    final Node node;
    final int pool;

    /// Runs with a seat here, by id.
    final TreeMap<String, Run> runs = new TreeMap<>();

    final TreeSet<Integer> down = new TreeSet<>();
    boolean cordoned;
    boolean lost;
    boolean leaving;

    Machine(Node node, int pool) {
        this.node = node;
        this.pool = pool;
    }

    /// Whether it takes anything new.
    boolean inService() {
        return !cordoned && !lost && !leaving;
    }

    @Override
    public String toString() {
        return "%s runs=%s down=%s%s%s%s"
                .formatted(
                        node.id(),
                        runs.keySet(),
                        down,
                        cordoned ? " cordoned" : "",
                        lost ? " lost" : "",
                        leaving ? " leaving" : "");
    }
}
