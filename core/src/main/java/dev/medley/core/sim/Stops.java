package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.work.Work;

import java.util.TreeMap;

/// No run is stopped for other work before it has run for its least time. Market rounds stop for
/// other work, and what rules bar from where it runs; nodes that go and works that nobody wants any
/// more do not ask. After a round nothing goes on where rules bar it.
final class Stops {

    private final Setup setup;
    private final TreeMap<String, Event.Submitted> submitted = new TreeMap<>();
    private final TreeMap<String, Event.RunPlaced> placed = new TreeMap<>();
    private final TreeMap<String, Long> startedMs = new TreeMap<>();

    Stops(Setup setup) {
        this.setup = setup;
    }

    /// @param state with a round's decision applied
    void barred(State state) {
        for (var run : state.runs().values()) {
            var order = submitted.get(run.work());
            Violation.unless(
                    !run.goesOn()
                            || order == null
                            || !isBarred(order.work(), run.pool(), state.nowMs()),
                    "Run %s goes on in a pool where rules bar it.",
                    run.id());
        }
    }

    private boolean isBarred(Work work, int pool, long atMs) {
        return !setup.permissions(atMs).blocks(work, setup.pools().get(pool)).isEmpty();
    }

    void note(Command command, Event event) {
        if (event instanceof Event.Submitted e) {
            submitted.put(e.work().name(), e);
        } else if (event instanceof Event.RunPlaced e) {
            placed.put(e.run(), e);
        } else if (event instanceof Event.RunStarted e) {
            startedMs.put(e.run(), e.atMs());
        } else if (event instanceof Event.RunEnded e) {
            placed.remove(e.run());
            startedMs.remove(e.run());
        } else if (event instanceof Event.RunStopping e && command instanceof Command.Tick) {
            stopped(e);
        }
    }

    private void stopped(Event.RunStopping stop) {
        var seats = placed.get(stop.run());
        var order = seats == null ? null : submitted.get(seats.work());
        if (seats != null && order != null && isBarred(order.work(), seats.pool(), stop.atMs())) {
            return;
        }
        var started = startedMs.get(stop.run());
        Violation.unless(
                order != null && started != null,
                "Run %s is stopped for other work before it has started.",
                stop.run());
        if (order != null && started != null) {
            Violation.unless(
                    stop.atMs() - started >= order.care().leastRunMs(),
                    "Run %s is stopped for other work after %s ms; its least time is %s ms.",
                    stop.run(),
                    stop.atMs() - started,
                    order.care().leastRunMs());
        }
    }
}
