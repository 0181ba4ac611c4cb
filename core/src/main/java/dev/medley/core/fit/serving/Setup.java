package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

/// One way to serve one model: what runs where, and under which load.
///
/// @param replicas equal copies that share the load
/// @param tensorParallel devices that share every matrix
/// @param pipelineParallel stages of layers
/// @param attentionParallel whether each device attends for its own sequences and only experts are
///   shared (attention data parallelism); then tensorParallel is the number of these devices
/// @param wideExperts whether rows are sent to the devices of their experts alone, where engines
///   otherwise gather all rows on all devices
/// @param domains scale-up domains that its devices lie in; beyond one, rows cross the network
/// @param cutExperts whether each expert is cut among attention ranks, not dealt to one of them
/// @param weights precision of weights in memory
/// @param compute precision of matrix products
/// @param cache precision of the KV cache
/// @param blockScales whether 8-bit weights carry a scale per small block rather than per tensor
/// @param software engine and version, `tensorrt-llm-1.0`, or "" when it does not matter
/// @param tuned whether specialists tuned the run for this very benchmark
/// @param overHttp whether requests arrive one by one over HTTP
/// @param inputTokens mean prompt
/// @param cachedShare share of the prompt that a prefix cache answers, 0 to 1
/// @param outputTokens mean answer
/// @param requests requests in all per replica, infinite when load never ends
/// @param limits most sequences and tokens per scheduler
/// @param tpotSeconds limit on time per output token, or null without one
public record Setup(
        Model model,
        Device device,
        int replicas,
        int tensorParallel,
        int pipelineParallel,
        boolean attentionParallel,
        boolean wideExperts,
        int domains,
        boolean cutExperts,
        Precision weights,
        Precision compute,
        Precision cache,
        boolean blockScales,
        Engine engine,
        String software,
        boolean tuned,
        boolean overHttp,
        double inputTokens,
        double cachedShare,
        double outputTokens,
        double requests,
        EngineLimits limits,
        @Nullable Double tpotSeconds) {

    public Setup {
        if (replicas < 1 || tensorParallel < 1 || pipelineParallel < 1 || domains < 1) {
            throw new IllegalArgumentException("replicas, degrees, domains must be at least 1");
        }
        if (wideExperts && !attentionParallel) {
            throw new IllegalArgumentException("wide experts need attention in every device");
        }
        if (!(inputTokens >= 0) || !(outputTokens > 0)) {
            throw new IllegalArgumentException(
                    "a request needs tokens: %s in, %s out".formatted(inputTokens, outputTokens));
        }
    }

    /// Tokens of a prompt that no prefix cache answers.
    double freshTokens() {
        return inputTokens * (1 - cachedShare);
    }

    /// Devices of one replica.
    public int devices() {
        return tensorParallel * pipelineParallel;
    }

    /// Devices among which one sequence's attention is shared.
    public int attentionDevices() {
        return attentionParallel ? 1 : tensorParallel;
    }

    /// Prompts that are prefilled at once, each by itself.
    int promptsAtOnce() {
        return wideExperts ? tensorParallel : 1;
    }

    /// Processes that take requests: one, or one per node where experts are spread over nodes.
    double fronts() {
        return wideExperts ? (double) tensorParallel / WideExperts.NODE : 1;
    }

    /// Schedulers of a replica: one, or one per device with attention data parallelism.
    public int ranks() {
        return attentionParallel ? tensorParallel : 1;
    }
}
