package dev.medley.core.sim;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Event;
import dev.medley.core.control.MarketRound;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.fit.Fitting;
import dev.medley.core.place.Member;
import dev.medley.core.place.Node;
import dev.medley.core.place.Seat;
import dev.medley.core.plan.Village;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A state that a test breaks on purpose, by applying events that no controller would decide.
final class Yard {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;

    final Setup setup;
    final Fitting fitting;
    final State state;
    final List<Event> applied = new ArrayList<>();
    @Nullable MarketRound round;
    private final List<Work> works;
    private final Controller controller;

    /// All the works are submitted; each pool has its devices on nodes of eight.
    Yard(Village village) {
        var input = village.input();
        works = input.works();
        setup =
                new Setup(
                        input.pools(),
                        List.of(),
                        input.tenants(),
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        Setup.Timing.DEFAULT);
        fitting = village.fitting();
        state = new State(setup);
        controller = new Controller(setup, fitting, held -> round = held);
        for (var pool : setup.pools()) {
            for (int n = 0; n < pool.devices() / 8; n++) {
                var id = pool.id() + "-" + n;
                apply(new Event.NodeAdded(0, new Node(id, pool.id(), 8, 0, 0, List.of())));
            }
        }
        works.forEach(work -> apply(new Event.Submitted(0, work, Care.DEFAULT)));
    }

    Yard apply(Event event) {
        state.apply(event);
        applied.add(event);
        return this;
    }

    Work work(String name) {
        return works.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    }

    /// What a market round would decide now.
    Decision tick() {
        return controller.decide(state, new Command.Tick(state.nowMs()));
    }

    MarketRound round() {
        tick();
        var held = round;
        if (held == null) {
            throw new AssertionError("No round was held.");
        }
        return held;
    }

    /// A run of the work, in its true shape, on the first so many devices of a node.
    Event.RunPlaced placed(String run, String work, String node, int devices) {
        var job = new Village().pool("big", 16, 1, 1).fitting();
        var real =
                new Yard(new Village().pool("big", 64, 1, 1), job, work(work))
                        .tick().events().stream()
                                .filter(Event.RunPlaced.class::isInstance)
                                .map(Event.RunPlaced.class::cast)
                                .findFirst()
                                .orElseThrow();
        var seat = new Seat(node, IntStream.range(0, devices).boxed().toList());
        return new Event.RunPlaced(
                state.nowMs(),
                run,
                work,
                0,
                real.fit(),
                Member.whole(devices, 0, 0),
                List.of(seat));
    }

    /// Alone with one work that its owner's tenant may run.
    private Yard(Village village, Fitting fitting, Work only) {
        var input = village.tenant(only.terms().tenant(), null, null).input();
        works = List.of(only);
        setup =
                new Setup(
                        input.pools(),
                        List.of(),
                        input.tenants(),
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        Setup.Timing.DEFAULT);
        this.fitting = fitting;
        state = new State(setup);
        controller = new Controller(setup, fitting, held -> round = held);
        for (int n = 0; n < 8; n++) {
            apply(new Event.NodeAdded(0, new Node("big-" + n, "big", 8, 0, 0, List.of())));
        }
        apply(new Event.Submitted(0, only, Care.DEFAULT));
    }
}
