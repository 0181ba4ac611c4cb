package dev.medley.core.sim;

import dev.medley.core.control.Command;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Makes a failing scenario shorter: leaves out orders and faults, in halves, quarters and so on
/// down to single ones, as long as it still fails.
public final class Shortening {

    /// Scenarios that are tried at most.
    private static final int MOST_TRIES = 200;

    private int tries;

    private Shortening() {}

    /// A scenario that fails too, with as little in it as was found.
    public static Scenario of(Scenario failing) {
        return new Shortening().shorten(failing);
    }

    /// What goes wrong, or null if nothing does.
    public static @Nullable String failure(Scenario scenario) {
        try {
            Simulation.run(scenario);
            return null;
        } catch (IllegalStateException | IllegalArgumentException | Violation e) {
            return e.toString();
        }
    }

    private Scenario shorten(Scenario failing) {
        var inputs = new ArrayList<Object>();
        inputs.addAll(failing.orders());
        inputs.addAll(failing.faults());
        List<Object> left = inputs;
        for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < left.size() && tries < MOST_TRIES; ) {
                var fewer = new ArrayList<>(left.subList(0, from));
                fewer.addAll(left.subList(Math.min(left.size(), from + size), left.size()));
                tries++;
                if (failure(scenario(failing, fewer)) != null) {
                    left = fewer;
                } else {
                    from += size;
                }
            }
        }
        return scenario(failing, left);
    }

    private static Scenario scenario(Scenario scenario, List<Object> inputs) {
        var orders = new ArrayList<Command>();
        var faults = new ArrayList<Fault>();
        for (var input : inputs) {
            if (input instanceof Command command) {
                orders.add(command);
            } else if (input instanceof Fault fault) {
                faults.add(fault);
            }
        }
        return scenario.with(orders, faults);
    }
}
