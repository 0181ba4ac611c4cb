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

    /// How likely it is that messages and starts go wrong, each in 0 to 1.
    ///
    /// @param lost an observation never arrives
    /// @param late it takes up to ten minutes
    /// @param repeated it arrives twice
    /// @param refused the executor refuses a start
    /// @param failed a run fails by itself before it is through
    /// @param noise half width of true rates around predicted ones, as a share
    public record Chances(
            double lost,
            double late,
            double repeated,
            double refused,
            double failed,
            double noise) {
        public static final Chances NONE = new Chances(0, 0, 0, 0, 0, 0);
    }

    /// The same with other orders and faults.
    public Scenario with(List<Command> otherOrders, List<Fault> otherFaults) {
        return new Scenario(
                setup, fitting, nodes, otherOrders, otherFaults, chances, tickMs, endMs, seed);
    }
}
