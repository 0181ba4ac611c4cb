package dev.medley.core.port;

import dev.medley.core.catalog.Confidence;

/// What becomes of one rule's things on one target.
///
/// @param effort id of the unit effort; empty where nothing is to do or nothing can be said
/// @param source where that was read; `memory` where it was not
public record Cell(
        Portability portability,
        String replacement,
        String effort,
        Confidence confidence,
        String source) {

    public Cell {
        if (source.equals("memory") && confidence == Confidence.HIGH) {
            throw new IllegalArgumentException(
                    "What stands on memory is not of high confidence: '%s'."
                            .formatted(replacement));
        }
    }
}
