package dev.medley.core.stock;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// Devices that could be had: a lease or a purchase that nobody has decided on yet.
///
/// @param name unique among arrivals and offers
/// @param pool id of the pool they would belong to
/// @param date when they would be ready for work
/// @param until last day of the lease; null for a purchase
/// @param costPerDeviceHour what each costs per hour, power left out, in the policy's currency
public record Offer(
        String name,
        String pool,
        int devices,
        DateBand date,
        @Nullable LocalDate until,
        double costPerDeviceHour) {}
