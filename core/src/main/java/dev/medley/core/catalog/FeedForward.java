package dev.medley.core.catalog;

/// The feed-forward half of a transformer layer.
public sealed interface FeedForward {

    /// One block for every token.
    ///
    /// @param width inner width
    /// @param gated whether a gate doubles the up projection (SwiGLU, GeGLU)
    record Dense(int width, boolean gated) implements FeedForward {}

    /// Mixture of experts.
    ///
    /// @param experts routed experts per layer
    /// @param perToken routed experts a token visits
    /// @param width inner width of one routed expert
    /// @param sharedWidth inner width of all shared experts together, 0 when there are none
    /// @param moeLayers layers with experts; the others are dense
    /// @param denseWidth inner width of the dense layers, 0 when every layer has experts
    record Experts(
            int experts,
            int perToken,
            int width,
            int sharedWidth,
            int moeLayers,
            int denseWidth,
            boolean gated)
            implements FeedForward {}
}
