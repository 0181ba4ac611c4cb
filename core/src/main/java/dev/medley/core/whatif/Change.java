package dev.medley.core.whatif;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.serving.ServingOptions;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One thing done otherwise.
///
/// @param text what is done, in a few words
/// @param service the service as it would then be; its first variant is the one that runs
/// @param quality of what would run on the owner's scale, or null when its owner gave no number
public record Change(
        Kind kind,
        String text,
        InferenceService service,
        ServingOptions options,
        Pool pool,
        @Nullable Double quality) {

    /// Kinds of changes.
    public enum Kind {
        /// Weights in another format of the same stack.
        PRECISION,
        /// The KV cache in eight bits.
        CACHE,
        /// Users wait longer.
        LATENCY,
        /// The engine keeps more sequences in flight.
        BATCH,
        /// More of prompts is shared and answered by the prefix cache.
        PREFIX,
        /// Prefill and decode on devices of their own.
        PARTING,
        /// Another of the owner's variants: smaller, distilled or quantised.
        VARIANT,
        /// Another pool.
        CHIP
    }

    /// The same service that runs this variant and no other.
    static InferenceService only(InferenceService service, Variant variant) {
        return with(service, List.of(variant), service.ttftMs(), service.tpotMs());
    }

    static InferenceService within(
            InferenceService service, @Nullable Double ttftMs, @Nullable Double tpotMs) {
        return with(service, service.variants(), ttftMs, tpotMs);
    }

    static InferenceService sharing(InferenceService service, double prefix) {
        return new InferenceService(
                service.terms(),
                service.variants(),
                service.qualityFloor(),
                service.requestsPerSecond(),
                service.inputTokens(),
                service.outputTokens(),
                prefix,
                service.ttftMs(),
                service.tpotMs());
    }

    private static InferenceService with(
            InferenceService service,
            List<Variant> variants,
            @Nullable Double ttftMs,
            @Nullable Double tpotMs) {
        return new InferenceService(
                service.terms(),
                variants,
                0,
                service.requestsPerSecond(),
                service.inputTokens(),
                service.outputTokens(),
                service.sharedPrefix(),
                ttftMs,
                tpotMs);
    }

    /// Quality that the owner gives a model in a precision, or null without a number. A variant
    /// without a precision stands for 16 and 8 bits, as the market takes it; fewer bits need a
    /// number of their own.
    static @Nullable Double quality(InferenceService service, String model, Precision precision) {
        boolean wide =
                precision == Precision.BF16
                        || precision == Precision.FP8
                        || precision == Precision.INT8;
        for (var variant : service.variants()) {
            boolean same = variant.model().id().equals(model);
            if (same && (variant.weights() == precision || (variant.weights() == null && wide))) {
                return variant.quality();
            }
        }
        return null;
    }
}
