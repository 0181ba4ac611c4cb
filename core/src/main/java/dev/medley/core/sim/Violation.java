package dev.medley.core.sim;

import org.jspecify.annotations.Nullable;

/// An invariant does not hold: a bug, in the controller or in the simulator.
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Violation(String what) {
        super(what);
    }

    /// Throws if something does not hold.
    @SuppressWarnings("AnnotateFormatMethod")
    static void unless(boolean holds, String what, @Nullable Object... about) {
        if (!holds) {
            throw new Violation(what.formatted(about));
        }
    }
}
