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
    /// @param width inner width of one routed expert, for the full hidden width
    /// @param sharedWidth inner width of all shared experts together, 0 when there are none
    /// @param moeLayers layers with experts; the others are dense
    /// @param denseWidth inner width of the dense layers, 0 when every layer has experts
    /// @param latent width of the space that routed experts work in and tokens are sent in, 0 when
    ///   it is the full hidden width; an expert is then wider inside than `width` says
    record Experts(
            int experts,
            int perToken,
            int width,
            int sharedWidth,
            int moeLayers,
            int denseWidth,
            boolean gated,
            int latent)
            implements FeedForward {

        /// Experts that work in the full hidden width.
        public Experts(
                int experts,
                int perToken,
                int width,
                int sharedWidth,
                int moeLayers,
                int denseWidth,
                boolean gated) {
            this(experts, perToken, width, sharedWidth, moeLayers, denseWidth, gated, 0);
        }

        /// Width of the vectors that are sent to experts of a model.
        public int sent(int hidden) {
            return latent > 0 ? Math.min(latent, hidden) : hidden;
        }

        /// Inner width of one routed expert as it is, not for the full hidden width.
        public double innerWidth(int hidden) {
            return (double) width * hidden / sent(hidden);
        }
    }
}
