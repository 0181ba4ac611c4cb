package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Event;

import java.util.TreeSet;

/// What must hold, whatever goes wrong: after every command that was decided, after every round,
/// and at the end.
final class Invariants {

    private final MortalController controller;
    private final Tenancy tenancy;
    private final Stops stops;
    private final MarketCheck market;
    private final TreeSet<String> promised = new TreeSet<>();

    Invariants(Scenario scenario, MortalController controller) {
        this.controller = controller;
        this.tenancy = new Tenancy(scenario.setup());
        this.stops = new Stops(scenario.setup());
        this.market = new MarketCheck(scenario.setup(), scenario.fitting());
    }

    /// The work was taken in: it must not be lost from now on.
    void promise(String work) {
        promised.add(work);
    }

    /// A command was decided, written and applied.
    void told(Command command, Mind.Told told) {
        var state = controller.state();
        var events = told.decision().events();
        for (var event : events) {
            tenancy.note(event);
            stops.note(command, event);
        }
        if (events.stream().anyMatch(Invariants::moves)) {
            Seats.once(state.runs().values(), state.cluster().heldMilli());
            Seats.hosted(state);
            Seats.whole(state);
            Seats.lost(state, promised);
            tenancy.ledger(state);
        }
        if (command instanceof Command.Tick) {
            stops.barred(state);
        }
        var round = told.round();
        if (round != null) {
            for (var event : events) {
                if (event instanceof Event.Priced priced) {
                    market.check(round, priced);
                }
            }
            market.seated(round, told.decision(), state);
            Waiting.reservations(state);
            Waiting.reasons(state, work -> controller.controller().why(state, work));
        }
    }

    /// Something happened, be it to the controller or to what runs.
    void happened(SimulatedExecutor executor) {
        Seats.known(controller.state().runs(), executor.alive().values());
    }

    private static boolean moves(Event event) {
        return !(event instanceof Event.RunProgressed)
                && !(event instanceof Event.RateLearnt)
                && !(event instanceof Event.Priced);
    }
}
