package dev.medley.core.work;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A model served to users at a load within latencies, or a queue of requests without limits.
///
/// @param variants ways to serve it, the original first; never empty
/// @param qualityFloor variants below this quality are not used
/// @param requestsPerSecond demand
/// @param inputTokens mean prompt length
/// @param outputTokens mean answer length
/// @param sharedPrefix share of prompt tokens that a prefix cache answers, 0 to 1
/// @param ttftMs limit on time to first token in milliseconds, or null without one
/// @param tpotMs limit on time per output token in milliseconds, or null without one
/// @param pooling whether it may share devices by time with others, or null when it may not
/// @param members services that share devices by time as this one work; empty for any other service
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
        @Nullable Pooling pooling,
        List<InferenceService> members)
        implements Work {

    /// A service with devices of its own.
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
                null,
                List.of());
    }

    public InferenceService {
        variants = List.copyOf(variants);
        members = List.copyOf(members);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException(
                    "Service '%s' must name at least one model.".formatted(terms.name()));
        }
    }

    /// The same service, which may share devices by time.
    public InferenceService pooled(@Nullable Pooling terms) {
        return new InferenceService(
                this.terms,
                variants,
                qualityFloor,
                requestsPerSecond,
                inputTokens,
                outputTokens,
                sharedPrefix,
                ttftMs,
                tpotMs,
                terms,
                members);
    }

    /// Services that share devices by time, as one work that asks for all they ask for.
    ///
    /// @param terms with a name of its own; otherwise those of every member
    public static InferenceService sharing(Terms terms, List<InferenceService> members) {
        var first = members.getFirst();
        double rate = members.stream().mapToDouble(InferenceService::requestsPerSecond).sum();
        double in = 0;
        double out = 0;
        for (var member : members) {
            in += member.inputTokens * member.requestsPerSecond / rate;
            out += member.outputTokens * member.requestsPerSecond / rate;
        }
        return new InferenceService(
                terms, first.variants, 0, rate, in, out, 0, null, null, null, members);
    }
}
