package dev.medley.journal;

import dev.medley.core.control.State;
import dev.medley.core.sim.StormyDay;
import dev.medley.live.Entry;
import dev.medley.live.Origin;

import java.util.ArrayList;
import java.util.List;

/// The entries of a stormy day, and the state that they lead to.
record Decided(StormyDay day, List<Entry> entries, State state) {

    static Decided of(long seed) {
        var day = StormyDay.of(seed);
        var controller = day.controller();
        var state = new State(day.setup());
        var entries = new ArrayList<Entry>();
        for (var command : day.commands()) {
            var decision = controller.decide(state, command);
            decision.events().forEach(state::apply);
            long number = entries.size() + 1L;
            entries.add(
                    new Entry(
                            number, origin(number), command, decision.events(), decision.reply()));
        }
        return new Decided(day, List.copyOf(entries), state);
    }

    private static Origin origin(long number) {
        return number % 5 == 0
                ? new Origin("ann", "us", "key-" + number, "digest-" + number)
                : Origin.EXECUTOR;
    }
}
