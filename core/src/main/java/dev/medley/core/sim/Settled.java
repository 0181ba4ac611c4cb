package dev.medley.core.sim;

import dev.medley.core.control.State;

import java.util.TreeSet;

/// What must hold once messages have arrived for a while: the controller knows the truth.
final class Settled {

    /// Time to ask twice and to stop with grace.
    static final long CALM_MS = 4 * 3_600_000;

    private static final long ENOUGH_MS = 2 * 3_600_000;

    private Settled() {}

    static void check(State state, SimulatedExecutor executor) {
        nodes(state, executor.hardware());
        var alive = new TreeSet<>(executor.alive().keySet());
        for (var run : state.runs().values()) {
            boolean sits = alive.remove(run.id());
            if (state.nowMs() - run.placedMs() > ENOUGH_MS) {
                Violation.unless(sits, "Run %s is gone, and nobody noticed.", run.id());
            }
            Violation.unless(
                    run.goesOn() || state.nowMs() - run.askedMs() < ENOUGH_MS,
                    "Run %s was asked to stop at %s, and never did.",
                    run.id(),
                    run.askedMs());
        }
        Violation.unless(alive.isEmpty(), "%s run, and nobody knows.", alive);
    }

    static void nodes(State state, Hardware hardware) {
        state.machines()
                .forEach(
                        (node, machine) -> {
                            Violation.unless(
                                    machine.lost() == hardware.isDead(node),
                                    "Node %s is %s, and nobody noticed.",
                                    node,
                                    machine.lost() ? "back" : "dead");
                            Violation.unless(
                                    machine.down().equals(hardware.deadUnits(node)),
                                    "Of node %s devices %s are dead; known are %s.",
                                    node,
                                    hardware.deadUnits(node),
                                    machine.down());
                        });
    }
}
