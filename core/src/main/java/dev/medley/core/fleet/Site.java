package dev.medley.core.fleet;

/// A place with power and a jurisdiction.
///
/// @param country ISO 3166-1 alpha-2 code
/// @param powerPricePerKwh in the policy's currency
/// @param pue power usage effectiveness: facility power over equipment power, at least 1
public record Site(String id, String country, double powerPricePerKwh, double pue) {}
