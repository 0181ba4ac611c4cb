package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Event;
import dev.medley.core.control.State;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A controller with a durable journal, which may die over any command and comes back by applying
/// what it has written, or by its latest snapshot.
final class MortalController implements Mind {

    private final Scenario scenario;
    private final List<Command> commands = new ArrayList<>();
    private final List<Event> journal = new ArrayList<>();
    private State state;
    private Controller controller;
    private @Nullable MarketRound latest;
    private long digest;
    private int crashes;

    MortalController(Scenario scenario) {
        this.scenario = scenario;
        this.state = new State(scenario.setup());
        this.controller = newController();
    }

    private Controller newController() {
        var sellers = MarketRound.shown(round -> latest = round);
        return new Controller(scenario.setup(), scenario.fitting(), sellers);
    }

    @Override
    public State state() {
        return state;
    }

    Controller controller() {
        return controller;
    }

    /// Of every decision, in order.
    long digest() {
        return digest;
    }

    int commands() {
        return commands.size();
    }

    /// Commands that it was given and kept.
    List<Command> given() {
        return List.copyOf(commands);
    }

    int crashes() {
        return crashes;
    }

    /// Decides, writes, applies, acts; or dies in between.
    @Override
    public Told tell(Command command, Death death) {
        latest = null;
        var decision = controller.decide(state, command);
        boolean durable = death != Death.BEFORE_THE_JOURNAL;
        if (durable) {
            commands.add(command);
            digest = digest(digest, decision);
            decision.events().forEach(state::apply);
            journal.addAll(decision.events());
        }
        if (death != Death.NEVER) {
            crash();
        }
        var all = decision.effects();
        var effects =
                switch (death) {
                    case NEVER, AFTER_THE_EFFECTS -> all;
                    case AMID_THE_EFFECTS -> all.subList(0, all.size() / 2);
                    case BEFORE_THE_JOURNAL, BEFORE_THE_EFFECTS -> List.<Effect>of();
                };
        return new Told(decision, durable, death == Death.NEVER, effects, latest);
    }

    private void crash() {
        crashes++;
        var before = state.describe();
        var snapshot = State.of(scenario.setup(), state.snapshot());
        state = new State(scenario.setup());
        journal.forEach(state::apply);
        controller = newController();
        if (!state.describe().equals(before)) {
            throw new Violation("The journal gives another state than there was.");
        }
        if (!snapshot.describe().equals(before)) {
            throw new Violation("The snapshot gives another state than there was.");
        }
        if (crashes % 2 == 0) {
            state = snapshot;
        }
    }

    /// A fresh controller, told the same, decides the same.
    void replay() {
        var again = new State(scenario.setup());
        var fresh = new Controller(scenario.setup(), scenario.fitting());
        long other = 0;
        for (var command : commands) {
            var decision = fresh.decide(again, command);
            other = digest(other, decision);
            decision.events().forEach(again::apply);
        }
        if (other != digest || !again.describe().equals(state.describe())) {
            throw new Violation("The same commands gave other decisions when replayed.");
        }
    }

    private static long digest(long before, Decision decision) {
        var text = decision.toString();
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
