package dev.medley.core.place;

import dev.medley.core.place.Placement.Obstacle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says with figures why a gang has no seats.
final class Refusals {

    private static final double GIB = 1 << 30;

    private final Cluster cluster;
    private final boolean[] allowed;
    private final Gang gang;
    private final List<Obstacle> reasons = new ArrayList<>();

    private Refusals(Cluster cluster, boolean[] allowed, Gang gang) {
        this.cluster = cluster;
        this.allowed = allowed;
        this.gang = gang;
    }

    static List<Obstacle> of(Cluster cluster, boolean[] allowed, Gang gang) {
        var refusals = new Refusals(cluster, allowed, gang);
        refusals.collect();
        return refusals.reasons;
    }

    /// Seats by each resource alone, over all nodes that may be used.
    private static final class Count {
        int nodes;
        long idleMilli;
        long byDevices;
        long byDevicesAndCpu;
        long seats;
        long mostOnOneNode;
        long untouched;
        long mostCpuMilli;
        long mostMemoryBytes;

        void add(Room room, Member member, int times) {
            nodes += times;
            idleMilli += (long) times * room.idleMilli();
            untouched += (long) times * room.wholeIdle();
            long devices = room.seatsByDevices(member);
            long cpu = Math.min(devices, room.seatsByCpu(member));
            long all = Math.min(cpu, room.seatsByMemory(member));
            byDevices += times * Math.min(devices, Integer.MAX_VALUE);
            byDevicesAndCpu += times * Math.min(cpu, Integer.MAX_VALUE);
            seats += times * Math.min(all, Integer.MAX_VALUE);
            mostOnOneNode = Math.max(mostOnOneNode, all);
            if (devices > 0) {
                mostCpuMilli = Math.max(mostCpuMilli, room.cpuMilli);
                if (cpu > 0) {
                    mostMemoryBytes = Math.max(mostMemoryBytes, room.memoryBytes);
                }
            }
        }
    }

    private void collect() {
        var count = count();
        var member = gang.member();
        int members = gang.members();
        if (count.nodes == 0) {
            noNodes();
        } else if (count.byDevices < members) {
            add(
                    "too-few-devices",
                    "needs %s; %s nodes have %s devices untouched and %s idle in all: room for %s"
                            .formatted(
                                    needed(),
                                    figure(count.nodes),
                                    figure(count.untouched),
                                    hundredths(count.idleMilli),
                                    members(count.byDevices)));
        } else if (count.byDevicesAndCpu < members) {
            add(
                    "too-little-cpu",
                    "needs %s, each with %s CPU cores; %s would find devices, %s CPU beside them (at most %s cores)"
                            .formatted(
                                    needed(),
                                    hundredths(member.cpuMilli()),
                                    members(count.byDevices),
                                    members(count.byDevicesAndCpu),
                                    hundredths(count.mostCpuMilli)));
        } else if (count.seats < members) {
            add(
                    "too-little-memory",
                    "needs %s, each with %s GiB; %s would find devices and CPU, %s memory beside them (at most %s GiB)"
                            .formatted(
                                    needed(),
                                    gib(member.memoryBytes()),
                                    members(count.byDevicesAndCpu),
                                    members(count.seats),
                                    gib(count.mostMemoryBytes)));
        } else {
            domain(count);
        }
        withheld();
    }

    private Count count() {
        var count = new Count();
        var standings = cluster.standings();
        for (int slot = 0; slot < standings.slots(); slot++) {
            var standing = standings.at(slot);
            if (standing != null && allowed[standing.room.pool]) {
                count.add(standing.room, gang.member(), standing.count());
            }
        }
        return count;
    }

    private void noNodes() {
        var where = gang.pools().isEmpty() ? "" : " of " + String.join(", ", gang.pools());
        add("no-node", "no node%s is on offer".formatted(where));
    }

    private void domain(Count count) {
        var tier =
                switch (gang.closeness()) {
                    case Closeness.Anywhere() -> Closeness.NODE;
                    case Closeness.Prefer(var name) -> name;
                    case Closeness.Require(var name) -> name;
                };
        var domains = cluster.domains(tier);
        if (domains == null && !tier.equals(Closeness.NODE)) {
            add(
                    "no-such-tier",
                    "needs one domain of tier '%s'; the cluster has the tiers %s"
                            .formatted(tier, cluster.tiers()));
            return;
        }
        long most = count.mostOnOneNode;
        var seats = new Seats(cluster, allowed, gang.member());
        for (int d = 0; domains != null && d < domains.count(); d++) {
            most = Math.max(most, seats.in(domains, d));
        }
        add(
                "domain-too-small",
                "needs %s in one domain of tier '%s'; the largest free one has room for %s"
                        .formatted(needed(), tier, members(most)));
    }

    /// Nodes and devices that would count if they were well.
    private void withheld() {
        int cordoned = 0;
        int down = 0;
        for (var state : cluster.states()) {
            if (!state.removed && allowed[state.pool]) {
                cordoned += state.cordoned ? 1 : 0;
                for (boolean one : state.down) {
                    down += one ? 1 : 0;
                }
            }
        }
        if (cordoned > 0) {
            add("cordoned", "nodes that are cordoned: " + figure(cordoned));
        }
        if (down > 0) {
            add("down", "devices that are down: " + figure(down));
        }
    }

    private void add(String code, String text) {
        reasons.add(new Obstacle(code, text));
    }

    /// `16 devices`, `2 x 8 devices`, `0.47 of a device`.
    private String needed() {
        return gang.members() == 1 ? each() : figure(gang.members()) + " x " + each();
    }

    private String each() {
        var member = gang.member();
        if (member.isPart()) {
            return plain(member.deviceMilli() / 1000.0) + " of a device";
        }
        return member.devices() == 1 ? "1 device" : member.devices() + " devices";
    }

    /// `1 x 8 devices`, `3`.
    private String members(long seats) {
        var member = gang.member();
        return gang.members() == 1 || member.devices() == 0
                ? figure(seats)
                : figure(seats) + " x " + each();
    }

    private static String hundredths(long milli) {
        return plain(Math.floorDiv(milli, 10) / 100.0);
    }

    private static String gib(long bytes) {
        return plain(StrictMath.floor(bytes / GIB * 10) / 10);
    }

    private static String plain(double value) {
        return value == StrictMath.rint(value)
                ? figure((long) value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }

    private static String figure(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
