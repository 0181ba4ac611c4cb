package dev.medley.core.stock;

import java.time.LocalDate;

/// Devices of today that are leased.
///
/// @param name unique among leases
/// @param devices how many of the pool's devices
/// @param ends last day of the lease
/// @param renewal how likely it is that the lease is renewed, 0 to 1
/// @param renewedUntil last day of the renewed lease
public record Lease(
        String name,
        String pool,
        int devices,
        LocalDate ends,
        double renewal,
        LocalDate renewedUntil) {

    /// A lease without renewal.
    public Lease(String name, String pool, int devices, LocalDate ends) {
        this(name, pool, devices, ends, 0, ends);
    }
}
