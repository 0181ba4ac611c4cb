package dev.medley.files;

import dev.medley.core.fleet.Host;
import dev.medley.core.fleet.Needs;
import dev.medley.core.units.Dimension;

import org.jspecify.annotations.Nullable;

/// Binds CPU and main memory: what nodes have, and what works ask of them.
final class HostBinder {

    private HostBinder() {}

    /// What a pool says of its nodes.
    static Host host(Fields pool) {
        var node = pool.inside("node");
        return new Host(cpuMilli(node), memoryBytes(node));
    }

    /// What a work asks beside each device, or null for nothing.
    ///
    /// @param limit memory that a run may hold, or null
    static @Nullable Needs needs(Fields spec, @Nullable Long limit) {
        var needs = spec.inside("needs");
        var cpu = cpuMilli(needs);
        var memory = memoryBytes(needs);
        if (memory != null && limit != null && memory > limit) {
            needs.wrong(
                    "memory",
                    "is more than the run may hold (limits.memory)",
                    "raise the limit, or ask for less beside each device");
        }
        return cpu == null && memory == null
                ? null
                : new Needs(cpu == null ? 0 : cpu, memory == null ? 0 : memory);
    }

    private static @Nullable Long cpuMilli(Fields fields) {
        if (!fields.isNumber("cpus")) {
            return null;
        }
        double cpus = fields.number("cpus", 0);
        if (!(cpus >= 1e-3 && cpus * 1000 <= Needs.MOST_CPU_MILLI)) {
            fields.wrong("cpus", "is no number of CPU cores", "write for example cpus: 8");
            return null;
        }
        return Math.round(cpus * 1000);
    }

    private static @Nullable Long memoryBytes(Fields fields) {
        var bytes = fields.quantity("memory", Dimension.BYTES, false, Needs.MOST_MEMORY_BYTES);
        return bytes == null ? null : (Long) Math.max(1, bytes.longValue());
    }
}
