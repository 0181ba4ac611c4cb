package dev.medley.cli.serve;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.core.control.Snapshot;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Reason;
import dev.medley.core.sim.Forecast;
import dev.medley.http.Face;
import dev.medley.live.Desk;
import dev.medley.live.Live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/// A copy of the live state, which can be played on while the server goes on. Work of a name that
/// lives already stands for a change of it.
///
/// @param comes what the fork is told first
/// @param refused works that cannot come, and why
record Forked(
        Setup setup,
        Snapshot snapshot,
        List<Command> comes,
        SortedMap<String, List<Reason>> refused) {

    static Forked of(Live live, List<Face.Submission> works) {
        try {
            return live.ask(desk -> of(desk, works)).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private static Forked of(Desk desk, List<Face.Submission> works) {
        var state = desk.state();
        var comes = new ArrayList<Command>();
        var refused = new TreeMap<String, List<Reason>>();
        for (var one : works) {
            var work = one.work();
            var job = state.jobs().get(work.name());
            var tenant = work.terms().tenant();
            if (job == null && !state.closed().containsKey(work.name())) {
                comes.add(new Command.Submit(0, work, one.care()));
            } else if (job != null && job.work().terms().tenant().equals(tenant)) {
                comes.add(new Command.Change(0, work));
            } else {
                refused.put(work.name(), List.of(Controller.nameTaken(work.name())));
            }
        }
        return new Forked(state.setup(), state.snapshot(), comes, refused);
    }

    Forecast.Course with(Fitting fitting, Forecast.Terms terms) {
        return Forecast.of(setup, snapshot, fitting, comes, terms);
    }

    Forecast.Course without(Fitting fitting, Forecast.Terms terms) {
        return Forecast.of(setup, snapshot, fitting, List.of(), terms);
    }

    /// Words of a work's state in the end.
    static String state(Forecast.Fate fate) {
        if (!fate.end().isEmpty()) {
            return Event.End.valueOf(fate.end()).name().toLowerCase(Locale.ROOT);
        }
        return fate.devices() > 0 ? "running" : "waiting";
    }
}
