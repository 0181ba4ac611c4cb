package dev.medley.core.fit.training;

/// Which activations the backward pass computes again.
public enum Recompute {
    /// None, and attention scores are kept as well (before fused attention).
    KEEP_SCORES,
    /// None but attention scores, as fused attention does.
    NONE,
    /// Every layer from its input.
    FULL,
    /// As many layers as memory asks for.
    AS_NEEDED;

    /// Whether the run itself says so.
    boolean declared() {
        return this != AS_NEEDED;
    }
}
