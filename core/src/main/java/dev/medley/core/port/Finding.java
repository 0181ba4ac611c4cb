package dev.medley.core.port;

/// A place in the code that ties it to CUDA.
///
/// @param file path below the folder that was scanned, with `/`
public record Finding(String file, Clue clue, PortRule rule) {}
