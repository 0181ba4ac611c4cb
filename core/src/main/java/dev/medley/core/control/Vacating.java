package dev.medley.core.control;

import dev.medley.core.place.Gang;
import dev.medley.core.place.Placement;
import dev.medley.core.place.Placer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds room for gangs where runs go, and has runs go that lost their place: just those whose
/// devices somebody needs.
///
/// GOALS: nobody stops for nothing. CONSTRAINTS: markets sell devices by number, and numbers do not
/// say on which nodes they lie: eight runs that lost one device each make no room for a gang that
/// needs eight on one node. So a run that was outbid goes on until somebody is seated in its place.
/// ALGORITHM: devices of runs that stop anyhow cost nothing; those of the others what stopping them
/// loses, in device-time. The gang gets the nodes where it costs least, and they are held for it
/// while other seats are looked for. It starts in a later round, when they are free.
final class Vacating {
    private final State state;
    private final Draft draft;
    private final Placer placer;

    /// Runs that lost their place, by node.
    private final LinkedHashMap<String, List<Run>> outbid = new LinkedHashMap<>();

    /// Pools where somebody lost its place.
    private final TreeSet<Integer> pools = new TreeSet<>();

    /// Runs that go, and whose devices the cluster shows as idle until [#undo].
    private final LinkedHashMap<String, Run> gone = new LinkedHashMap<>();

    /// Runs that were asked to go in this round.
    private final List<Run> left = new ArrayList<>();

    private final List<String> held = new ArrayList<>();
    private boolean begun;

    Vacating(State state, Draft draft, Placer placer, List<Run> outbid) {
        this.state = state;
        this.draft = draft;
        this.placer = placer;
        for (var run : outbid) {
            if (returns(run)) {
                pools.add(run.pool);
                for (var node : nodes(run)) {
                    this.outbid.computeIfAbsent(node, _ -> new ArrayList<>()).add(run);
                }
            }
        }
    }

    /// Room for one more member on a node.
    ///
    /// @param going who has to go for it, beside those that go for members before it there
    /// @param lossMs device-milliseconds that are lost by all of these
    private record Slot(String node, List<Run> going, long lossMs) {}

    /// Has a run go.
    void leave(Run run, String why) {
        if (!draft.stops(run.id)) {
            draft.stop(run, why);
            left.add(run);
        }
        if (begun) {
            vacate(run);
        }
    }

    /// From here on devices of runs that go count as idle.
    void begin() {
        begun = true;
        state.departures.leaving().forEach(this::vacate);
        left.forEach(this::vacate);
    }

    /// Whether the gang has room once runs have gone; those that it needs to go are asked to.
    ///
    /// @param taken nodes that are kept for others
    boolean seat(Wishes.Wish wish, Gang gang, Set<String> taken) {
        if (seat(gang)) {
            return true;
        }
        int pool = wish.pool();
        var going = pools.contains(pool) ? going(pool, gang, taken) : List.<Run>of();
        going.forEach(this::vacate);
        boolean seated = !going.isEmpty() && seat(gang);
        for (var run : going) {
            if (seated) {
                leave(run, "its devices serve %s better".formatted(wish.job().work.name()));
            } else {
                restore(run);
            }
        }
        return seated;
    }

    /// Whether somebody goes there.
    boolean isIn(int pool) {
        return gone.values().stream().anyMatch(run -> run.pool == pool);
    }

    void undo() {
        held.forEach(state.cluster::release);
        List.copyOf(gone.values()).forEach(this::restore);
    }

    private boolean seat(Gang gang) {
        if (placer.seat(gang) instanceof Placement.Placed) {
            held.add(gang.id());
            return true;
        }
        return false;
    }

    private void vacate(Run run) {
        if (!gone.containsKey(run.id) && returns(run)) {
            gone.put(run.id, run);
            state.cluster.release(run.id);
        }
    }

    private void restore(Run run) {
        gone.remove(run.id);
        state.cluster.hold(run.id, run.member, run.seats);
    }

    /// Whether others can have its devices when it has gone.
    private boolean returns(Run run) {
        if (!state.isInService(run)) {
            return false;
        }
        for (var seat : run.seats) {
            var down = state.machine(seat.node()).down;
            if (!down.isEmpty() && seat.devices().stream().anyMatch(down::contains)) {
                return false;
            }
        }
        return true;
    }

    // --- where least is lost --------------------------------------------------------------------

    /// Who must go for the gang to have room; nobody if there is none however many go.
    private List<Run> going(int pool, Gang gang, Set<String> taken) {
        var slots = new Slots<Slot>(state, gang);
        for (var machine : state.machinesOf(pool)) {
            var node = machine.node.id();
            boolean helps = gang.members() > 1 || outbid.containsKey(node);
            if (helps && machine.inService() && !taken.contains(node)) {
                addSlots(machine, gang, slots.of(machine));
            }
        }
        var best =
                slots.best(
                        Comparator.comparingLong(Slot::lossMs).thenComparing(Slot::node),
                        some -> some.stream().mapToLong(Slot::lossMs).sum());
        var going = new LinkedHashSet<Run>();
        best.forEach(slot -> going.addAll(slot.going));
        return List.copyOf(going);
    }

    private void addSlots(Machine machine, Gang gang, List<Slot> slots) {
        var member = gang.member();
        var node = machine.node.id();
        int devices = state.cluster.devicesLeft(node);
        long cpu = state.cluster.cpuMilliLeft(node);
        long memory = state.cluster.memoryBytesLeft(node);
        long loss = 0;
        var candidates = candidates(machine).iterator();
        for (int members = 1; members <= gang.members(); members++) {
            var going = new ArrayList<Run>();
            while (devices < members * member.devices()
                    || cpu < members * member.cpuMilli()
                    || memory < members * member.memoryBytes()) {
                if (!candidates.hasNext()) {
                    return;
                }
                var run = candidates.next();
                int seats = Vacancies.seatsOn(run, machine);
                going.add(run);
                devices += seats * run.member.devices();
                cpu += seats * run.member.cpuMilli();
                memory += seats * run.member.memoryBytes();
                loss += lossMs(run);
            }
            slots.add(new Slot(node, going, loss));
        }
    }

    /// Runs on the node that may have to go, those that lose least first.
    private List<Run> candidates(Machine machine) {
        var there = outbid.getOrDefault(machine.node.id(), List.of());
        if (there.isEmpty()) {
            return there;
        }
        return there.stream()
                .filter(run -> !gone.containsKey(run.id))
                .sorted(Comparator.comparingLong(this::lossMs).thenComparing(run -> run.id))
                .toList();
    }

    /// Device-milliseconds that are lost when it stops.
    private long lossMs(Run run) {
        return run.devices() * run.lossMs(draft.at);
    }

    private static Set<String> nodes(Run run) {
        var nodes = new LinkedHashSet<String>();
        run.seats.forEach(seat -> nodes.add(seat.node()));
        return nodes;
    }
}
