package dev.medley.core.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A transformer's architecture, as far as memory and time depend on it.
///
/// @param id lower case: `llama3-70b`, `qwen3-235b-a22b`
/// @param aliases other names it goes by, Hugging Face names among them
/// @param maker who made it
/// @param layers decoder layers
/// @param attentionLayers layers with a KV cache; fewer than layers when others are linear or
///   state-space mixers
/// @param hidden width of the residual stream
/// @param vocabulary number of tokens
/// @param tiedEmbeddings whether the output projection shares the input embedding
/// @param publishedParams total parameters as the maker states them, or null
/// @param publishedActive parameters a token passes through as the maker states them, or null
/// @param maxTokens longest context the model was made for, or null when unknown
public record Model(
        String id,
        List<String> aliases,
        String maker,
        int layers,
        int attentionLayers,
        int hidden,
        int vocabulary,
        boolean tiedEmbeddings,
        Attention attention,
        FeedForward feedForward,
        @Nullable Double publishedParams,
        @Nullable Double publishedActive,
        @Nullable Integer maxTokens,
        Provenance provenance) {

    public Model {
        aliases = List.copyOf(aliases);
        positive(id, "layers", layers);
        positive(id, "hidden", hidden);
        positive(id, "vocabulary", vocabulary);
        if (attentionLayers < 0 || attentionLayers > layers) {
            throw new IllegalArgumentException(
                    "The attentionLayers (%d) of model '%s' must lie between 0 and its layers (%d)."
                            .formatted(attentionLayers, id, layers));
        }
    }

    /// Whether its layers route tokens to experts.
    public boolean isMoe() {
        return feedForward instanceof FeedForward.Experts;
    }

    /// Parameters of the whole model: as published, else counted from the architecture.
    public double params() {
        return publishedParams != null ? publishedParams : countedParams();
    }

    /// Parameters one token passes through, embeddings looked up excluded: as published, else
    /// counted.
    public double activeParams() {
        return publishedActive != null ? publishedActive : countedActive();
    }

    /// Parameters counted from the architecture; norms and biases are left out (below 0.1 %).
    public double countedParams() {
        return embeddingParams() + attentionParams() + feedForwardParams(true);
    }

    /// Parameters a token is multiplied with, counted from the architecture: no input embedding,
    /// only the experts visited.
    public double countedActive() {
        return (double) vocabulary * hidden + attentionParams() + feedForwardParams(false);
    }

    /// Input embedding and output projection.
    public double embeddingParams() {
        return (tiedEmbeddings ? 1.0 : 2.0) * vocabulary * hidden;
    }

    /// Attention projections of all layers. Layers without a KV cache count as if they attended.
    public double attentionParams() {
        return (double) layers * attentionParamsPerLayer();
    }

    private double attentionParamsPerLayer() {
        return switch (attention) {
            case Attention.Grouped g ->
                    2.0 * hidden * g.heads() * g.headDim()
                            + 2.0 * hidden * g.kvHeads() * g.headDim();
            case Attention.Latent l -> {
                double keyDim = l.ropeDim() + l.nopeDim();
                double query =
                        l.queryRank() == 0
                                ? hidden * l.heads() * keyDim
                                : l.queryRank() * (hidden + l.heads() * keyDim);
                double compress = (double) hidden * (l.kvRank() + l.ropeDim());
                double expand = (double) l.kvRank() * l.heads() * (l.nopeDim() + l.valueDim());
                yield query + compress + expand + (double) l.heads() * l.valueDim() * hidden;
            }
        };
    }

    private double feedForwardParams(boolean all) {
        return switch (feedForward) {
            case FeedForward.Dense d -> (double) layers * matrices(d.gated()) * hidden * d.width();
            case FeedForward.Experts e -> {
                double experts = (all ? e.experts() : e.perToken()) * (double) e.width();
                double moe = experts + e.sharedWidth();
                double dense = (double) (layers - e.moeLayers()) * e.denseWidth();
                double routers = (double) e.moeLayers() * e.experts() * hidden;
                yield matrices(e.gated()) * hidden * (e.moeLayers() * moe + dense) + routers;
            }
        };
    }

    /// Matrices of one feed-forward block: up and down, and a gate where there is one.
    public static int matrices(boolean gated) {
        return gated ? 3 : 2;
    }

    /// Numbers that the KV cache holds per token and attention layer, over all devices.
    public double kvWidth() {
        return switch (attention) {
            case Attention.Grouped g -> 2.0 * g.kvHeads() * g.headDim();
            case Attention.Latent l -> l.kvRank() + l.ropeDim();
        };
    }

    private static void positive(String id, String field, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "The %s (%d) of model '%s' must be positive.".formatted(field, value, id));
        }
    }
}
