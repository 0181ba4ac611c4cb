package dev.medley.core.control;

import dev.medley.core.place.Gang;
import dev.medley.core.work.InferenceService;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.SortedMap;

/// Moves runs out of the way of a gang whose devices are there but lie apart.
///
/// The market sold it its place, so there is room in number: what has to move finds room elsewhere
/// if it is smaller, and first if it is of a higher class. Runs of lower classes give way, and of
/// the same class those that hold fewer devices, the smallest first; of higher classes only smaller
/// replicas of services that have others. Never one that has only begun, and never the last of
/// several replicas that serve: it goes once another serves elsewhere. Nobody gives way to a gang
/// of its own class and size, or two of them would take turns.
final class Eviction {

    private final State state;
    private final long at;
    private final Job job;
    private final Gang gang;

    Eviction(State state, long at, Job job, Gang gang) {
        this.state = state;
        this.at = at;
        this.job = job;
        this.gang = gang;
    }

    /// How easily a run gives its devices back, on the scale of [Ends]: now if it does so anyhow,
    /// later the larger it is, and [Reservation#UNKNOWN] if it does not give way.
    long ease(Run run) {
        boolean begun =
                run.phase == Run.Phase.RUNNING && at - run.startedMs >= run.job.care.leastRunMs();
        return begun || !run.goesOn() ? easeInTime(run) : Reservation.UNKNOWN;
    }

    /// The same once everybody has run for a while.
    long easeInTime(Run run) {
        if (!run.goesOn()) {
            return at;
        }
        int lower = lower(run);
        boolean smaller = run.devices() * 1000L < gang.totalMilli();
        boolean may = lower > 0 || (smaller && (lower == 0 || isOneOfMany(run)));
        boolean givesWay = run.job != job && may;
        return givesWay ? at + run.devices() : Reservation.UNKNOWN;
    }

    /// Above zero if its class is lower than the gang's, zero if it is the same.
    private int lower(Run run) {
        return run.job.work.terms().priority().compareTo(job.work.terms().priority());
    }

    /// Whether its service would be down if it went.
    private boolean isLastOfMany(Run run, Draft draft) {
        var runs = run.job.runs.values();
        return lower(run) <= 0
                && isOneOfMany(run)
                && runs.stream().noneMatch(other -> other != run && serves(other, draft));
    }

    private static boolean isOneOfMany(Run run) {
        return run.job.work instanceof InferenceService && run.job.runs.size() > 1;
    }

    private static boolean serves(Run run, Draft draft) {
        return run.phase == Run.Phase.RUNNING && !draft.stops(run.id);
    }

    /// Stops what has to leave these nodes, and no more; those that cannot go yet in a later round.
    ///
    /// @param members how many of the gang's members each node is to take
    void empty(SortedMap<String, Integer> members, Draft draft) {
        members.forEach((node, count) -> empty(node, count * gang.member().devices(), draft));
    }

    private void empty(String node, int devices, Draft draft) {
        var machine = state.machines.get(node);
        if (machine == null) {
            return;
        }
        int free = Vacancies.devices(machine);
        var staying = new ArrayList<Run>();
        for (var run : machine.runs.values()) {
            if (run.goesOn() && !draft.stops(run.id)) {
                staying.add(run);
                free -= Vacancies.devicesOn(run, machine);
            }
        }
        staying.sort(Comparator.comparingLong(this::ease).thenComparing(run -> run.id));
        for (var run : staying) {
            if (free >= devices) {
                return;
            }
            if (!isLastOfMany(run, draft)) {
                draft.stop(run, "makes room for " + job.work.name());
                free += Vacancies.devicesOn(run, machine);
            }
        }
    }
}
