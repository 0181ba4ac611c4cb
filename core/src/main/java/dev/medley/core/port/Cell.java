package dev.medley.core.port;

import dev.medley.core.catalog.Confidence;

/// What becomes of one rule's things on one target.
///
/// @param effort id of the unit effort; empty where nothing is to do or nothing can be said
/// @param source where that was read and when, or [#NO_SOURCE], which is of low confidence
public record Cell(
        Portability portability,
        String replacement,
        String effort,
        Confidence confidence,
        String source) {

    /// In the place of a source: somebody says so, and nothing that could be read does.
    public static final String NO_SOURCE = "no source found";

    public Cell {
        if (source.equals(NO_SOURCE) && confidence != Confidence.LOW) {
            throw new IllegalArgumentException(
                    "What has no source is of low confidence: '%s'.".formatted(replacement));
        }
    }

    public boolean sourced() {
        return !source.equals(NO_SOURCE);
    }
}
