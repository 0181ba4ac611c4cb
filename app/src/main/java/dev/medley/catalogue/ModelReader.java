package dev.medley.catalogue;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;

import org.jspecify.annotations.Nullable;

/// Reads models from their blocks.
final class ModelReader {

    private ModelReader() {}

    static Model model(Fields fields, String maker) {
        int layers = fields.count("layers", 1);
        int attentionLayers = fields.countOr("attentionLayers", 0, layers);
        if (attentionLayers > layers) {
            throw fields.wrong(
                    "attentionLayers",
                    fields.valueOf("attentionLayers"),
                    "A model cannot have more attention layers than layers (" + layers + ").",
                    "Correct one of the two.");
        }
        var model =
                new Model(
                        ChipReader.id(fields),
                        fields.texts("aliases"),
                        maker,
                        layers,
                        attentionLayers,
                        fields.count("hidden", 1),
                        fields.count("vocabulary", 1),
                        fields.flag("tiedEmbeddings", false),
                        attention(fields, attentionLayers),
                        feedForward(fields, layers),
                        billions(fields, "publishedParamsB"),
                        billions(fields, "publishedActiveB"),
                        fields.countOrNull("maxTokens", 1),
                        ChipReader.provenance(fields));
        fields.finish();
        return model;
    }

    private static @Nullable Double billions(Fields fields, String name) {
        var value = fields.positiveOrNull(name);
        return value == null ? null : value * 1e9;
    }

    private static Attention attention(Fields fields, int attentionLayers) {
        var block = fields.blockOrNull("attention");
        if (block == null) {
            throw fields.missing("attention");
        }
        int heads = block.count("heads", 1);
        var attention =
                switch (block.text("kind")) {
                    case "grouped" -> grouped(block, heads, attentionLayers);
                    case "latent" ->
                            new Attention.Latent(
                                    heads,
                                    block.count("kvRank", 1),
                                    block.countOr("queryRank", 1, 0),
                                    block.count("ropeDim", 0),
                                    block.count("nopeDim", 1),
                                    block.count("valueDim", 1));
                    default ->
                            throw block.wrong(
                                    "kind",
                                    block.valueOf("kind"),
                                    "The kind of attention must be grouped or latent.",
                                    "Write grouped for multi-head and multi-query attention too.");
                };
        block.finish();
        return attention;
    }

    private static Attention grouped(Fields block, int heads, int attentionLayers) {
        int kvHeads = block.countOr("kvHeads", 1, heads);
        if (kvHeads > heads) {
            throw block.wrong(
                    "kvHeads",
                    block.valueOf("kvHeads"),
                    "There cannot be more key/value heads than heads (" + heads + ").",
                    "Correct one of the two.");
        }
        var window = block.blockOrNull("window");
        Attention.@Nullable SlidingWindow sliding = null;
        if (window != null) {
            sliding =
                    new Attention.SlidingWindow(
                            window.count("tokens", 1), window.count("fullLayers", 0));
            if (sliding.fullLayers() > attentionLayers) {
                throw window.wrong(
                        "fullLayers",
                        window.valueOf("fullLayers"),
                        "There cannot be more full layers than attention layers ("
                                + attentionLayers
                                + ").",
                        "Correct one of the two.");
            }
            window.finish();
        }
        return new Attention.Grouped(heads, kvHeads, block.count("headDim", 1), sliding);
    }

    private static FeedForward feedForward(Fields fields, int layers) {
        var block = fields.blockOrNull("feedForward");
        if (block == null) {
            throw fields.missing("feedForward");
        }
        boolean gated = block.flag("gated", true);
        var feedForward =
                switch (block.text("kind")) {
                    case "dense" -> new FeedForward.Dense(block.count("width", 1), gated);
                    case "experts" -> experts(block, gated, layers);
                    default ->
                            throw block.wrong(
                                    "kind",
                                    block.valueOf("kind"),
                                    "The kind of feed-forward must be dense or experts.",
                                    "Write experts when tokens are routed, else dense.");
                };
        block.finish();
        return feedForward;
    }

    private static FeedForward experts(Fields block, boolean gated, int layers) {
        var experts =
                new FeedForward.Experts(
                        block.count("experts", 1),
                        block.count("perToken", 1),
                        block.count("width", 1),
                        block.countOr("sharedWidth", 1, 0),
                        block.countOr("moeLayers", 1, layers),
                        block.countOr("denseWidth", 1, 0),
                        gated,
                        block.countOr("latent", 1, 0));
        if (experts.perToken() > experts.experts()) {
            throw block.wrong(
                    "perToken",
                    block.valueOf("perToken"),
                    "A token cannot visit more experts than there are (" + experts.experts() + ").",
                    "Correct one of the two.");
        }
        if (experts.moeLayers() > layers) {
            throw block.wrong(
                    "moeLayers",
                    block.valueOf("moeLayers"),
                    "There cannot be more layers with experts than layers (" + layers + ").",
                    "Correct one of the two.");
        }
        return experts;
    }
}
