package dev.medley.core.fleet;

import org.jspecify.annotations.Nullable;

/// CPU and main memory of one node, or of several together. What nobody said is unknown, and limits
/// nothing.
///
/// @param cpuMilli thousandths of CPU cores
/// @param memoryBytes main memory
public record Host(@Nullable Long cpuMilli, @Nullable Long memoryBytes) {

    public static final Host UNKNOWN = new Host(null, null);

    public Host {
        if ((cpuMilli != null && cpuMilli < 0) || (memoryBytes != null && memoryBytes < 0)) {
            throw new IllegalArgumentException(
                    "The cpuMilli (%s) and memoryBytes (%s) of a node must not be negative."
                            .formatted(cpuMilli, memoryBytes));
        }
    }

    /// Whether there is so much, as far as is known.
    public boolean holds(Needs needs) {
        return (cpuMilli == null || needs.cpuMilli() <= cpuMilli)
                && (memoryBytes == null || needs.memoryBytes() <= memoryBytes);
    }

    /// Whether all that is needed is known to be there or not.
    public boolean knows(Needs needs) {
        return (cpuMilli != null || needs.cpuMilli() == 0)
                && (memoryBytes != null || needs.memoryBytes() == 0);
    }

    /// So many of them together.
    public Host times(long count) {
        return new Host(
                cpuMilli == null ? null : (Long) (cpuMilli * count),
                memoryBytes == null ? null : (Long) (memoryBytes * count));
    }
}
