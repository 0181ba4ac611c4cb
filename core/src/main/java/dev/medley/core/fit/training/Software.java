package dev.medley.core.fit.training;

/// What trains: a framework and which release of it, since published figures of one chip moved by a
/// quarter within a year.
///
/// @param framework name in parameters: `megatron-bridge`, `mlperf`, `llm-foundry`
/// @param release what tells states of the framework apart (`26.06`, `v5.1`), or "" when unknown
public record Software(String framework, String release) {

    /// Frameworks whose attention and expert kernels their maker tunes for each chip.
    public boolean tunedKernels() {
        return framework.equals("mlperf")
                || framework.equals("megatron-bridge")
                || framework.equals("maxtext");
    }

    /// Whether a device holds several stages of a pipeline where layers allow.
    public boolean interleaves() {
        return framework.equals("mlperf") || framework.equals("megatron-bridge");
    }

    /// Whether pipeline stages may hold unequal numbers of layers.
    public boolean unequalStages() {
        return framework.equals("megatron-bridge");
    }

    /// What a new job on a stack would use: the best measured of CUDA, plain Megatron elsewhere.
    public static Software usual(String stack) {
        return switch (stack) {
            case "cuda" -> new Software("megatron-bridge", "26.06");
            case "tpu", "jax", "xla" -> new Software("maxtext", "");
            default -> new Software("megatron", "");
        };
    }
}
