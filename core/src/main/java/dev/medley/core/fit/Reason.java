package dev.medley.core.fit;

/// Why something is not possible.
///
/// @param code stable, lower case with hyphens: `too-little-memory`
/// @param text a sentence with the figures
public record Reason(String code, String text) {

    /// No variant of a work is as good as its owner demands.
    public static Reason belowQualityFloor(double floor) {
        return new Reason(
                "quality-floor",
                "none of its models reaches its quality floor of %s".formatted(floor));
    }
}
