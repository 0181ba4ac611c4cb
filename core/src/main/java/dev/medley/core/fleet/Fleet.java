package dev.medley.core.fleet;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// All there is to run on.
///
/// @param name what its operator calls it, or "" when no fleet was given
/// @param currency what its money is counted in (the policy's)
/// @param sites ids are unique
/// @param pools ids are unique
public record Fleet(String name, String currency, List<Site> sites, List<Pool> pools) {

    public Fleet {
        sites = List.copyOf(sites);
        pools = List.copyOf(pools);
    }

    /// No fleet at all.
    public static Fleet none(String currency) {
        return new Fleet("", currency, List.of(), List.of());
    }

    public @Nullable Pool pool(String id) {
        for (var pool : pools) {
            if (pool.id().equals(id)) {
                return pool;
            }
        }
        return null;
    }

    /// Whole devices, carved or not.
    public long devices() {
        return pools.stream().mapToLong(Pool::wholeDevices).sum();
    }
}
