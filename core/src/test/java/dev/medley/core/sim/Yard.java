package dev.medley.core.sim;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.fit.Fitting;
import dev.medley.core.place.Member;
import dev.medley.core.place.Node;
import dev.medley.core.place.Seat;
import dev.medley.core.plan.PlanInput;
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
        this(village.input(), village.fitting(), village.input().works());
    }

    private Yard(PlanInput input, Fitting fitting, List<Work> works) {
        this.works = works;
        this.fitting = fitting;
        setup =
                new Setup(
                        input.pools(),
                        List.of(),
                        input.tenants(),
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        Setup.Timing.DEFAULT);
        state = new State(setup);
        controller = new Controller(setup, fitting, MarketRound.shown(held -> round = held));
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
        var real =
                alone(work(work)).tick().events().stream()
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

    /// One work on 64 devices by itself.
    private static Yard alone(Work work) {
        var village = new Village().pool("big", 64, 1, 1).tenant(work.terms().tenant(), null, null);
        return new Yard(village.input(), village.fitting(), List.of(work));
    }
}
