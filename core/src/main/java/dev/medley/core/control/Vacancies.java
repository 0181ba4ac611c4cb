package dev.medley.core.control;

import dev.medley.core.place.Gang;
import dev.medley.core.place.Member;
import dev.medley.core.place.Node;

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
    ///
    /// @param end when runs give their devices back
    SortedMap<String, Integer> soonest(
            int pool, Gang gang, Set<String> taken, ToLongFunction<Run> end) {
        var slots = new Slots<Slot>(state, gang);
        for (var machine : state.machinesOf(pool)) {
            if (machine.inService() && !taken.contains(machine.node.id())) {
                addSlots(machine, gang, end, slots.of(machine));
            }
        }
        var best =
                slots.best(
                        Comparator.comparingLong(Slot::startMs).thenComparing(Slot::node),
                        some -> some.getLast().startMs);
        var members = new TreeMap<String, Integer>();
        best.forEach(slot -> members.merge(slot.node, 1, Integer::sum));
        return members;
    }

    private void addSlots(Machine machine, Gang gang, ToLongFunction<Run> end, List<Slot> slots) {
        int each = gang.member().devices();
        int most = Math.min(gang.members(), mostMembers(machine, gang.member()));
        long[] free = most == 0 ? new long[0] : times(machine, end);
        for (int m = 1; m <= most; m++) {
            long hosted = hosted(machine, gang.member(), m, end);
            slots.add(new Slot(machine.node.id(), Math.max(free[m * each - 1], hosted)));
        }
    }

    /// How many members the node has room for when it is empty.
    private static int mostMembers(Machine machine, Member member) {
        var node = machine.node;
        long most = devices(machine) / member.devices();
        if (member.cpuMilli() > 0 && node.cpuMilli() != Node.UNKNOWN) {
            most = Math.min(most, node.cpuMilli() / member.cpuMilli());
        }
        if (member.memoryBytes() > 0 && node.memoryBytes() != Node.UNKNOWN) {
            most = Math.min(most, node.memoryBytes() / member.memoryBytes());
        }
        return (int) most;
    }

    /// When so many members have room on the nodes given.
    long allFree(SortedMap<String, Integer> members, Member member, ToLongFunction<Run> end) {
        int each = member.devices();
        long latest = at;
        for (var one : members.entrySet()) {
            var machine = state.machines.get(one.getKey());
            int count = one.getValue();
            if (machine == null || count > mostMembers(machine, member)) {
                return Reservation.UNKNOWN;
            }
            latest = Math.max(latest, times(machine, end)[count * each - 1]);
            latest = Math.max(latest, hosted(machine, member, count, end));
        }
        return latest;
    }

    /// When the node's CPU and memory suffice for so many members.
    private long hosted(Machine machine, Member member, int count, ToLongFunction<Run> end) {
        if (member.cpuMilli() == 0 && member.memoryBytes() == 0) {
            return at;
        }
        long cpu = count * member.cpuMilli() - state.cluster.cpuMilliLeft(machine.node.id());
        long memory =
                count * member.memoryBytes() - state.cluster.memoryBytesLeft(machine.node.id());
        if (cpu <= 0 && memory <= 0) {
            return at;
        }
        var leaving = new ArrayList<>(machine.runs.values());
        leaving.sort(Comparator.comparingLong(end).thenComparing(run -> run.id));
        for (var run : leaving) {
            int seats = seatsOn(run, machine);
            cpu -= seats * run.member.cpuMilli();
            memory -= seats * run.member.memoryBytes();
            if (cpu <= 0 && memory <= 0) {
                return Math.max(at, end.applyAsLong(run));
            }
        }
        return Reservation.UNKNOWN;
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

    static int devices(Machine machine) {
        return machine.node.devices() - machine.down.size();
    }

    static int seatsOn(Run run, Machine machine) {
        int seats = 0;
        for (var seat : run.seats) {
            seats += seat.node().equals(machine.node.id()) ? 1 : 0;
        }
        return seats;
    }

    static int devicesOn(Run run, Machine machine) {
        int devices = 0;
        for (var seat : run.seats) {
            devices += seat.node().equals(machine.node.id()) ? seat.devices().size() : 0;
        }
        return devices;
    }
}
