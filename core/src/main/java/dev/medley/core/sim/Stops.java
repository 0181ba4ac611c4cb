package dev.medley.core.sim;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Event;

import java.util.TreeMap;

/// No run is stopped for other work before it has run for its least time. Market rounds stop for
/// other work; nodes that go and works that nobody wants any more do not ask.
final class Stops {

    private final TreeMap<String, Care> cares = new TreeMap<>();
    private final TreeMap<String, String> workOf = new TreeMap<>();
    private final TreeMap<String, Long> startedMs = new TreeMap<>();

    void note(Command command, Event event) {
        if (event instanceof Event.Submitted e) {
            cares.put(e.work().name(), e.care());
        } else if (event instanceof Event.RunPlaced e) {
            workOf.put(e.run(), e.work());
        } else if (event instanceof Event.RunStarted e) {
            startedMs.put(e.run(), e.atMs());
        } else if (event instanceof Event.RunEnded e) {
            workOf.remove(e.run());
            startedMs.remove(e.run());
        } else if (event instanceof Event.RunStopping e && command instanceof Command.Tick) {
            stopped(e);
        }
    }

    private void stopped(Event.RunStopping stop) {
        var care = cares.get(workOf.getOrDefault(stop.run(), ""));
        var started = startedMs.get(stop.run());
        Violation.unless(
                care != null && started != null,
                "Run %s is stopped for other work before it has started.",
                stop.run());
        if (care != null && started != null) {
            Violation.unless(
                    stop.atMs() - started >= care.leastRunMs(),
                    "Run %s is stopped for other work after %s ms; its least time is %s ms.",
                    stop.run(),
                    stop.atMs() - started,
                    care.leastRunMs());
        }
    }
}
