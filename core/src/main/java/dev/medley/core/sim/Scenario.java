package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.Fitting;
import dev.medley.core.place.Node;

import java.util.List;

/// What a simulation plays.
///
/// @param nodes there from the start
/// @param orders submits, changes, cancels, nodes that come and go
/// @param tickMs from one market round to the next, at most
/// @param endMs nothing happens afterwards
public record Scenario(
        Setup setup,
        Fitting fitting,
        List<Node> nodes,
        List<Command> orders,
        List<Fault> faults,
        Chances chances,
        long tickMs,
        long endMs,
        long seed) {

    public Scenario {
        nodes = List.copyOf(nodes);
        orders = List.copyOf(orders);
        faults = List.copyOf(faults);
    }

    /// The same with other orders and faults.
    public Scenario with(List<Command> otherOrders, List<Fault> otherFaults) {
        return new Scenario(
                setup, fitting, nodes, otherOrders, otherFaults, chances, tickMs, endMs, seed);
    }

    Scenario with(List<Node> otherNodes) {
        return new Scenario(
                setup, fitting, otherNodes, orders, faults, chances, tickMs, endMs, seed);
    }

    Scenario with(Chances other) {
        return new Scenario(setup, fitting, nodes, orders, faults, other, tickMs, endMs, seed);
    }

    Scenario until(long otherEndMs) {
        return new Scenario(
                setup, fitting, nodes, orders, faults, chances, tickMs, otherEndMs, seed);
    }
}
