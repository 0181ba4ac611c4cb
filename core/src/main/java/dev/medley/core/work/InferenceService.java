package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A model served to users at a load within latencies, or a queue of requests without limits.
///
/// @param variants ways to serve it, the original first; never empty
/// @param qualityFloor variants below this quality are not used
/// @param requestsPerSecond demand on the plan's date
/// @param inputTokens mean prompt length
/// @param outputTokens mean answer length
/// @param sharedPrefix share of prompt tokens that a prefix cache answers, 0 to 1
/// @param ttftMs limit on time to first token in milliseconds, or null without one
/// @param tpotMs limit on time per output token in milliseconds, or null without one
/// @param demand how demand moves after the plan's date
public record InferenceService(
        Terms terms,
        List<Variant> variants,
        double qualityFloor,
        double requestsPerSecond,
        double inputTokens,
        double outputTokens,
        double sharedPrefix,
        @Nullable Double ttftMs,
        @Nullable Double tpotMs,
        DemandCurve demand)
        implements Work {

    /// A service whose demand stays as it is.
    public InferenceService(
            Terms terms,
            List<Variant> variants,
            double qualityFloor,
            double requestsPerSecond,
            double inputTokens,
            double outputTokens,
            double sharedPrefix,
            @Nullable Double ttftMs,
            @Nullable Double tpotMs) {
        this(
                terms,
                variants,
                qualityFloor,
                requestsPerSecond,
                inputTokens,
                outputTokens,
                sharedPrefix,
                ttftMs,
                tpotMs,
                DemandCurve.LEVEL);
    }

    public InferenceService {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException(
                    "Service '%s' must name at least one model.".formatted(terms.name()));
        }
    }

    /// The same service while so many requests come.
    public InferenceService under(double otherRequestsPerSecond) {
        return new InferenceService(
                terms,
                variants,
                qualityFloor,
                otherRequestsPerSecond,
                inputTokens,
                outputTokens,
                sharedPrefix,
                ttftMs,
                tpotMs,
                DemandCurve.LEVEL);
    }
}
