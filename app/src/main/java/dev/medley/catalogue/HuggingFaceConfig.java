package dev.medley.catalogue;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Provenance;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads a model from the `config.json` that its maker published on Hugging Face.
///
/// An architecture is not looked up by name: most differ in the names of their fields only, so the
/// same facts are read under every name they go by. Names matter where architectures leave facts
/// unsaid (whether a gate doubles the up projection, whether embeddings are tied). An architecture
/// that nobody told Medley of works when its file says everything; otherwise it is refused with the
/// fields that it lacks.
public final class HuggingFaceConfig {

    /// Feed-forward blocks without a gate.
    private static final List<String> UNGATED =
            List.of(
                    "mpt",
                    "gpt2",
                    "gpt_neox",
                    "gptj",
                    "gpt_neo",
                    "gpt_bigcode",
                    "falcon",
                    "RefinedWeb",
                    "RefinedWebModel",
                    "bloom",
                    "opt",
                    "phi",
                    "starcoder2",
                    "nemotron",
                    "nemotron_h");

    private static final List<String> GATED =
            List.of(
                    "llama",
                    "llama4",
                    "llama4_text",
                    "mistral",
                    "mistral3",
                    "ministral",
                    "mixtral",
                    "qwen",
                    "qwen2",
                    "qwen2_moe",
                    "qwen3",
                    "qwen3_moe",
                    "qwen3_next",
                    "qwen3_5_moe",
                    "qwen3_5_moe_text",
                    "qwen3_5",
                    "qwen3_5_text",
                    "deepseek",
                    "deepseek_v2",
                    "deepseek_v3",
                    "deepseek_v32",
                    "kimi_k2",
                    "gpt_oss",
                    "gemma",
                    "gemma2",
                    "gemma3",
                    "gemma3_text",
                    "gemma4",
                    "gemma4_text",
                    "chatglm",
                    "glm",
                    "glm4",
                    "glm4_moe",
                    "glm4_moe_lite",
                    "glm_moe_dsa",
                    "phi3",
                    "phi4",
                    "hunyuan",
                    "hunyuan_v1_dense",
                    "hunyuan_v1_moe",
                    "ernie4_5",
                    "ernie4_5_moe",
                    "minimax",
                    "minimax_text_01",
                    "minimax_m1",
                    "minimax_m2",
                    "cohere",
                    "cohere2",
                    "baichuan",
                    "internlm",
                    "internlm2",
                    "internlm3",
                    "olmo",
                    "olmo2",
                    "granite",
                    "granitemoe",
                    "dbrx",
                    "grok-1",
                    "seed_oss",
                    "yi",
                    "step3_text",
                    "aquila",
                    "stablelm");

    /// Architectures that are no decoders, whatever their fields are called.
    private static final List<String> NO_DECODER =
            List.of(
                    "bert",
                    "roberta",
                    "xlm-roberta",
                    "distilbert",
                    "electra",
                    "deberta",
                    "deberta-v2",
                    "albert",
                    "vit",
                    "clip",
                    "siglip",
                    "whisper",
                    "t5",
                    "mt5",
                    "bart");

    /// Architectures that share the input embedding with the output unless the file says otherwise.
    private static final List<String> TIED =
            List.of(
                    "mpt",
                    "gpt2",
                    "gpt_neo",
                    "gpt_bigcode",
                    "falcon",
                    "RefinedWeb",
                    "RefinedWebModel",
                    "bloom",
                    "opt",
                    "gemma",
                    "gemma2",
                    "gemma3",
                    "gemma3_text",
                    "gemma4",
                    "gemma4_text",
                    "cohere",
                    "cohere2",
                    "ernie4_5",
                    "ernie4_5_moe");

    /// Architectures whose inner width is four times the hidden width unless the file says so.
    private static final List<String> FOURFOLD =
            List.of(
                    "mpt",
                    "gpt2",
                    "gptj",
                    "gpt_neo",
                    "falcon",
                    "RefinedWeb",
                    "RefinedWebModel",
                    "bloom");

    /// Figures that published files of this architecture leave to the library that reads them.
    private static final Map<String, Integer> GEMMA3 =
            Map.of(
                    "vocab_size", 262208,
                    "num_attention_heads", 8,
                    "num_key_value_heads", 4,
                    "head_dim", 256,
                    "max_position_embeddings", 131072);

    private static final List<String> INNER =
            List.of("text_config", "llm_config", "language_config");

    private final ConfigFields fields;
    private final String type;

    private HuggingFaceConfig(ConfigFields fields, String type) {
        this.fields = fields;
        this.type = type;
    }

    /// Whether a model's name is a path to such a file, or to a folder with one.
    public static boolean isPath(String name) {
        return name.endsWith(".json") || Files.isRegularFile(Path.of(name).resolve("config.json"));
    }

    /// The model that the file, or the `config.json` in the folder, describes.
    ///
    /// @throws CatalogueException when the file cannot be read, is wrong, or lacks what is needed
    public static Model read(Path path) {
        var file = Files.isDirectory(path) ? path.resolve("config.json") : path;
        return read(file, SmallFile.read(file));
    }

    /// The same of a file whose content came from elsewhere.
    ///
    /// @param file where it lay; the model is named after its folder
    /// @throws CatalogueException when it is wrong, or lacks what is needed
    public static Model read(Path file, byte[] content) {
        var root = TreeReader.json(file.toString(), content);
        var fields = new ConfigFields(root, null);
        for (var name : INNER) {
            var inner = root.entries().get(name);
            if (inner != null && inner.value() instanceof Node.Block block) {
                fields = new ConfigFields(block, root);
                break;
            }
        }
        var type = fields.text("", "model_type");
        if (type.equals("gemma3_text")) {
            fields.assume(GEMMA3);
        }
        return new HuggingFaceConfig(fields, type).model(file);
    }

    private Model model(Path file) {
        refuseWhatIsNoDecoder();
        int layers = fields.need("num_hidden_layers", "n_layers", "n_layer", "num_layers");
        int hidden = fields.need("hidden_size", "d_model", "n_embd", "n_embed");
        int vocabulary = fields.need("vocab_size", "padded_vocab_size");
        var kinds = ConfigLayers.read(fields, layers);
        var attention = attention(hidden, kinds);
        var feedForward =
                new ConfigExperts(fields, type, gated(), layers, hidden, kinds)
                        .feedForward(FOURFOLD.contains(type));
        if (!fields.missing().isEmpty()) {
            throw new CatalogueException(
                    fields.place(),
                    "model_type",
                    type,
                    "The file lacks %s.".formatted(String.join(", ", fields.missing())),
                    "Add the fields, or describe the model in a catalogue folder (--catalog).");
        }
        return new Model(
                id(file),
                List.of(),
                "",
                layers,
                kinds.attentionLayers(),
                hidden,
                vocabulary,
                fields.flag(TIED.contains(type), "tie_word_embeddings"),
                attention,
                feedForward,
                null,
                null,
                maxTokens(),
                new Provenance(file.toString(), "", Confidence.HIGH, kinds.note()));
    }

    private void refuseWhatIsNoDecoder() {
        var name = NO_DECODER.contains(type) ? "model_type" : "is_encoder_decoder";
        if (NO_DECODER.contains(type) || fields.flag(false, name)) {
            throw fields.wrong(
                    name,
                    fields.value(name),
                    "Only decoders that generate text are described here.");
        }
    }

    private Attention attention(int hidden, ConfigLayers kinds) {
        int heads = fields.need("num_attention_heads", "n_heads", "n_head");
        if (fields.has("kv_lora_rank")) {
            return new Attention.Latent(
                    heads,
                    fields.need("kv_lora_rank"),
                    fields.countOr(0, "q_lora_rank"),
                    fields.need("qk_rope_head_dim"),
                    fields.need("qk_nope_head_dim"),
                    fields.need("v_head_dim"));
        }
        int kvHeads = kvHeads(heads);
        if (kvHeads > heads) {
            throw fields.wrong(
                    "num_key_value_heads",
                    fields.value("num_key_value_heads"),
                    "There cannot be more key/value heads than heads (" + heads + ").");
        }
        return new Attention.Grouped(
                heads, kvHeads, headDim(hidden, heads), window(kinds, kinds.attentionLayers()));
    }

    private int kvHeads(int heads) {
        var inner = fields.inner("attn_config");
        if (inner != null && inner.has("kv_n_heads")) {
            return inner.need("kv_n_heads");
        }
        if (type.equals("chatglm") && !fields.flag(false, "multi_query_attention")) {
            return heads;
        }
        if (fields.flag(false, "multi_query") && !fields.flag(false, "new_decoder_architecture")) {
            return 1;
        }
        int kvHeads =
                fields.countOr(
                        heads,
                        "num_key_value_heads",
                        "multi_query_group_num",
                        "num_kv_heads",
                        "n_head_kv");
        return kvHeads == 0 ? heads : kvHeads;
    }

    private int headDim(int hidden, int heads) {
        var said = fields.count("head_dim", "kv_channels", "attention_head_dim");
        if (said != null && said > 0) {
            return said;
        }
        if (fields.missing().isEmpty() && hidden % heads != 0) {
            throw fields.wrong(
                    "hidden_size",
                    fields.value("hidden_size"),
                    "Without head_dim, the width must be a multiple of the heads (%d)."
                            .formatted(heads));
        }
        return Math.max(1, hidden / heads);
    }

    private Attention.@Nullable SlidingWindow window(ConfigLayers kinds, int attentionLayers) {
        var tokens = fields.count("sliding_window", "attention_chunk_size");
        var longest = maxTokens();
        if (tokens == null
                || tokens == 0
                || !fields.flag(true, "use_sliding_window")
                || (longest != null && tokens >= longest)) {
            return null;
        }
        int full = fullLayers(kinds, attentionLayers);
        return full >= attentionLayers ? null : new Attention.SlidingWindow(tokens, full);
    }

    /// Attention layers that see everything although the model has a window.
    private int fullLayers(ConfigLayers kinds, int layers) {
        var counted = kinds.fullLayers();
        if (counted != null) {
            return counted;
        }
        if (fields.has("attention_chunk_size")) {
            return layers / fields.countOr(4, "no_rope_layer_interval");
        }
        if (fields.has("max_window_layers")) {
            return Math.min(layers, fields.countOr(layers, "max_window_layers"));
        }
        return switch (type) {
            case "gemma2", "gpt_oss" -> layers / 2;
            case "gemma3", "gemma3_text" ->
                    layers / Math.max(1, fields.countOr(6, "sliding_window_pattern"));
            case "cohere2" -> layers / Math.max(1, fields.countOr(4, "sliding_window_pattern"));
            default -> 0;
        };
    }

    /// A gate is a fact of the architecture; where that is not known, the activation tells: SiLU
    /// goes with a gate, plain GELU and ReLU without.
    private boolean gated() {
        if (UNGATED.contains(type)) {
            return false;
        }
        if (GATED.contains(type)) {
            return true;
        }
        var activation =
                fields.text("", "hidden_act", "hidden_activation", "activation_function", "act_fn")
                        .toLowerCase(Locale.ROOT);
        if (activation.isEmpty()) {
            fields.miss("hidden_act");
        }
        return activation.startsWith("si") || activation.startsWith("sw");
    }

    private @Nullable Integer maxTokens() {
        var tokens =
                fields.count(
                        "max_position_embeddings",
                        "max_seq_len",
                        "n_positions",
                        "seq_length",
                        "max_sequence_length",
                        "model_max_length");
        return tokens == null || tokens == 0 ? null : tokens;
    }

    /// The folder's name, or the file's when it is not called `config.json`.
    private static String id(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        var name = String.valueOf(absolute.getFileName());
        var parent = absolute.getParent();
        if (name.equals("config.json") && parent != null && parent.getFileName() != null) {
            name = parent.getFileName().toString();
        }
        var id =
                name.toLowerCase(Locale.ROOT)
                        .replaceFirst("\\.json$", "")
                        .replaceAll("[^a-z0-9.]+", "-")
                        .replaceAll("^-+|-+$", "");
        return id.isEmpty() ? "model" : id;
    }
}
