package dev.medley.core.compare;

import dev.medley.core.catalog.Chip.Range;
import dev.medley.core.catalog.Provenance;

import org.jspecify.annotations.Nullable;

/// One figure of one subject.
///
/// @param measure what it measures; subjects are compared measure by measure
/// @param range the figure, from low to high, equal ends for one number; null when it is unknown
/// @param basis where the number comes from
/// @param provenance source and confidence, or null when there is no figure to have one
/// @param note how it was derived, what it covers, or what the gap is
public record Figure(
        Measure measure,
        @Nullable Range range,
        Basis basis,
        @Nullable Provenance provenance,
        String note) {

    /// Where a number comes from.
    public enum Basis {
        /// It stands in the catalogue or in the fleet's files.
        STATED,
        /// It follows from stated figures by arithmetic.
        DERIVED,
        /// Nobody has published it.
        UNKNOWN
    }

    public Figure {
        if ((range == null) != (basis == Basis.UNKNOWN)) {
            throw new IllegalArgumentException(
                    "The figure '%s' must be unknown or have a value.".formatted(measure.key()));
        }
    }

    static Figure unknown(Measure measure, String gap) {
        return new Figure(measure, null, Basis.UNKNOWN, null, gap);
    }

    /// The middle of the range, or null when the figure is unknown.
    public @Nullable Double value() {
        return range == null ? null : (range.low() + range.high()) / 2;
    }

    /// How many times the other this one is, from the least to the most that both ranges allow;
    /// null when either is unknown.
    public @Nullable Ratio over(Figure other) {
        if (range == null || other.range == null || !(other.range.low() > 0)) {
            return null;
        }
        double value = (range.low() + range.high()) / (other.range.low() + other.range.high());
        return new Ratio(value, range.low() / other.range.high(), range.high() / other.range.low());
    }
}
