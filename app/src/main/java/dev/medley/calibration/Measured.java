package dev.medley.calibration;

import dev.medley.core.fit.Row;

/// A row with the figure that was measured; only what fits and judges may see the figure.
///
/// @param dedupKey rows with the same key measured the same thing
public record Measured(Row row, double value, String dedupKey) {

    /// Chip and model together: rows of one pair resemble each other.
    String pair() {
        return row.chip().id() + " " + row.model().id();
    }
}
