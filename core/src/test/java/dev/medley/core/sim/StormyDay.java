package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.Fitting;

import java.util.List;

/// A storm as tests outside of the core see it: what a controller is told, and what it decides
/// with.
///
/// @param commands in order, those that add the nodes first
public record StormyDay(Setup setup, Fitting fitting, List<Command> commands) {

    public static StormyDay of(long seed) {
        var scenario = Storm.of(seed);
        return new StormyDay(scenario.setup(), scenario.fitting(), Simulation.commands(scenario));
    }

    public Controller controller() {
        return new Controller(setup, fitting);
    }
}
