package dev.medley.core.sim;

/// An invariant does not hold: a bug, in the controller or in the simulator.
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Violation(String what) {
        super(what);
    }
}
