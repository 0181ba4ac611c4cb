package dev.medley.calibration;

import java.util.List;

/// What a rows file holds.
///
/// @param rows usable rows in the file's order
/// @param skipped all others
/// @param all rows in the file, the header not counted
public record MeasuredRows(List<Measured> rows, List<Skipped> skipped, int all) {

    public MeasuredRows {
        rows = List.copyOf(rows);
        skipped = List.copyOf(skipped);
    }
}
