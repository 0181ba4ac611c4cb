package dev.medley.core.fleet;

/// CPU and main memory: what a work asks of a node beside devices.
///
/// @param cpuMilli thousandths of CPU cores
/// @param memoryBytes main memory
public record Needs(long cpuMilli, long memoryBytes) {

    public static final Needs NONE = new Needs(0, 0);

    /// A million cores; sums over a fleet stay in range.
    public static final long MOST_CPU_MILLI = 1_000_000_000;

    /// A pebibyte.
    public static final long MOST_MEMORY_BYTES = 1L << 50;

    public Needs {
        if (cpuMilli < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException(
                    "The cpuMilli (%d) and memoryBytes (%d) that a work needs must not be negative."
                            .formatted(cpuMilli, memoryBytes));
        }
    }

    public boolean isNone() {
        return cpuMilli == 0 && memoryBytes == 0;
    }

    public Needs times(long count) {
        return isNone() ? NONE : new Needs(cpuMilli * count, memoryBytes * count);
    }

    /// Whether it is no more than the other, in either.
    public boolean isWithin(Needs other) {
        return cpuMilli <= other.cpuMilli && memoryBytes <= other.memoryBytes;
    }
}
