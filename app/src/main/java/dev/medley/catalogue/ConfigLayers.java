package dev.medley.catalogue;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What each layer of a `config.json` is: models may mix attention that sees everything, attention
/// with a window, linear or state-space mixers, and layers of experts alone.
///
/// @param attentionLayers layers with a KV cache
/// @param fullLayers attention layers that see everything, or null when the file does not say
/// @param expertLayers layers with experts, or null when other fields say which
/// @param denseLayers layers that are a dense block and nothing else, or null likewise
/// @param note what a reader should know, or ""
record ConfigLayers(
        int attentionLayers,
        @Nullable Integer fullLayers,
        @Nullable Integer expertLayers,
        @Nullable Integer denseLayers,
        String note) {

    private static final String HYBRID =
            "Hybrid: layers without attention count as if they attended when parameters are"
                    + " counted.";

    static ConfigLayers read(ConfigFields fields, int layers) {
        var pattern = fields.text("", "hybrid_override_pattern");
        if (!pattern.isEmpty()) {
            return blocks(List.of(pattern.split("", -1)), "*", "E", "-");
        }
        var blocks = fields.texts("layers_block_type");
        if (blocks != null) {
            return blocks(blocks, "attention", "moe", "mlp");
        }
        var types = fields.texts("layer_types");
        if (types != null) {
            int full = count(types, "full_attention");
            int windowed = count(types, "sliding_attention") + count(types, "chunked_attention");
            int attention = Math.min(full + windowed, layers);
            return new ConfigLayers(
                    attention,
                    Math.min(full, attention),
                    null,
                    null,
                    attention < layers ? HYBRID : "");
        }
        var linear = fields.texts("attn_type_list");
        if (linear != null) {
            int attention = Math.min(count(linear, "1"), layers);
            return new ConfigLayers(attention, null, null, null, attention < layers ? HYBRID : "");
        }
        int interval = Math.max(1, fields.countOr(1, "full_attention_interval"));
        int attention = layers / interval;
        return new ConfigLayers(attention, null, null, null, attention < layers ? HYBRID : "");
    }

    private static ConfigLayers blocks(
            List<String> blocks, String attention, String experts, String dense) {
        int attending = count(blocks, attention);
        return new ConfigLayers(
                attending, attending, count(blocks, experts), count(blocks, dense), HYBRID);
    }

    private static int count(List<String> all, String one) {
        return (int) all.stream().filter(one::equals).count();
    }
}
