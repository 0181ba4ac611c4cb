package dev.medley.core.place;

/// What each member of a gang takes on its node: whole devices, a part of one device, or none, with
/// CPU and memory.
///
/// @param devices how many devices
/// @param deviceMilli thousandths it takes of each: 1000, or less of a single one, or 0 of none
/// @param cpuMilli thousandths of a CPU core
/// @param memoryBytes main memory
public record Member(int devices, int deviceMilli, long cpuMilli, long memoryBytes)
        implements Comparable<Member> {

    /// A whole device.
    public static final int WHOLE = 1000;

    public Member {
        boolean none = devices == 0 && deviceMilli == 0;
        boolean part = devices == 1 && deviceMilli > 0 && deviceMilli < WHOLE;
        boolean whole = devices > 0 && deviceMilli == WHOLE;
        if (!none && !part && !whole) {
            throw new IllegalArgumentException(
                    "A member takes whole devices (1000 milli each), a part of one, or none; not %d of %d milli."
                            .formatted(devices, deviceMilli));
        }
        if (cpuMilli < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException(
                    "The cpuMilli (%d) and memoryBytes (%d) of a member must not be negative."
                            .formatted(cpuMilli, memoryBytes));
        }
    }

    /// Whole devices.
    public static Member whole(int devices, long cpuMilli, long memoryBytes) {
        return new Member(devices, WHOLE, cpuMilli, memoryBytes);
    }

    /// A part of one device.
    public static Member part(int deviceMilli, long cpuMilli, long memoryBytes) {
        return new Member(1, deviceMilli, cpuMilli, memoryBytes);
    }

    /// CPU and memory only.
    public static Member plain(long cpuMilli, long memoryBytes) {
        return new Member(0, 0, cpuMilli, memoryBytes);
    }

    public boolean isPart() {
        return devices == 1 && deviceMilli < WHOLE;
    }

    /// Of all its devices together.
    public int totalMilli() {
        return devices * deviceMilli;
    }

    @Override
    public int compareTo(Member other) {
        int order = Integer.compare(deviceMilli, other.deviceMilli);
        order = order != 0 ? order : Integer.compare(devices, other.devices);
        order = order != 0 ? order : Long.compare(cpuMilli, other.cpuMilli);
        return order != 0 ? order : Long.compare(memoryBytes, other.memoryBytes);
    }
}
