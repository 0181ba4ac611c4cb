package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Event;
import dev.medley.core.control.State;

import java.util.List;

/// A controller without a journal, watched by a [Witness]. It cannot die.
final class WatchedController implements Mind, Simulation.Watch {

    private final State state;
    private final Controller controller;
    private final Witness witness;

    WatchedController(Scenario scenario, Manner manner) {
        this.state = new State(scenario.setup());
        this.controller = new Controller(scenario.setup(), scenario.fitting(), manner.sellers());
        this.witness = manner.witness();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Told tell(Command command, Death death) {
        if (death != Death.NEVER) {
            throw new IllegalArgumentException("Without a journal it could not come back.");
        }
        long before = witness.clock();
        var decision = controller.decide(state, command);
        long nanos = witness.clock() - before;
        decision.events().forEach(state::apply);
        witness.decided(state, command, decision, nanos);
        return new Told(decision, true, true, decision.effects(), null);
    }

    @Override
    public void saw(State seen, List<Event> events) {}

    @Override
    public void broke(Fault fault) {
        witness.broke(fault);
    }
}
