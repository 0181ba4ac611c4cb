package dev.medley.core.compare;

/// How many times one figure another is.
///
/// @param low least that both figures' ranges or bands allow
/// @param high most that they allow
public record Ratio(double value, double low, double high) {}
