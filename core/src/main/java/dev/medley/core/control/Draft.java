package dev.medley.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Gathers a decision.
final class Draft {
    final long at;
    private final List<Event> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final TreeSet<String> stopped = new TreeSet<>();
    private boolean wakes;

    Draft(long at) {
        this.at = at;
    }

    void add(Event event) {
        events.add(event);
    }

    void add(Effect effect) {
        effects.add(effect);
        wakes |= effect instanceof Effect.Wake;
    }

    /// Whether it stops this run already.
    boolean stops(String run) {
        return stopped.contains(run);
    }

    boolean isEmpty() {
        return events.isEmpty() && effects.isEmpty();
    }

    void wake() {
        if (!wakes) {
            add(new Effect.Wake());
        }
    }

    /// Stops a run that goes on, saving what it did if it can.
    void stop(Run run, String why) {
        var care = run.job.care;
        boolean saves = care.savesOnStop() && run.phase == Run.Phase.RUNNING;
        stopped.add(run.id);
        events.add(new Event.RunStopping(at, run.id, saves, why));
        effects.add(new Effect.Stop(run.id, saves, care.graceMs()));
    }

    /// Ends a run at once, whatever it is doing.
    void end(Run run, String why) {
        if (run.phase != Run.Phase.STOPPING) {
            stopped.add(run.id);
            events.add(new Event.RunStopping(at, run.id, false, why));
        }
        effects.add(new Effect.Stop(run.id, false, 0));
    }

    Decision decision() {
        return Decision.accepted(events, effects);
    }
}
