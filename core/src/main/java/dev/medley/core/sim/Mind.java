package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Effect;
import dev.medley.core.control.State;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Who decides in a simulation.
interface Mind {

    /// As it is with everything applied that was decided so far.
    State state();

    /// Decides, and applies what that comes to.
    ///
    /// @param death where it dies over this command
    Told tell(Command command, Death death);

    /// Where a controller dies.
    enum Death {
        NEVER,
        /// Nothing was written: as if it had never been told.
        BEFORE_THE_JOURNAL,
        BEFORE_THE_EFFECTS,
        AMID_THE_EFFECTS,
        AFTER_THE_EFFECTS
    }

    /// What a command came to.
    ///
    /// @param answered whether it lived to reply
    /// @param effects those that it lived to ask for
    /// @param round the market round it held, where that is to be checked
    record Told(
            Decision decision,
            boolean durable,
            boolean answered,
            List<Effect> effects,
            @Nullable MarketRound round) {
        public Told {
            effects = List.copyOf(effects);
        }
    }
}
