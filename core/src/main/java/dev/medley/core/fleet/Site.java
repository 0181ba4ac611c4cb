package dev.medley.core.fleet;

/// A place with power and a jurisdiction.
///
/// @param country ISO 3166-1 alpha-2 code
/// @param powerPricePerKwh in the policy's currency, the mean of a day
/// @param pue power usage effectiveness: facility power over equipment power, at least 1
/// @param powerByHours whether hours of the day have prices of their own
public record Site(
        String id, String country, double powerPricePerKwh, double pue, boolean powerByHours) {

    /// At one price of power, day and night.
    public Site(String id, String country, double powerPricePerKwh, double pue) {
        this(id, country, powerPricePerKwh, pue, false);
    }
}
