package dev.medley.core.place;

import java.util.Arrays;

/// What is left on a node: the whole of what a preference may look at. Nodes with equal rooms are
/// equally good. Only placers fill one in; whoever reads it must not keep it.
public final class Room implements Comparable<Room> {

    int pool;
    long cpuMilli;
    long memoryBytes;
    int devices;
    int[] idle;

    Room(int devices) {
        this.devices = devices;
        this.idle = new int[devices];
    }

    Room(Room other) {
        this(other.devices);
        set(other);
    }

    /// Becomes a copy of another room.
    void set(Room other) {
        pool = other.pool;
        cpuMilli = other.cpuMilli;
        memoryBytes = other.memoryBytes;
        devices = other.devices;
        if (idle.length < devices) {
            idle = new int[devices];
        }
        System.arraycopy(other.idle, 0, idle, 0, devices);
    }

    /// Number of the node's pool within its cluster.
    public int pool() {
        return pool;
    }

    public long cpuMilli() {
        return cpuMilli;
    }

    public long memoryBytes() {
        return memoryBytes;
    }

    public int devices() {
        return devices;
    }

    /// Thousandths of a device that nobody holds.
    public int idleMilli(int device) {
        return idle[device];
    }

    /// Thousandths that nobody holds, of all devices together.
    public int idleMilli() {
        int sum = 0;
        for (int d = 0; d < devices; d++) {
            sum += idle[d];
        }
        return sum;
    }

    /// Devices that nobody has touched.
    int wholeIdle() {
        int whole = 0;
        for (int d = 0; d < devices; d++) {
            whole += idle[d] == Member.WHOLE ? 1 : 0;
        }
        return whole;
    }

    /// How many such members the devices alone could take.
    long seatsByDevices(Member member) {
        if (member.devices() == 0) {
            return Long.MAX_VALUE;
        }
        if (!member.isPart()) {
            return wholeIdle() / member.devices();
        }
        long seats = 0;
        for (int d = 0; d < devices; d++) {
            seats += idle[d] / member.deviceMilli();
        }
        return seats;
    }

    long seatsByCpu(Member member) {
        return member.cpuMilli() == 0 ? Long.MAX_VALUE : cpuMilli / member.cpuMilli();
    }

    long seatsByMemory(Member member) {
        return member.memoryBytes() == 0 ? Long.MAX_VALUE : memoryBytes / member.memoryBytes();
    }

    /// How many such members fit together.
    long seats(Member member) {
        long most = Math.min(seatsByCpu(member), seatsByMemory(member));
        return most == 0 ? 0 : Math.min(most, seatsByDevices(member));
    }

    boolean fits(Member member) {
        return cpuMilli >= member.cpuMilli()
                && memoryBytes >= member.memoryBytes()
                && (member.devices() == 0 || seatsByDevices(member) > 0);
    }

    @Override
    public int compareTo(Room other) {
        int order = Integer.compare(pool, other.pool);
        order = order != 0 ? order : Long.compare(cpuMilli, other.cpuMilli);
        order = order != 0 ? order : Long.compare(memoryBytes, other.memoryBytes);
        return order != 0 ? order : Arrays.compare(idle, 0, devices, other.idle, 0, other.devices);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Room room && compareTo(room) == 0;
    }

    @Override
    public int hashCode() {
        long hash = 31 * (31 * (long) pool + cpuMilli) + memoryBytes;
        for (int d = 0; d < devices; d++) {
            hash = 31 * hash + idle[d];
        }
        return Long.hashCode(hash);
    }
}
