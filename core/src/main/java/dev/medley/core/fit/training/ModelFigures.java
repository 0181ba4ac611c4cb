package dev.medley.core.fit.training;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;

/// A transformer's sizes, counted once for many shapes. Parameters are over all layers.
///
/// @param layers decoder layers
/// @param attentionParams projections of the layers that attend
/// @param otherParams the rest that every token passes: dense blocks, shared experts, routers, and
///   mixers other than attention
/// @param expertParams routed experts, all of them
/// @param activeExpertParams routed experts that one token passes
/// @param embeddingParams one embedding table
/// @param totalParams everything
/// @param experts routed experts in a layer, 0 in a dense model
/// @param perToken routed experts that a token visits
/// @param expertWidth inner width of a routed expert
/// @param sentWidth width of the vectors that are sent to experts
/// @param expertLayers layers with experts
/// @param innerColumns inner widths that a token passes, over all layers
/// @param matrices matrices of a feed-forward block, 3 when gated
/// @param blockWidth inner width of the block that every token passes
/// @param queryWidth width of all heads' queries
/// @param valueWidth width of all heads' values
/// @param kvWidth width of keys and values that context parallelism passes around
/// @param headWidth width of one head's query
/// @param heads attention heads
/// @param attentionLayers layers that attend
/// @param fullLayers attention layers that see the whole sequence
/// @param windowTokens what the others see, 0 when there are none
/// @param mixerLayers layers that mix tokens without attention
public record ModelFigures(
        String id,
        double layers,
        double hidden,
        double vocabulary,
        boolean tied,
        double attentionParams,
        double otherParams,
        double expertParams,
        double activeExpertParams,
        double embeddingParams,
        double totalParams,
        double experts,
        double perToken,
        double expertWidth,
        double sentWidth,
        double expertLayers,
        double innerColumns,
        int matrices,
        double blockWidth,
        double queryWidth,
        double valueWidth,
        double kvWidth,
        double headWidth,
        double heads,
        double attentionLayers,
        double fullLayers,
        double windowTokens,
        double mixerLayers) {

    public static ModelFigures of(Model model) {
        var attending = attending(model);
        var blocks = blocks(model);
        double attentionParams = model.attentionParams() / model.layers() * model.attentionLayers();
        double table = (double) model.vocabulary() * model.hidden();
        double counted = attentionParams + blocks.common + blocks.experts + model.embeddingParams();
        boolean hybrid = model.attentionLayers() < model.layers();
        double mixers = hybrid ? Math.max(0, model.params() - counted) : 0;
        return new ModelFigures(
                model.id(),
                model.layers(),
                model.hidden(),
                model.vocabulary(),
                model.tiedEmbeddings(),
                attentionParams,
                blocks.common + mixers,
                blocks.experts,
                blocks.visited,
                table,
                model.params(),
                blocks.count,
                blocks.perToken,
                blocks.width,
                blocks.sent,
                blocks.layers,
                blocks.columns,
                blocks.matrices,
                blocks.blockWidth,
                attending.query,
                attending.value,
                model.kvWidth(),
                attending.query / attending.heads,
                attending.heads,
                model.attentionLayers(),
                attending.fullLayers,
                attending.window,
                hybrid ? mixerLayers(model, blocks) : 0);
    }

    /// Whether its layers route tokens to experts.
    public boolean isMoe() {
        return experts > 0;
    }

    /// Parameters of the layers that every token passes.
    public double commonParams() {
        return attentionParams + otherParams;
    }

    private static double mixerLayers(Model model, Blocks blocks) {
        double others = model.layers() - model.attentionLayers();
        // In some hybrids a layer is an attention, a mixer or an expert block, never two of them.
        boolean single = blocks.layers + model.attentionLayers() <= model.layers();
        return single && blocks.count > 0 ? others - blocks.layers : others;
    }

    private record Attending(
            double heads, double query, double value, double fullLayers, double window) {}

    private static Attending attending(Model model) {
        return switch (model.attention()) {
            case Attention.Grouped g -> {
                double width = (double) g.heads() * g.headDim();
                var window = g.window();
                yield window == null
                        ? new Attending(g.heads(), width, width, model.attentionLayers(), 0)
                        : new Attending(
                                g.heads(), width, width, window.fullLayers(), window.tokens());
            }
            case Attention.Latent l ->
                    new Attending(
                            l.heads(),
                            (double) l.heads() * (l.ropeDim() + l.nopeDim()),
                            (double) l.heads() * l.valueDim(),
                            model.attentionLayers(),
                            0);
        };
    }

    private record Blocks(
            double common,
            double experts,
            double visited,
            double count,
            double perToken,
            double width,
            double sent,
            double layers,
            double columns,
            int matrices,
            double blockWidth) {}

    private static Blocks blocks(Model model) {
        double hidden = model.hidden();
        return switch (model.feedForward()) {
            case FeedForward.Dense d -> {
                int matrices = Model.matrices(d.gated());
                double columns = (double) model.layers() * d.width();
                yield new Blocks(
                        columns * matrices * hidden,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        columns,
                        matrices,
                        d.width());
            }
            case FeedForward.Experts e -> {
                int matrices = Model.matrices(e.gated());
                double dense = (double) (model.layers() - e.moeLayers()) * e.denseWidth();
                double shared = (double) e.moeLayers() * e.sharedWidth();
                double routers = (double) e.moeLayers() * e.experts() * hidden;
                double column = matrices * hidden;
                double routed = (double) e.moeLayers() * e.width();
                double inner = e.innerWidth(model.hidden());
                yield new Blocks(
                        (dense + shared) * column + routers,
                        routed * e.experts() * column,
                        routed * e.perToken() * column,
                        e.experts(),
                        e.perToken(),
                        inner,
                        e.sent(model.hidden()),
                        e.moeLayers(),
                        e.moeLayers() * inner * e.perToken() + shared + dense,
                        matrices,
                        e.sharedWidth() > 0
                                ? e.sharedWidth()
                                : e.denseWidth() > 0 ? e.denseWidth() : hidden);
            }
        };
    }
}
