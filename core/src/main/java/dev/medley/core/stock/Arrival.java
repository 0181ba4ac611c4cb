package dev.medley.core.stock;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// Devices that are on their way.
///
/// @param name unique among arrivals and offers
/// @param pool id of the pool they will belong to
/// @param date when they are ready for work
/// @param until their last day, where they are leased; null where they stay
public record Arrival(
        String name, String pool, int devices, DateBand date, @Nullable LocalDate until) {}
