package dev.medley.core.fit;

import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

/// How a work lies on its devices.
///
/// @param devices devices of one replica (serving) or of the whole job (training)
/// @param tensorParallel TP degree
/// @param pipelineParallel PP degree
/// @param dataParallel DP degree (training: model replicas; serving: attention data parallelism)
/// @param expertParallel EP degree, 1 for dense models
/// @param contextParallel CP degree, 1 for serving
/// @param precision precision of weights and matrix products
/// @param kvPrecision precision of the KV cache (serving)
/// @param batch sequences in flight per replica (serving) or per optimizer step (training)
/// @param microbatch sequences per microbatch (training), 1 for serving
/// @param recompute whether activations are recomputed in full (training)
/// @param model id of the model variant that runs
/// @param split how prefill and decode are parted, or null where each replica does both; with it,
///   the degrees are those of a decode replica
public record Shape(
        int devices,
        int tensorParallel,
        int pipelineParallel,
        int dataParallel,
        int expertParallel,
        int contextParallel,
        Precision precision,
        Precision kvPrecision,
        int batch,
        int microbatch,
        boolean recompute,
        String stack,
        String model,
        @Nullable Split split) {

    /// Prefill and decode on devices of their own, matched in rate.
    ///
    /// @param prefillReplicas replicas that only prefill
    /// @param prefillDevices devices of each of them
    /// @param decodeReplicas replicas that only decode
    /// @param decodeDevices devices of each of them
    public record Split(
            int prefillReplicas, int prefillDevices, int decodeReplicas, int decodeDevices) {}
}
