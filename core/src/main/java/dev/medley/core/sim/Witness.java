package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Decision;
import dev.medley.core.control.State;

/// Sees what happens in a simulation, in order. It must not touch.
public interface Witness {

    /// A command was decided.
    ///
    /// @param state as it is with the decision's events applied
    /// @param nanos what deciding took on the witness's clock
    void decided(State state, Command command, Decision decision, long nanos);

    /// Something breaks.
    default void broke(Fault fault) {}

    /// Nanoseconds; without a clock deciding takes no time.
    default long clock() {
        return 0;
    }
}
