package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Precision;

/// What of serving is up to whoever runs it, beside the service's own terms.
///
/// @param part which part of a request a replica does
/// @param mayPart whether prefill and decode may have devices of their own
/// @param cache precision of the KV cache
/// @param slots times the sequences that the engine keeps in flight by default
public record ServingOptions(Part part, boolean mayPart, Precision cache, double slots) {

    /// Parts of a request.
    public enum Part {
        /// Prompt and answer.
        WHOLE,
        /// The prompt alone, in chunks that fill the device.
        PREFILL,
        /// The answer alone, prompts having been read elsewhere.
        DECODE
    }

    /// What holds where nobody says otherwise.
    public static final ServingOptions USUAL =
            new ServingOptions(Part.WHOLE, true, Precision.BF16, 1);

    public ServingOptions {
        if (!(slots > 0)) {
            throw new IllegalArgumentException(
                    "The slots (%s) of a serving engine must be positive.".formatted(slots));
        }
    }

    public ServingOptions only(Part other) {
        return new ServingOptions(other, mayPart, cache, slots);
    }

    public ServingOptions together() {
        return new ServingOptions(part, false, cache, slots);
    }

    public ServingOptions withCache(Precision other) {
        return new ServingOptions(part, mayPart, other, slots);
    }

    public ServingOptions withSlots(double factor) {
        return new ServingOptions(part, mayPart, cache, factor);
    }
}
