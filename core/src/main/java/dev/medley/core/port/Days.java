package dev.medley.core.port;

/// A range of days of one team.
public record Days(double low, double high) {

    static final Days NONE = new Days(0, 0);

    public Days {
        if (!(low >= 0) || !(high >= low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "A range of days goes from low to high: %s to %s.".formatted(low, high));
        }
    }

    Days plus(Days other) {
        return new Days(low + other.low, high + other.high);
    }

    Days times(double factor) {
        return new Days(low * factor, high * factor);
    }
}
