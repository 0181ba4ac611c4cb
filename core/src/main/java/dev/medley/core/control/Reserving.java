package dev.medley.core.control;

import dev.medley.core.place.Closeness;
import dev.medley.core.place.Gang;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keeps nodes for gangs that bought devices but found no room, so that smaller work does not take
/// them one by one for ever.
///
/// ALGORITHM: the nodes that can seat the gang soonest, by when their runs are predicted to end,
/// are kept. Others may use them meanwhile if even at the slow end of their band they are through
/// before. A gang that has waited for the setup's patience has runs on its nodes stopped, unless
/// they are of a higher class or have only begun.
final class Reserving {

    /// Nodes are kept for so many gangs at a time.
    private static final int MOST = 8;

    /// An estimate is written down again when it is off by so much.
    private static final long NOTEWORTHY_MS = 300_000;

    private final State state;
    private final long at;
    private final TreeMap<String, Reservation> kept;
    private final TreeSet<String> stillWanted = new TreeSet<>();

    Reserving(State state, long at) {
        this.state = state;
        this.at = at;
        this.kept = new TreeMap<>(state.reservations);
    }

    /// One place for one member of the gang, and when it is free.
    private record Slot(String node, long startMs, long earliestMs, long latestMs) {}

    // --- who may sit on kept nodes --------------------------------------------------------------

    void shutAll() {
        kept.values().forEach(reservation -> shut(reservation, true));
    }

    void openAll() {
        kept.values().forEach(reservation -> shut(reservation, false));
    }

    /// Opens what is kept for this work, and for those that start only after it is through.
    void openFor(String work, int pool, long endMs) {
        for (var reservation : kept.values()) {
            boolean own = reservation.work().equals(work);
            boolean before =
                    reservation.startMs() != Reservation.UNKNOWN && endMs <= reservation.startMs();
            if (own || (reservation.pool() == pool && before)) {
                shut(reservation, false);
            }
        }
    }

    private void shut(Reservation reservation, boolean shut) {
        for (var node : reservation.nodes()) {
            var machine = state.machines.get(node);
            if (machine != null) {
                state.cluster.setCordoned(node, shut || !machine.inService());
            }
        }
    }

    void placed(String work) {
        var reservation = kept.remove(work);
        if (reservation != null) {
            shut(reservation, false);
        }
    }

    // --- keeping nodes --------------------------------------------------------------------------

    /// Keeps nodes for a gang that was refused, or goes on keeping them.
    void reserve(Wishes.Wish wish, Gang gang, Draft draft) {
        var work = wish.job().work.name();
        var before = kept.get(work);
        if (stillWanted.contains(work) || (before == null && kept.size() >= MOST)) {
            return;
        }
        var slots = slots(wish.pool(), gang, work);
        if (slots.size() < gang.members()) {
            return;
        }
        stillWanted.add(work);
        var reservation = reservation(work, wish.pool(), slots, before);
        if (before == null || isNews(before, reservation)) {
            draft.add(new Event.Reserved(at, reservation));
        }
        if (before != null) {
            shut(before, false);
        }
        kept.put(work, reservation);
        shutAll();
        if (at - reservation.sinceMs() >= state.setup().timing().patienceMs()) {
            clear(wish.job(), reservation, draft);
        }
    }

    /// Gives up what nobody asked for in this round.
    void close(Draft draft) {
        for (var work : kept.keySet()) {
            if (state.reservations.containsKey(work) && !stillWanted.contains(work)) {
                draft.add(new Event.Unreserved(at, work));
            }
        }
    }

    private Reservation reservation(
            String work, int pool, List<Slot> slots, @Nullable Reservation before) {
        var nodes = new TreeSet<String>();
        long start = at;
        long earliest = at;
        long latest = at;
        for (var slot : slots) {
            nodes.add(slot.node);
            start = Math.max(start, slot.startMs);
            earliest = Math.max(earliest, slot.earliestMs);
            latest = Math.max(latest, slot.latestMs);
        }
        long since = before == null ? at : before.sinceMs();
        return new Reservation(work, pool, List.copyOf(nodes), since, start, earliest, latest);
    }

    private static boolean isNews(Reservation before, Reservation now) {
        return !before.nodes().equals(now.nodes())
                || Math.abs(before.startMs() - now.startMs()) > NOTEWORTHY_MS;
    }

    /// Stops what sits on the kept nodes.
    private void clear(Job job, Reservation reservation, Draft draft) {
        var stopped = new TreeSet<String>();
        for (var node : reservation.nodes()) {
            var machine = state.machines.get(node);
            if (machine == null) {
                continue;
            }
            for (var id : machine.runs) {
                var run = state.run(id);
                var other = state.known(run.work);
                boolean higher =
                        other.work.terms().priority().compareTo(job.work.terms().priority()) < 0;
                boolean begun =
                        run.phase == Run.Phase.RUNNING
                                && at - run.startedMs >= other.care.leastRunMs();
                if (begun && !higher && !draft.stops(id) && stopped.add(id)) {
                    draft.stop(state, run, "makes room for " + reservation.work());
                }
            }
        }
    }

    /// The soonest free places for the gang's members, in one domain if it must be.
    private List<Slot> slots(int pool, Gang gang, String work) {
        var groups = new TreeMap<String, List<Slot>>();
        var taken = new TreeSet<String>();
        for (var other : kept.values()) {
            if (!other.work().equals(work)) {
                taken.addAll(other.nodes());
            }
        }
        for (var machine : state.machines.values()) {
            if (machine.pool == pool && machine.inService() && !taken.contains(machine.node.id())) {
                var group =
                        gang.closeness() instanceof Closeness.Require(var tier)
                                ? machine.node.domains().get(state.setup().tiers().indexOf(tier))
                                : "";
                slots(machine, gang, groups.computeIfAbsent(group, _ -> new ArrayList<>()));
            }
        }
        List<Slot> best = List.of();
        for (var group : groups.values()) {
            group.sort(Comparator.comparingLong(Slot::startMs).thenComparing(Slot::node));
            if (group.size() >= gang.members()) {
                var some = group.subList(0, gang.members());
                if (best.isEmpty() || some.getLast().startMs < best.getLast().startMs) {
                    best = some;
                }
            }
        }
        return best;
    }

    private void slots(Machine machine, Gang gang, List<Slot> slots) {
        int free = machine.node.devices() - machine.down.size();
        var leaving = new ArrayList<Run>();
        for (var id : machine.runs) {
            free -= devicesOn(state.run(id), machine);
            leaving.add(state.run(id));
        }
        leaving.sort(
                Comparator.comparingLong((Run run) -> Ends.of(state, run, at))
                        .thenComparing(run -> run.id));
        int each = gang.member().devices();
        int found = 0;
        var now = new Slot(machine.node.id(), at, at, at);
        for (int next = 0; next <= leaving.size(); next++) {
            for (; found < Math.floorDiv(free, each); found++) {
                slots.add(now);
            }
            if (next < leaving.size()) {
                var run = leaving.get(next);
                free += devicesOn(run, machine);
                now =
                        new Slot(
                                machine.node.id(),
                                Math.max(now.startMs, Ends.of(state, run, at)),
                                Math.max(now.earliestMs, Ends.earliest(state, run, at)),
                                Math.max(now.latestMs, Ends.latest(state, run, at)));
            }
        }
    }

    private static int devicesOn(Run run, Machine machine) {
        int devices = 0;
        for (var seat : run.seats) {
            devices += seat.node().equals(machine.node.id()) ? seat.devices().size() : 0;
        }
        return devices;
    }
}
