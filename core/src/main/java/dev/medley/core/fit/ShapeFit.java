package dev.medley.core.fit;

import org.jspecify.annotations.Nullable;

/// What one shape gives.
///
/// @param rate work per second: trained tokens per second, or requests per second that one replica
///   serves within the limits
/// @param unit `tokens/s` or `requests/s`, or `x` for a declared relative speed
/// @param band 80 % band of the rate
/// @param ttftMs predicted time to first token at that rate, or null where it has no meaning
/// @param tpotMs predicted time per output token at that rate, or null where it has no meaning
/// @param watts power of all devices of the shape with their share of the node, at the plug
/// @param costPerHour money per hour, devices and power
public record ShapeFit(
        Shape shape,
        double rate,
        String unit,
        Band band,
        @Nullable Double ttftMs,
        @Nullable Double tpotMs,
        TimeTerms terms,
        Memory memory,
        double watts,
        double costPerHour) {}
