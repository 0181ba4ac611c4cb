package dev.medley.core.fit;

/// Why something is not possible.
///
/// @param code stable, lower case with hyphens: `too-little-memory`
/// @param text a sentence with the figures
public record Reason(String code, String text) {}
