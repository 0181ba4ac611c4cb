package dev.medley.core.control;

import dev.medley.core.place.Closeness;
import dev.medley.core.place.Gang;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// When and where members of a gang find room, by when runs are predicted to end.
final class Vacancies {

    private final State state;
    private final long at;

    Vacancies(State state, long at) {
        this.state = state;
        this.at = at;
    }

    /// Room for one member.
    private record Slot(String node, long startMs) {}

    /// How many members each node takes, so that all have room soonest, in one domain if it must
    /// be; empty if the pool is too small without the nodes that are taken.
    SortedMap<String, Integer> soonest(int pool, Gang gang, Set<String> taken) {
        var groups = new TreeMap<String, List<Slot>>();
        for (var machine : state.machinesOf(pool)) {
            if (machine.inService() && !taken.contains(machine.node.id())) {
                var group =
                        gang.closeness() instanceof Closeness.Require(var tier)
                                ? machine.node.domains().get(state.setup().tiers().indexOf(tier))
                                : "";
                addSlots(machine, gang, groups.computeIfAbsent(group, _ -> new ArrayList<>()));
            }
        }
        List<Slot> best = List.of();
        for (var group : groups.values()) {
            if (group.size() >= gang.members()) {
                group.sort(Comparator.comparingLong(Slot::startMs).thenComparing(Slot::node));
                var some = group.subList(0, gang.members());
                if (best.isEmpty() || some.getLast().startMs < best.getLast().startMs) {
                    best = some;
                }
            }
        }
        var members = new TreeMap<String, Integer>();
        best.forEach(slot -> members.merge(slot.node, 1, Integer::sum));
        return members;
    }

    private void addSlots(Machine machine, Gang gang, List<Slot> slots) {
        int each = gang.member().devices();
        int most = Math.min(gang.members(), devices(machine) / each);
        long[] free = most == 0 ? new long[0] : times(machine, run -> Ends.of(run, at));
        for (int m = 1; m <= most; m++) {
            slots.add(new Slot(machine.node.id(), free[m * each - 1]));
        }
    }

    /// When so many members have room on the nodes given.
    long allFree(SortedMap<String, Integer> members, int each, ToLongFunction<Run> end) {
        long latest = at;
        for (var one : members.entrySet()) {
            var machine = state.machines.get(one.getKey());
            if (machine == null || one.getValue() * each > devices(machine)) {
                return Reservation.UNKNOWN;
            }
            latest = Math.max(latest, times(machine, end)[one.getValue() * each - 1]);
        }
        return latest;
    }

    /// When one, two and more of the node's devices are free, rising.
    private long[] times(Machine machine, ToLongFunction<Run> end) {
        long[] times = new long[devices(machine)];
        int busy = 0;
        for (var run : machine.runs.values()) {
            long until = end.applyAsLong(run);
            for (int left = devicesOn(run, machine); left > 0 && busy < times.length; left--) {
                times[busy++] = until;
            }
        }
        Arrays.fill(times, busy, times.length, at);
        Arrays.sort(times);
        return times;
    }

    private static int devices(Machine machine) {
        return machine.node.devices() - machine.down.size();
    }

    private static int devicesOn(Run run, Machine machine) {
        int devices = 0;
        for (var seat : run.seats) {
            devices += seat.node().equals(machine.node.id()) ? seat.devices().size() : 0;
        }
        return devices;
    }
}
