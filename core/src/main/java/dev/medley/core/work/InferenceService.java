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
/// @param pooling whether it may share devices by time with others, or null when it may not
/// @param members services that share devices by time as this one work; empty for any other service
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
        @Nullable Pooling pooling,
        List<InferenceService> members,
        DemandCurve demand)
        implements Work {

    /// A service with devices of its own, whose demand stays as it is.
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
                List.of(),
                DemandCurve.LEVEL);
    }

    public InferenceService {
        variants = List.copyOf(variants);
        members = List.copyOf(members);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException(
                    "Service '%s' must name at least one model.".formatted(terms.name()));
        }
    }

    @Override
    public InferenceService under(Terms other) {
        return with(other, variants, qualityFloor, requestsPerSecond, pooling, demand);
    }

    /// The same service while so many requests come.
    public InferenceService under(double otherRequestsPerSecond) {
        return with(
                terms, variants, qualityFloor, otherRequestsPerSecond, pooling, DemandCurve.LEVEL);
    }

    /// The same service in no other way than the original one.
    public InferenceService original() {
        return with(terms, variants.subList(0, 1), 0, requestsPerSecond, pooling, demand);
    }

    /// The same service, which may share devices by time.
    public InferenceService pooled(@Nullable Pooling how) {
        return with(terms, variants, qualityFloor, requestsPerSecond, how, demand);
    }

    /// The same service, whose demand moves so.
    public InferenceService moving(DemandCurve curve) {
        return with(terms, variants, qualityFloor, requestsPerSecond, pooling, curve);
    }

    private InferenceService with(
            Terms owned,
            List<Variant> ways,
            double floor,
            double rate,
            @Nullable Pooling how,
            DemandCurve curve) {
        return new InferenceService(
                owned,
                ways,
                floor,
                rate,
                inputTokens,
                outputTokens,
                sharedPrefix,
                ttftMs,
                tpotMs,
                how,
                members,
                curve);
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
                terms,
                first.variants,
                0,
                rate,
                in,
                out,
                0,
                null,
                null,
                null,
                members,
                DemandCurve.LEVEL);
    }
}
