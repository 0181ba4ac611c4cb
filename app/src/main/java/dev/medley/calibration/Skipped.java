package dev.medley.calibration;

/// A row that says nothing to us, and why.
///
/// @param line line in the file, 1 being the header
/// @param id the row's name, or "" when it has none
/// @param reason without figures of the row, so that equal reasons count together
public record Skipped(long line, String id, String reason) {}
