package dev.medley.core.stock;

import java.time.LocalDate;

/// Devices of today that are taken out of service.
///
/// @param date first day without them
public record Retirement(String pool, int devices, LocalDate date) {}
