package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;

/// What a model costs, counted once from its architecture.
///
/// @param attention parameters of attention projections
/// @param dense parameters every token meets outside attention, experts and vocabulary
/// @param experts parameters of all routed experts
/// @param expertsActive parameters of the routed experts that a token visits
/// @param head parameters of the output projection
/// @param embeddings 2 when input embedding and output projection are apart, else 1
/// @param expertCount routed experts per layer, 1 for dense models
/// @param perToken routed experts a token visits
/// @param expertWidth inner width of a routed expert
/// @param sentWidth width of the vectors that are sent to experts
/// @param moeLayers layers with experts
/// @param denseWidth inner width of the dense blocks
/// @param widest inner width that workspace is made for
/// @param heads query heads
/// @param headWidth numbers in all queries of a token
/// @param cacheWidth numbers cached per token and layer with a cache
/// @param cacheHeads key/value heads; above that degree they are copied. 1 for latent attention
/// @param prefillPairFlops FLOPs per layer for one query attending one key in prefill
/// @param decodePairFlops the same in decode, where latent attention works in the latent space
/// @param fullLayers layers that attend to everything
/// @param windowLayers layers that attend to a window
/// @param window tokens such a layer sees
public record ModelCost(
        int layers,
        int hidden,
        int vocabulary,
        double attention,
        double dense,
        double experts,
        double expertsActive,
        double head,
        int embeddings,
        int expertCount,
        int perToken,
        double expertWidth,
        int sentWidth,
        int moeLayers,
        int denseWidth,
        int widest,
        int heads,
        double headWidth,
        double cacheWidth,
        int cacheHeads,
        boolean latent,
        double prefillPairFlops,
        double decodePairFlops,
        int fullLayers,
        int windowLayers,
        double window) {

    public static ModelCost of(Model model) {
        double hidden = model.hidden();
        var mix = Mix.of(model);
        int cached = model.attentionLayers();
        int full = cached;
        double window = Double.MAX_VALUE;
        int heads = model.attention().heads();
        int cacheHeads = 1;
        double headWidth;
        double prefill;
        double decode;
        boolean latent = false;
        switch (model.attention()) {
            case Attention.Grouped g -> {
                headWidth = (double) heads * g.headDim();
                prefill = 4 * headWidth;
                decode = prefill;
                cacheHeads = g.kvHeads();
                var sliding = g.window();
                if (sliding != null) {
                    full = Math.min(sliding.fullLayers(), cached);
                    window = sliding.tokens();
                }
            }
            case Attention.Latent l -> {
                headWidth = (double) heads * (l.ropeDim() + l.nopeDim());
                prefill = 2 * (headWidth + (double) heads * l.valueDim());
                decode = 2.0 * heads * (2.0 * l.kvRank() + l.ropeDim());
                latent = true;
            }
        }
        return new ModelCost(
                model.layers(),
                model.hidden(),
                model.vocabulary(),
                model.attentionParams(),
                mix.dense * hidden,
                mix.experts * hidden,
                mix.active * hidden,
                model.vocabulary() * hidden,
                model.tiedEmbeddings() ? 1 : 2,
                mix.count,
                mix.perToken,
                mix.width,
                mix.sent,
                mix.moeLayers,
                mix.denseWidth,
                mix.widest,
                heads,
                headWidth,
                model.kvWidth(),
                cacheHeads,
                latent,
                prefill,
                decode,
                full,
                cached - full,
                window);
    }

    /// Tokens of cache per sequence of a length, summed over layers.
    public double cachedTokens(double length) {
        return fullLayers * length + windowLayers * Math.min(length, window);
    }

    /// Pairs of query and key in a causal prefill of a length, summed over layers.
    public double causalPairs(double length) {
        double all = length * length / 2;
        double seen = length > window ? length * window - window * window / 2 : all;
        return fullLayers * all + windowLayers * seen;
    }

    public boolean isMoe() {
        return moeLayers > 0;
    }

    /// Feed-forward figures over all layers, in multiples of the hidden width where parameters.
    private record Mix(
            double dense,
            double experts,
            double active,
            int count,
            int perToken,
            double width,
            int sent,
            int moeLayers,
            int denseWidth,
            int widest) {

        static Mix of(Model model) {
            return switch (model.feedForward()) {
                case FeedForward.Dense d ->
                        new Mix(
                                (double) Model.matrices(d.gated()) * d.width() * model.layers(),
                                0,
                                0,
                                1,
                                1,
                                1,
                                model.hidden(),
                                0,
                                d.width(),
                                d.width());
                case FeedForward.Experts e -> {
                    double matrices = Model.matrices(e.gated());
                    double moe = e.moeLayers();
                    double others = (double) (model.layers() - e.moeLayers()) * e.denseWidth();
                    int visited = e.width() * e.perToken();
                    yield new Mix(
                            matrices * (e.sharedWidth() * moe + others) + e.experts() * moe,
                            matrices * e.width() * e.experts() * moe,
                            matrices * e.width() * e.perToken() * moe,
                            e.experts(),
                            e.perToken(),
                            e.innerWidth(model.hidden()),
                            e.sent(model.hidden()),
                            e.moeLayers(),
                            e.sharedWidth() > 0 ? e.sharedWidth() : visited,
                            e.denseWidth() > 0 ? e.denseWidth() : visited + e.sharedWidth());
                }
            };
        }
    }
}
