package dev.medley.core.catalog;

import org.jspecify.annotations.Nullable;

/// How a transformer attends, as far as cost depends on it.
public sealed interface Attention {

    int heads();

    /// Multi-head, grouped-query and multi-query attention.
    ///
    /// @param kvHeads key/value heads; equal to heads for plain multi-head attention
    /// @param window layers that see only the last tokens, or null when every layer sees all
    record Grouped(int heads, int kvHeads, int headDim, @Nullable SlidingWindow window)
            implements Attention {}

    /// Multi-head latent attention: keys and values live in one compressed vector per token.
    ///
    /// @param kvRank width of the compressed key/value vector
    /// @param queryRank width of the compressed query, or 0 when queries are not compressed
    /// @param ropeDim part of a head's key that carries position and is cached as it is
    /// @param nopeDim part of a head's key without position
    /// @param valueDim width of a head's value
    record Latent(int heads, int kvRank, int queryRank, int ropeDim, int nopeDim, int valueDim)
            implements Attention {}

    /// Some layers see only the last tokens.
    ///
    /// @param tokens how many tokens a windowed layer sees
    /// @param fullLayers attention layers that still see everything
    record SlidingWindow(int tokens, int fullLayers) {}
}
