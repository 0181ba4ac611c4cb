package dev.medley.core.place;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A machine with devices of one chip.
///
/// @param id unique in its cluster
/// @param pool its pool; equal nodes share one, but nodes of one pool need not be equal
/// @param devices how many devices it holds
/// @param cpuMilli thousandths of CPU cores; [#UNKNOWN] limits nothing, for no machine has none
/// @param memoryBytes main memory, or [#UNKNOWN]
/// @param domains its domain on each tier of the cluster, innermost first
public record Node(
        String id,
        String pool,
        int devices,
        long cpuMilli,
        long memoryBytes,
        List<String> domains) {

    /// Nobody said how much there is, and nothing is counted.
    public static final long UNKNOWN = 0;

    /// What somebody said there is, or [#UNKNOWN].
    public static long amount(@Nullable Long said) {
        return said == null ? UNKNOWN : said;
    }

    public Node {
        domains = List.copyOf(domains);
        if (devices < 0 || cpuMilli < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException(
                    "The devices (%d), cpuMilli (%d) and memoryBytes (%d) of node '%s' must not be negative."
                            .formatted(devices, cpuMilli, memoryBytes, id));
        }
    }
}
