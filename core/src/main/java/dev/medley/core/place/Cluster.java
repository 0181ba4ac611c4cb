package dev.medley.core.place;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/// Nodes, their health, and the gangs that hold their devices. It changes in place, cheaply:
/// holding or releasing a seat touches one node.
///
/// Nodes are numbered in the order they come; wherever places are equal, the lower number wins.
/// What gangs hold is kept exactly: a device is never held beyond 1000 milli, a node never beyond
/// its CPU and memory, as far as these are known.
public final class Cluster {

    private final List<String> tiers;
    private final List<Domains> domains = new ArrayList<>();
    private final List<String> pools = new ArrayList<>();
    private final List<NodeState> nodes = new ArrayList<>();
    private final LinkedHashMap<String, NodeState> byId = new LinkedHashMap<>();
    private final TreeMap<String, Held> held = new TreeMap<>();
    private final Standings standings = new Standings();
    private final int[] openedBy = new int[Member.WHOLE + 1];
    private Room scratch = new Room(16);
    private long heldMilli;
    private long capacityMilli;

    /// What a gang holds.
    ///
    /// @param seats one per member
    public record Held(Member member, List<Seat> seats) {
        public Held {
            seats = List.copyOf(seats);
        }
    }

    /// No nodes yet.
    ///
    /// @param tiers names of the tiers of domains, innermost first
    public Cluster(List<String> tiers) {
        this.tiers = List.copyOf(tiers);
        this.tiers.forEach(tier -> domains.add(new Domains()));
    }

    /// No nodes yet, but the numbers of pools and domains that there once were, so that ties break
    /// as they did then.
    ///
    /// @param pools ids in the order of their numbers
    /// @param domains names for each tier, in the order of their numbers
    public Cluster(List<String> tiers, List<String> pools, List<List<String>> domains) {
        this(tiers);
        this.pools.addAll(pools);
        for (int tier = 0; tier < this.tiers.size(); tier++) {
            domains.get(tier).forEach(this.domains.get(tier)::number);
        }
    }

    public static Cluster of(List<String> tiers, List<Node> nodes) {
        var cluster = new Cluster(tiers);
        nodes.forEach(cluster::add);
        return cluster;
    }

    /// The same nodes in the same order, held by the same gangs; changes to either leave the other
    /// alone.
    public Cluster copy() {
        var copy = new Cluster(tiers);
        for (var state : nodes) {
            copy.add(state.node);
            var twin = copy.state(state.number);
            twin.set(state);
            copy.settle(twin);
            if (state.removed) {
                copy.byId.remove(state.node.id());
                copy.capacityMilli -= (long) Member.WHOLE * state.used.length;
            }
        }
        copy.held.putAll(held);
        copy.heldMilli = heldMilli;
        System.arraycopy(openedBy, 0, copy.openedBy, 0, openedBy.length);
        return copy;
    }

    public List<String> tiers() {
        return tiers;
    }

    /// Ids of the pools, by number.
    public List<String> pools() {
        return Collections.unmodifiableList(pools);
    }

    /// The nodes that were not removed, in the order in which they came.
    public List<Node> nodes() {
        return nodes.stream().filter(state -> !state.removed).map(state -> state.node).toList();
    }

    /// Names of a tier's domains, in the order of their numbers.
    public List<String> domainNames(String tier) {
        return domains.get(tiers.indexOf(tier)).names();
    }

    // --- nodes and their health -----------------------------------------------------------------

    public void add(Node node) {
        if (byId.containsKey(node.id())) {
            throw new IllegalArgumentException(
                    "There is a node '%s' already.".formatted(node.id()));
        }
        if (node.domains().size() != tiers.size()) {
            throw new IllegalArgumentException(
                    "Node '%s' names %d domains; the cluster has %d tiers: %s."
                            .formatted(node.id(), node.domains().size(), tiers.size(), tiers));
        }
        if (!pools.contains(node.pool())) {
            pools.add(node.pool());
        }
        int[] path = new int[tiers.size()];
        for (int tier = 0; tier < path.length; tier++) {
            path[tier] = domains.get(tier).join(node.domains().get(tier), nodes.size());
        }
        var state = new NodeState(node, nodes.size(), pools.indexOf(node.pool()), path);
        nodes.add(state);
        byId.put(node.id(), state);
        capacityMilli += (long) Member.WHOLE * node.devices();
        settle(state);
    }

    /// Takes a node away for good. Nobody may hold anything on it.
    public void remove(String node) {
        var state = find(node);
        if (state.seats > 0) {
            throw new IllegalStateException(
                    "Node '%s' cannot go: gangs hold %d seats on it.".formatted(node, state.seats));
        }
        state.removed = true;
        capacityMilli -= (long) Member.WHOLE * state.used.length;
        settle(state);
        byId.remove(state.node.id());
    }

    /// A cordoned node keeps what it holds and takes nothing new.
    public void setCordoned(String node, boolean cordoned) {
        var state = find(node);
        state.cordoned = cordoned;
        settle(state);
    }

    /// A device that is down takes nothing new; whoever holds it holds it until released.
    public void setDown(String node, int device, boolean down) {
        var state = find(node);
        state.down[device] = down;
        settle(state);
    }

    // --- holding and releasing ------------------------------------------------------------------

    /// Gives a gang its seats: all of them, or none and an exception if any is not free.
    public void hold(String gang, Member member, List<Seat> seats) {
        if (held.containsKey(gang)) {
            throw new IllegalStateException("Gang '%s' holds devices already.".formatted(gang));
        }
        int done = 0;
        try {
            for (var seat : seats) {
                take(find(seat.node()), member, seat.devices());
                done++;
            }
        } finally {
            if (done < seats.size()) {
                for (int i = done - 1; i >= 0; i--) {
                    give(find(seats.get(i).node()), member, seats.get(i).devices());
                }
            }
        }
        held.put(gang, new Held(member, seats));
    }

    /// Takes back whatever a gang holds.
    public void release(String gang) {
        var what = held.remove(gang);
        if (what == null) {
            throw new IllegalStateException("Gang '%s' holds nothing.".formatted(gang));
        }
        for (var seat : what.seats()) {
            give(find(seat.node()), what.member(), seat.devices());
        }
    }

    /// What a gang holds, or null if nothing.
    public @Nullable Held held(String gang) {
        return held.get(gang);
    }

    /// Ids of the gangs that hold something, in order.
    public List<String> gangs() {
        return List.copyOf(held.keySet());
    }

    /// Notes what a gang has taken seat by seat.
    void note(String gang, Member member, List<Seat> seats) {
        held.put(gang, new Held(member, seats));
    }

    void take(NodeState state, Member member, List<Integer> devices) {
        state.check(member, devices);
        for (int device : devices) {
            if (state.used[device] == 0) {
                state.opener[device] = member.deviceMilli();
                openedBy[member.deviceMilli()]++;
            }
            state.used[device] += member.deviceMilli();
        }
        state.takeHost(member, 1);
        state.seats++;
        heldMilli += member.totalMilli();
        settle(state);
    }

    void give(NodeState state, Member member, List<Integer> devices) {
        for (int device : devices) {
            state.used[device] -= member.deviceMilli();
            if (state.used[device] == 0) {
                openedBy[state.opener[device]]--;
            }
        }
        state.takeHost(member, -1);
        state.seats--;
        heldMilli -= member.totalMilli();
        settle(state);
    }

    /// Moves a node to where it now stands.
    private void settle(NodeState state) {
        if (state.standing != null) {
            standings.leave(state.number, state.standing);
            state.standing = null;
        }
        if (scratch.idle.length < state.used.length) {
            scratch = new Room(state.used.length);
        }
        state.fill(scratch);
        int idle = state.offered() ? scratch.idleMilli() : 0;
        for (int tier = 0; tier < state.path.length; tier++) {
            domains.get(tier).change(state.path[tier], idle - state.idleCounted);
        }
        state.idleCounted = idle;
        if (state.offered()) {
            Arrays.sort(scratch.idle, 0, scratch.devices);
            state.standing = standings.join(state.number, scratch);
        }
    }

    // --- looking --------------------------------------------------------------------------------

    /// Thousandths of devices, of all nodes that were not removed.
    public long capacityMilli() {
        return capacityMilli;
    }

    /// Of the nodes of one pool, by its number.
    public long capacityMilli(int pool) {
        long sum = 0;
        for (var state : nodes) {
            if (!state.removed && state.pool == pool) {
                sum += (long) Member.WHOLE * state.used.length;
            }
        }
        return sum;
    }

    /// Thousandths of devices that gangs hold.
    public long heldMilli() {
        return heldMilli;
    }

    /// Of the nodes of one pool, by its number.
    public long heldMilli(int pool) {
        long sum = 0;
        for (var state : nodes) {
            if (state.pool == pool) {
                sum += Arrays.stream(state.used).sum();
            }
        }
        return sum;
    }

    /// Thousandths of devices that could be given away: healthy, not cordoned, not held.
    public long idleMilli() {
        return nodes.stream().mapToLong(state -> state.idleCounted).sum();
    }

    /// The same for each pool, by its number.
    public long[] idleMilliByPool() {
        long[] idle = new long[pools.size()];
        for (var state : nodes) {
            idle[state.pool] += state.idleCounted;
        }
        return idle;
    }

    /// Devices of a node that are healthy and of which nobody holds anything.
    public int devicesLeft(String node) {
        var state = find(node);
        int devices = 0;
        for (int device = 0; device < state.used.length; device++) {
            devices += state.idle(device) == Member.WHOLE ? 1 : 0;
        }
        return devices;
    }

    /// Thousandths of CPU cores that are left on a node, and bytes of memory; far more than anybody
    /// asks where nobody said how much there is.
    public long cpuMilliLeft(String node) {
        return find(node).cpuMilli;
    }

    public long memoryBytesLeft(String node) {
        return find(node).memoryBytes;
    }

    /// Thousandths of one device that gangs hold.
    public int heldMilli(String node, int device) {
        return find(node).used[device];
    }

    /// Devices in use whose first member took so many thousandths.
    int openedBy(int deviceMilli) {
        return openedBy[deviceMilli];
    }

    Standings standings() {
        return standings;
    }

    List<NodeState> states() {
        return nodes;
    }

    NodeState state(int number) {
        return nodes.get(number);
    }

    /// Domains of a tier, or null if there is no such tier.
    @Nullable Domains domains(String tier) {
        int index = tiers.indexOf(tier);
        return index < 0 ? null : domains.get(index);
    }

    /// Devices idle in the domain of a node, on a tier by number.
    long idleAround(NodeState state, int tier) {
        return domains.get(tier).idleMilli(state.path[tier]);
    }

    private NodeState find(String node) {
        var state = byId.get(node);
        if (state == null) {
            throw new IllegalArgumentException("There is no node '%s'.".formatted(node));
        }
        return state;
    }
}
