package dev.medley.core.control;

import java.util.Collection;
import java.util.TreeMap;

/// Which runs were asked to stop, and what the others hold: counted as it changes, because there
/// are tens of thousands of runs, and hardly any of them stops.
final class Departures {

    private final TreeMap<String, Run> leaving = new TreeMap<>();

    /// Devices per pool of runs that nobody asked to stop.
    private final long[] staying;

    Departures(int pools) {
        this.staying = new long[pools];
    }

    void arrive(Run run) {
        staying[run.pool] += run.devices();
    }

    void enter(Run run, Run.Phase phase) {
        boolean stayed = run.goesOn();
        run.job.enter(run, phase);
        if (stayed && !run.goesOn()) {
            staying[run.pool] -= run.devices();
            leaving.put(run.id, run);
        }
    }

    void depart(Run run) {
        if (leaving.remove(run.id) == null) {
            staying[run.pool] -= run.devices();
        }
    }

    /// Runs that were asked to stop and still hold devices, by id.
    Collection<Run> leaving() {
        return leaving.values();
    }

    long staying(int pool) {
        return staying[pool];
    }
}
