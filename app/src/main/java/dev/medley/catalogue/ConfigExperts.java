package dev.medley.catalogue;

import dev.medley.core.catalog.FeedForward;

import org.jspecify.annotations.Nullable;

/// The feed-forward half of a `config.json`: dense, or experts in some or all layers.
///
/// @param type the file's `model_type`
/// @param gated whether a gate doubles the up projection
record ConfigExperts(
        ConfigFields fields,
        String type,
        boolean gated,
        int layers,
        int hidden,
        ConfigLayers kinds) {

    FeedForward feedForward(boolean fourfold) {
        var inner = fields.inner("ffn_config");
        var source = inner == null ? fields : inner;
        var experts =
                source.count(
                        "num_experts", "n_routed_experts", "num_local_experts", "moe_num_experts");
        var expertLayers = kinds.expertLayers();
        if (experts == null
                || experts < 2
                || !fields.flag(true, "enable_moe_block")
                || (expertLayers != null && expertLayers == 0)) {
            return dense(source, fourfold);
        }
        return experts(source, experts);
    }

    private FeedForward dense(ConfigFields source, boolean fourfold) {
        var width =
                source.count("intermediate_size", "ffn_hidden_size", "n_inner", "d_ff", "ffn_dim");
        if (width == null && fourfold) {
            width =
                    Math.multiplyExact(
                            Math.min(hidden, 1_000_000), fields.countOr(4, "expansion_ratio"));
        }
        if (width == null || width == 0) {
            fields.miss("intermediate_size or ffn_hidden_size");
            return new FeedForward.Dense(1, gated);
        }
        var denseLayers = kinds.denseLayers();
        if (denseLayers != null) {
            // Blocks of their own: the model record has one width for all layers.
            width = Math.max(1, (int) ((long) width * denseLayers / layers));
        }
        return new FeedForward.Dense(width, gated);
    }

    private FeedForward experts(ConfigFields source, int experts) {
        int perToken =
                need(
                        source,
                        "num_experts_per_tok",
                        "moe_k",
                        "moe_topk",
                        "moe_top_k",
                        "num_experts_per_token",
                        "experts_per_token",
                        "top_k_experts",
                        "num_selected_experts");
        if (perToken > experts) {
            throw source.wrong(
                    "num_experts_per_tok",
                    source.value("num_experts_per_tok"),
                    "A token cannot visit more experts than there are (" + experts + ").");
        }
        int width =
                need(
                        source,
                        "moe_intermediate_size",
                        "expert_intermediate_size",
                        "intermediate_size",
                        "ffn_hidden_size");
        int shared = shared(width);
        int latent = fields.countOr(0, "moe_latent_size");
        if (latent > 0) {
            // Experts work in a narrower space: give their width for the full one, and count the
            // projections into that space and back with the shared expert.
            width = Math.max(1, (int) ((long) width * latent / hidden));
            shared += latent;
        }
        int moeLayers = moeLayers();
        return new FeedForward.Experts(
                experts, perToken, width, shared, moeLayers, denseWidth(moeLayers), gated, latent);
    }

    /// Missing fields of an inner block are missing from the file.
    private int need(ConfigFields source, String... names) {
        var count = source.count(names);
        return count == null || count == 0 ? fields.need(names) : count;
    }

    private int shared(int width) {
        var stated =
                fields.count(
                        "shared_expert_intermediate_size",
                        "moe_shared_expert_intermediate_size",
                        "shared_intermediate_size");
        if (stated != null) {
            return stated;
        }
        if (type.startsWith("llama4")) {
            return width;
        }
        if (type.startsWith("gemma4")) {
            return fields.countOr(0, "intermediate_size");
        }
        int number =
                fields.countOr(
                        0,
                        "n_shared_experts",
                        "num_shared_experts",
                        "num_shared_expert",
                        "moe_num_shared_experts");
        return Math.multiplyExact(Math.min(number, 64), Math.min(width, 10_000_000));
    }

    private int moeLayers() {
        var counted = kinds.expertLayers();
        if (counted != null) {
            return Math.min(counted, layers);
        }
        if (fields.has("interleave_moe_layer_step")) {
            return layers / Math.max(1, fields.countOr(1, "interleave_moe_layer_step"));
        }
        if (fields.has("moe_layer_start_index")) {
            int first = Math.min(layers, fields.countOr(0, "moe_layer_start_index"));
            int step = Math.max(1, fields.countOr(1, "moe_layer_interval"));
            return Math.max(1, (last() - first) / step + 1);
        }
        var frequency = fields.texts("moe_layer_freq");
        if (frequency != null) {
            long with = frequency.stream().filter(flag -> !flag.equals("0")).count();
            return Math.max(1, (int) Math.min(with, layers));
        }
        int step =
                Math.max(
                        1,
                        fields.countOr(fields.countOr(1, "decoder_sparse_step"), "moe_layer_freq"));
        int first = Math.min(layers - 1, fields.countOr(0, "first_k_dense_replace"));
        var dense = fields.texts("mlp_only_layers");
        int without = Math.max(first, 0) + (dense == null ? 0 : dense.size());
        return Math.max(1, (layers - Math.min(without, layers - 1)) / step);
    }

    /// Index of the last layer with experts; -1 and absence both mean the last layer.
    private int last() {
        var node = fields.has("moe_layer_end_index") ? fields.value("moe_layer_end_index") : null;
        boolean open = !(node instanceof Node.Scalar scalar) || scalar.text().startsWith("-");
        return open
                ? layers - 1
                : Math.min(layers - 1, fields.countOr(layers - 1, "moe_layer_end_index"));
    }

    private int denseWidth(int moeLayers) {
        if (moeLayers == layers || kinds.expertLayers() != null) {
            return 0;
        }
        @Nullable Integer width =
                fields.count(
                        "intermediate_size_mlp", "dense_intermediate_size", "intermediate_size");
        if (width == null) {
            fields.miss("intermediate_size");
            return 1;
        }
        return width;
    }
}
