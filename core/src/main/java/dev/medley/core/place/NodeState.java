package dev.medley.core.place;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A node and what is held on it.
final class NodeState {

    /// More than anybody asks: what is left where nobody said how much there is.
    private static final long PLENTY = Long.MAX_VALUE / 4;

    final Node node;
    final int number;
    final int pool;

    /// Number of its domain on each tier.
    final int[] path;

    final int[] used;
    final boolean[] down;

    /// Thousandths that the first holder of a used device took.
    final int[] opener;

    long cpuMilli;
    long memoryBytes;
    int seats;
    boolean cordoned;
    boolean removed;

    /// Where it stands, or null while it is not on offer.
    @Nullable Standing standing;

    /// Idle thousandths that its domains count for it.
    int idleCounted;

    NodeState(Node node, int number, int pool, int[] path) {
        this.node = node;
        this.number = number;
        this.pool = pool;
        this.path = path;
        this.used = new int[node.devices()];
        this.down = new boolean[node.devices()];
        this.opener = new int[node.devices()];
        this.cpuMilli = node.cpuMilli() == Node.UNKNOWN ? PLENTY : node.cpuMilli();
        this.memoryBytes = node.memoryBytes() == Node.UNKNOWN ? PLENTY : node.memoryBytes();
    }

    /// Takes over what is held on another, and its health.
    void set(NodeState other) {
        System.arraycopy(other.used, 0, used, 0, used.length);
        System.arraycopy(other.down, 0, down, 0, down.length);
        System.arraycopy(other.opener, 0, opener, 0, opener.length);
        cpuMilli = other.cpuMilli;
        memoryBytes = other.memoryBytes;
        seats = other.seats;
        cordoned = other.cordoned;
        removed = other.removed;
    }

    /// Takes CPU and memory of so many members, or gives them back. Nodes of which nothing is known
    /// stay as they are, so that those with equal devices idle stay equal.
    void takeHost(Member member, int times) {
        cpuMilli -= node.cpuMilli() == Node.UNKNOWN ? 0 : times * member.cpuMilli();
        memoryBytes -= node.memoryBytes() == Node.UNKNOWN ? 0 : times * member.memoryBytes();
    }

    boolean offered() {
        return !cordoned && !removed;
    }

    int idle(int device) {
        return down[device] ? 0 : Member.WHOLE - used[device];
    }

    void fill(Room room) {
        room.pool = pool;
        room.cpuMilli = cpuMilli;
        room.memoryBytes = memoryBytes;
        room.devices = used.length;
        for (int d = 0; d < used.length; d++) {
            room.idle[d] = idle(d);
        }
    }

    /// Throws if the seat is not free: whoever decided looked at another state of the cluster.
    void check(Member member, List<Integer> devices) {
        if (devices.size() != member.devices()) {
            throw new IllegalArgumentException(
                    "A member of %d devices cannot sit on devices %s of node '%s'."
                            .formatted(member.devices(), devices, node.id()));
        }
        int last = -1;
        for (int device : devices) {
            if (device <= last || device >= used.length || idle(device) < member.deviceMilli()) {
                throw new IllegalStateException(
                        "Devices %s of node '%s' are not free for %d milli each."
                                .formatted(devices, node.id(), member.deviceMilli()));
            }
            last = device;
        }
        if (cpuMilli < member.cpuMilli() || memoryBytes < member.memoryBytes()) {
            throw new IllegalStateException(
                    "Node '%s' has %d milli CPU and %d bytes left; the member needs %d and %d."
                            .formatted(
                                    node.id(),
                                    cpuMilli,
                                    memoryBytes,
                                    member.cpuMilli(),
                                    member.memoryBytes()));
        }
    }
}
