package dev.medley.core.fit.training;

/// What data-parallel replicas split among themselves.
public enum Sharding {
    /// Nothing: every replica holds all of its state.
    NONE,
    /// The optimizer's state (ZeRO-1, distributed optimizer).
    OPTIMIZER,
    /// Gradients too; parameters are gathered once a microbatch (ZeRO-2, SHARD_GRAD_OP).
    GRADIENTS,
    /// Parameters too; they are gathered for the forward and again for the backward pass (ZeRO-3,
    /// FSDP).
    PARAMETERS;

    /// Passes over all parameters that a microbatch sends around.
    double passes() {
        return switch (this) {
            case NONE, OPTIMIZER -> 0;
            case GRADIENTS -> 2;
            case PARAMETERS -> 3;
        };
    }

    /// Whether parameters themselves are spread over the replicas.
    boolean gathers() {
        return this == GRADIENTS || this == PARAMETERS;
    }
}
