package dev.medley.core.control;

import dev.medley.core.plan.Incumbents;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// Replicas of one work by place, in the order in which places were met. Works have few places, so
/// that looking at each in turn is quicker than a table.
final class Tally {

    private final ArrayList<Incumbents.Run> runs = new ArrayList<>();
    private @Nullable List<Incumbents.Run> copy;

    /// Those runs that go on.
    static Tally of(Collection<Run> runs) {
        var tally = new Tally();
        for (var run : runs) {
            if (run.goesOn()) {
                tally.add(run.place, 1);
            }
        }
        return tally;
    }

    void add(Incumbents.Place place, int replicas) {
        copy = null;
        int i = index(place);
        if (i < 0) {
            runs.add(new Incumbents.Run(place, replicas));
        } else {
            runs.set(i, new Incumbents.Run(place, runs.get(i).replicas() + replicas));
        }
    }

    Tally copy() {
        var copy = new Tally();
        copy.runs.addAll(runs);
        return copy;
    }

    /// Raises what is in a place to so many replicas, if there are fewer.
    void raise(Incumbents.Place place, int replicas) {
        add(place, Math.max(0, replicas - of(place)));
    }

    int of(Incumbents.Place place) {
        int i = index(place);
        return i < 0 ? 0 : runs.get(i).replicas();
    }

    List<Incumbents.Run> runs() {
        if (copy == null) {
            copy = List.copyOf(runs);
        }
        return copy;
    }

    private int index(Incumbents.Place place) {
        for (int i = 0; i < runs.size(); i++) {
            if (Objects.equals(runs.get(i).place(), place)) { // quick where it is the same object
                return i;
            }
        }
        return -1;
    }
}
