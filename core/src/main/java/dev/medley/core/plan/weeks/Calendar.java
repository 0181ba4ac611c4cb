package dev.medley.core.plan.weeks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Devices of each pool in each week, and who holds them.
///
/// GOALS. No device is held twice at any hour, jobs that need less than a week included.
///
/// ALGORITHM. Who holds devices all week takes them out of the free ones. Shorter runs share
/// shelves: so many devices that jobs hold one after another. A run goes onto the shelf that it
/// wastes least of, behind those that are there, or onto a new one; taking a run away moves those
/// behind it forward. A run that must end before its deadline goes onto no shelf that is too late.
///
/// EXAMPLE. Of 16 free devices, a run of 8 devices for half a week opens a shelf; 8 remain. A run
/// of 6 devices for the other half goes behind it, a run of 8 devices for two thirds of a week
/// opens a second shelf.
final class Calendar {

    private static final double SLACK = 1e-9;

    private static final Shelf[] NO_SHELVES = {};

    private final int[] free;
    private final Shelf[][] shelves;

    /// What was, of the places touched since the last [#mark].
    private final List<Before> journal = new ArrayList<>();

    private static final class Before {
        private final int place;
        private final int free;
        private final Shelf[] shelves;

        Before(int place, int free, Shelf[] shelves) {
            this.place = place;
            this.free = free;
            this.shelves = shelves;
        }
    }

    /// A run on a shelf.
    ///
    /// @param who holds the devices
    /// @param share part of the week
    /// @param due part of the week by whose end it must be done
    private record Run(int who, int devices, double share, double due) {}

    private record Shelf(int devices, double used, List<Run> runs) {

        static Shelf of(List<Run> runs) {
            int devices = 0;
            double used = 0;
            for (var run : runs) {
                devices = Math.max(devices, run.devices);
                used += run.share;
            }
            return new Shelf(devices, used, List.copyOf(runs));
        }

        boolean takes(int devices, double share, double due) {
            return devices <= this.devices && used + share <= due + SLACK;
        }
    }

    /// @param free devices by place: week times pools plus pool
    Calendar(int[] free) {
        this.free = free.clone();
        this.shelves = new Shelf[free.length][];
        Arrays.fill(shelves, NO_SHELVES);
    }

    static boolean isWhole(double share) {
        return share > 1 - SLACK;
    }

    int free(int place) {
        return free[place];
    }

    int[] free() {
        return free.clone();
    }

    boolean fits(int place, int devices, double share, double due) {
        return devices <= free[place] || (!isWhole(share) && best(place, devices, share, due) >= 0);
    }

    void put(int place, int who, int devices, double share, double due) {
        journal.add(new Before(place, free[place], shelves[place]));
        if (isWhole(share)) {
            free[place] -= devices;
            return;
        }
        var run = new Run(who, devices, share, due);
        int at = best(place, devices, share, due);
        if (at >= 0) {
            var runs = new ArrayList<>(shelves[place][at].runs);
            runs.add(run);
            var changed = shelves[place].clone();
            changed[at] = Shelf.of(runs);
            shelves[place] = changed;
        } else {
            free[place] -= devices;
            var more = Arrays.copyOf(shelves[place], shelves[place].length + 1);
            more[more.length - 1] = Shelf.of(List.of(run));
            shelves[place] = more;
        }
    }

    void take(int place, int who, int devices, double share) {
        journal.add(new Before(place, free[place], shelves[place]));
        if (isWhole(share)) {
            free[place] += devices;
            return;
        }
        var changed = new ArrayList<Shelf>();
        for (var shelf : shelves[place]) {
            var runs = shelf.runs.stream().filter(run -> run.who != who).toList();
            var rest = runs.size() == shelf.runs.size() ? shelf : Shelf.of(runs);
            free[place] += shelf.devices - rest.devices;
            if (!rest.runs.isEmpty()) {
                changed.add(rest);
            }
        }
        shelves[place] = changed.toArray(NO_SHELVES);
    }

    /// The shelf of which it wastes fewest devices, or -1.
    private int best(int place, int devices, double share, double due) {
        int best = -1;
        for (int i = 0; i < shelves[place].length; i++) {
            var shelf = shelves[place][i];
            if (shelf.takes(devices, share, due)
                    && (best < 0 || shelf.devices < shelves[place][best].devices)) {
                best = i;
            }
        }
        return best;
    }

    /// The part of the week after which the run begins.
    double begin(int place, int who) {
        for (var shelf : shelves[place]) {
            double at = 0;
            for (var run : shelf.runs) {
                if (run.who == who) {
                    return at;
                }
                at += run.share;
            }
        }
        return 0;
    }

    /// Who holds devices on shelves there.
    List<Integer> onShelves(int place) {
        var all = new ArrayList<Integer>();
        for (var shelf : shelves[place]) {
            shelf.runs.forEach(run -> all.add(run.who));
        }
        return all;
    }

    /// From here on [#undo] leads back.
    void mark() {
        journal.clear();
    }

    void undo() {
        for (int i = journal.size() - 1; i >= 0; i--) {
            var before = journal.get(i);
            free[before.place] = before.free;
            shelves[before.place] = before.shelves;
        }
        journal.clear();
    }
}
