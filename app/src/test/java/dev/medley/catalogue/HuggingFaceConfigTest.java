package dev.medley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Models from the `config.json` of their makers.
class HuggingFaceConfigTest {

    private static final String LLAMA =
            """
            {"model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336,
             "num_attention_heads": 32, "num_key_value_heads": 8, "num_hidden_layers": 32,
             "vocab_size": 128256, "max_position_embeddings": 131072,
             "tie_word_embeddings": false, "rope_scaling": null}
            """;

    @TempDir private Path folder = Path.of("");

    /// Each file, cut to what describes the shape, against the entry of the catalogue.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    llama3.1-8b | "model_type":"llama","hidden_size":4096,"intermediate_size":14336,"num_attention_heads":32,"num_key_value_heads":8,"num_hidden_layers":32,"vocab_size":128256,"max_position_embeddings":131072
                    qwen2.5-7b | "model_type":"qwen2","hidden_size":3584,"intermediate_size":18944,"num_attention_heads":28,"num_key_value_heads":4,"num_hidden_layers":28,"vocab_size":152064,"max_position_embeddings":131072,"sliding_window":131072,"use_sliding_window":false,"tie_word_embeddings":false
                    qwen3-4b | "model_type":"qwen3","head_dim":128,"hidden_size":2560,"intermediate_size":9728,"num_attention_heads":32,"num_key_value_heads":8,"num_hidden_layers":36,"vocab_size":151936,"max_position_embeddings":40960,"tie_word_embeddings":true
                    qwen3-235b-a22b | "model_type":"qwen3_moe","head_dim":128,"hidden_size":4096,"intermediate_size":12288,"moe_intermediate_size":1536,"num_attention_heads":64,"num_key_value_heads":4,"num_hidden_layers":94,"num_experts":128,"num_experts_per_tok":8,"mlp_only_layers":[],"decoder_sparse_step":1,"vocab_size":151936,"max_position_embeddings":262144,"tie_word_embeddings":false
                    qwen1.5-moe-a2.7b | "model_type":"qwen2_moe","hidden_size":2048,"intermediate_size":5632,"moe_intermediate_size":1408,"shared_expert_intermediate_size":5632,"num_attention_heads":16,"num_key_value_heads":16,"num_hidden_layers":24,"num_experts":60,"num_experts_per_tok":4,"vocab_size":151936,"max_position_embeddings":8192
                    qwen3-next-80b-a3b | "model_type":"qwen3_next","full_attention_interval":4,"head_dim":256,"hidden_size":2048,"intermediate_size":5120,"moe_intermediate_size":512,"num_attention_heads":16,"num_experts":512,"num_experts_per_tok":10,"num_hidden_layers":48,"num_key_value_heads":2,"shared_expert_intermediate_size":512,"vocab_size":151936,"max_position_embeddings":262144
                    mixtral-8x7b | "model_type":"mixtral","hidden_size":4096,"intermediate_size":14336,"num_attention_heads":32,"num_key_value_heads":8,"num_hidden_layers":32,"num_local_experts":8,"num_experts_per_tok":2,"vocab_size":32000,"max_position_embeddings":32768,"sliding_window":null
                    deepseek-v3 | "model_type":"deepseek_v3","hidden_size":7168,"intermediate_size":18432,"moe_intermediate_size":2048,"num_attention_heads":128,"num_key_value_heads":128,"num_hidden_layers":61,"n_routed_experts":256,"n_shared_experts":1,"num_experts_per_tok":8,"first_k_dense_replace":3,"moe_layer_freq":1,"kv_lora_rank":512,"q_lora_rank":1536,"qk_nope_head_dim":128,"qk_rope_head_dim":64,"v_head_dim":128,"vocab_size":129280,"max_position_embeddings":163840
                    deepseek-v2-lite | "model_type":"deepseek_v2","hidden_size":2048,"intermediate_size":10944,"moe_intermediate_size":1408,"num_attention_heads":16,"num_key_value_heads":16,"num_hidden_layers":27,"n_routed_experts":64,"n_shared_experts":2,"num_experts_per_tok":6,"first_k_dense_replace":1,"moe_layer_freq":1,"kv_lora_rank":512,"q_lora_rank":null,"qk_nope_head_dim":128,"qk_rope_head_dim":64,"v_head_dim":128,"vocab_size":102400,"max_position_embeddings":163840
                    kimi-k2 | "model_type":"kimi_k2","hidden_size":7168,"intermediate_size":18432,"moe_intermediate_size":2048,"num_attention_heads":64,"num_key_value_heads":64,"num_hidden_layers":61,"n_routed_experts":384,"n_shared_experts":1,"num_experts_per_tok":8,"first_k_dense_replace":1,"moe_layer_freq":1,"kv_lora_rank":512,"q_lora_rank":1536,"qk_nope_head_dim":128,"qk_rope_head_dim":64,"v_head_dim":128,"vocab_size":163840,"max_position_embeddings":262144
                    glm-4.7 | "model_type":"glm4_moe","hidden_size":5120,"head_dim":128,"intermediate_size":12288,"moe_intermediate_size":1536,"num_attention_heads":96,"num_key_value_heads":8,"num_hidden_layers":92,"n_routed_experts":160,"n_shared_experts":1,"num_experts_per_tok":8,"first_k_dense_replace":3,"vocab_size":151552,"max_position_embeddings":202752
                    chatglm3-6b | "model_type":"chatglm","hidden_size":4096,"ffn_hidden_size":13696,"kv_channels":128,"multi_query_attention":true,"multi_query_group_num":2,"num_attention_heads":32,"num_layers":28,"padded_vocab_size":65024,"seq_length":8192
                    gpt-oss-20b | "model_type":"gpt_oss","head_dim":64,"hidden_size":2880,"intermediate_size":2880,"num_attention_heads":64,"num_key_value_heads":8,"num_hidden_layers":24,"num_local_experts":32,"num_experts_per_tok":4,"sliding_window":128,"vocab_size":201088,"max_position_embeddings":131072
                    gemma2-9b | "model_type":"gemma2","head_dim":256,"hidden_size":3584,"intermediate_size":14336,"num_attention_heads":16,"num_key_value_heads":8,"num_hidden_layers":42,"sliding_window":4096,"vocab_size":256000,"max_position_embeddings":8192
                    gemma3-4b | "model_type":"gemma3","text_config":{"model_type":"gemma3_text","hidden_size":2560,"intermediate_size":10240,"num_hidden_layers":34,"sliding_window":1024},"vision_config":{"hidden_size":1152}
                    gemma3-27b | "model_type":"gemma3","text_config":{"model_type":"gemma3_text","head_dim":128,"hidden_size":5376,"intermediate_size":21504,"num_attention_heads":32,"num_key_value_heads":16,"num_hidden_layers":62,"sliding_window":1024}
                    llama4-maverick | "model_type":"llama4","text_config":{"model_type":"llama4_text","attention_chunk_size":8192,"head_dim":128,"hidden_size":5120,"intermediate_size":8192,"intermediate_size_mlp":16384,"interleave_moe_layer_step":2,"num_attention_heads":40,"num_key_value_heads":8,"num_hidden_layers":48,"num_local_experts":128,"num_experts_per_tok":1,"vocab_size":202048,"max_position_embeddings":1048576}
                    mpt-7b | "model_type":"mpt","d_model":4096,"n_heads":32,"n_layers":32,"expansion_ratio":4,"vocab_size":50368
                    gpt-neox-20b | "model_type":"gpt_neox","hidden_size":6144,"intermediate_size":24576,"num_attention_heads":64,"num_hidden_layers":44,"vocab_size":50432,"max_position_embeddings":2048
                    falcon-7b | "model_type":"falcon","hidden_size":4544,"multi_query":true,"num_attention_heads":71,"num_hidden_layers":32,"vocab_size":65024,"max_position_embeddings":2048
                    falcon-40b | "model_type":"falcon","hidden_size":8192,"multi_query":true,"new_decoder_architecture":true,"num_kv_heads":8,"num_attention_heads":128,"num_hidden_layers":60,"vocab_size":65024,"max_position_embeddings":2048
                    phi-4 | "model_type":"phi3","hidden_size":5120,"intermediate_size":17920,"num_attention_heads":40,"num_key_value_heads":10,"num_hidden_layers":40,"sliding_window":null,"vocab_size":100352,"max_position_embeddings":16384
                    hunyuan-a13b | "model_type":"hunyuan_v1_moe","attention_head_dim":128,"hidden_size":4096,"intermediate_size":3072,"moe_intermediate_size":[3072,3072],"moe_topk":[8,8],"num_shared_expert":[1,1],"num_experts":64,"num_attention_heads":32,"num_key_value_heads":8,"num_hidden_layers":32,"vocab_size":128167,"max_position_embeddings":262144,"tie_word_embeddings":true
                    ernie-4.5-21b-a3b | "model_type":"ernie4_5_moe","hidden_size":2560,"intermediate_size":12288,"moe_intermediate_size":1536,"moe_k":6,"moe_num_experts":64,"moe_num_shared_experts":2,"moe_layer_start_index":1,"moe_layer_end_index":-1,"moe_layer_interval":1,"num_attention_heads":20,"num_key_value_heads":4,"num_hidden_layers":28,"vocab_size":103424,"max_position_embeddings":131072,"head_dim":null
                    minimax-m2 | "model_type":"minimax_m2","head_dim":128,"hidden_size":3072,"intermediate_size":1536,"num_attention_heads":48,"num_key_value_heads":8,"num_hidden_layers":62,"num_local_experts":256,"num_experts_per_tok":8,"vocab_size":200064,"max_position_embeddings":196608
                    command-r7b | "model_type":"cohere2","head_dim":128,"hidden_size":4096,"intermediate_size":14336,"num_attention_heads":32,"num_key_value_heads":8,"num_hidden_layers":32,"sliding_window":4096,"vocab_size":256000,"max_position_embeddings":131072
                    baichuan2-7b | "model_type":"baichuan","hidden_size":4096,"intermediate_size":11008,"num_attention_heads":32,"num_hidden_layers":32,"vocab_size":125696,"model_max_length":4096
                    internlm3-8b | "model_type":"internlm3","head_dim":128,"hidden_size":4096,"intermediate_size":10240,"num_attention_heads":32,"num_key_value_heads":2,"num_hidden_layers":48,"vocab_size":128512,"max_position_embeddings":32768
                    nemotron-3-nano-30b-a3b | "model_type":"nemotron_h","head_dim":128,"hidden_size":2688,"hybrid_override_pattern":"MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME","moe_intermediate_size":1856,"moe_shared_expert_intermediate_size":3712,"n_routed_experts":128,"n_shared_experts":1,"num_experts_per_tok":6,"num_attention_heads":32,"num_key_value_heads":2,"num_hidden_layers":52,"vocab_size":131072,"max_position_embeddings":1048576,"tie_word_embeddings":false
                    dbrx | "model_type":"dbrx","d_model":6144,"n_heads":48,"n_layers":40,"attn_config":{"kv_n_heads":8},"ffn_config":{"ffn_hidden_size":10752,"moe_num_experts":16,"moe_top_k":4},"vocab_size":100352,"max_seq_len":32768
                    """)
    void readsTheShapeThatTheCatalogueHas(String id, String body) throws IOException {
        var known = CatalogFiles.builtIn(CatalogFiles.Part.MODELS).model(id).orThrow();

        var read = read("{" + body + "}");

        assertThat(read.attention()).isEqualTo(known.attention());
        assertThat(read.feedForward()).isEqualTo(known.feedForward());
        assertThat(read.layers()).isEqualTo(known.layers());
        assertThat(read.attentionLayers()).isEqualTo(known.attentionLayers());
        assertThat(read.hidden()).isEqualTo(known.hidden());
        assertThat(read.vocabulary()).isEqualTo(known.vocabulary());
        assertThat(read.tiedEmbeddings()).isEqualTo(known.tiedEmbeddings());
        assertThat(read.maxTokens()).isEqualTo(known.maxTokens());
    }

    @Test
    void takesItsNameFromTheFolder() throws IOException {
        var home = Files.createDirectories(folder.resolve("My Model_7B"));
        Files.writeString(home.resolve("config.json"), LLAMA);
        assertThat(HuggingFaceConfig.isPath(home.toString())).isTrue();
        assertThat(HuggingFaceConfig.read(home).id()).isEqualTo("my-model-7b");
    }

    @Test
    void understandsAnUnknownArchitectureThatSaysEverything() throws IOException {
        var model = read(LLAMA.replace("\"llama\"", "\"brandnew\", \"hidden_act\": \"silu\""));
        assertThat(model.attention()).isEqualTo(new Attention.Grouped(32, 8, 128, null));
        assertThat(model.feedForward()).isEqualTo(new FeedForward.Dense(14336, true));
    }

    @Test
    void refusesAnUnknownArchitectureWithTheFieldsItLacks() {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> read("{\"model_type\": \"brandnew\", \"hidden_size\": 4096}"))
                .satisfies(
                        e -> {
                            assertThat(e.value()).isEqualTo("brandnew");
                            assertThat(e.rule())
                                    .contains("num_hidden_layers", "vocab_size")
                                    .contains("num_attention_heads", "intermediate_size")
                                    .contains("hidden_act");
                            assertThat(e.line()).isEqualTo(1);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "hidden_size": 4096 | "hidden_size": "4096" | hidden_size
                    "hidden_size": 4096 | "hidden_size": -4096 | hidden_size
                    "hidden_size": 4096 | "hidden_size": 1e400 | hidden_size
                    "hidden_size": 4096 | "hidden_size": 4096.5 | hidden_size
                    "hidden_size": 4096 | "hidden_size": 0 | hidden_size
                    "hidden_size": 4096 | "hidden_size": [4096, 2048] | hidden_size
                    "hidden_size": 4096 | "hidden_size": {} | hidden_size
                    "hidden_size": 4096 | "hidden_size": 4097 | hidden_size
                    "hidden_size": 4096 | "hidden_size": 99999999999 | hidden_size
                    "num_key_value_heads": 8 | "num_key_value_heads": 64 | num_key_value_heads
                    "tie_word_embeddings": false | "tie_word_embeddings": "no" | tie_word_embeddings
                    "model_type": "llama" | "model_type": "bert" | model_type
                    """)
    void refusesWrongValuesWithTheirPlace(String right, String wrong, String field) {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> read(LLAMA.replace(right, wrong)))
                .satisfies(
                        e -> {
                            assertThat(e.field()).isEqualTo(field);
                            assertThat(e.line()).isPositive();
                            assertThat(e.column()).isPositive();
                            assertThat(e.rule()).isNotBlank();
                            assertThat(e.advice()).isNotBlank();
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "null",
                "{\"hidden_size\": NaN}",
                "{\"hidden_size\": 4096, \"hidden_size\": 4096}",
                "{\"hidden_size\": 4096",
                "{} {}",
                "{\"a\": \"\u0000\"}",
                "not json"
            })
    void refusesWhatIsNoObject(String text) {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> read(text))
                .satisfies(e -> assertThat(e.file()).endsWith("config.json"));
    }

    @Test
    void refusesDeepNestingAndForeignBytes() throws IOException {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)));
        var file = folder.resolve("config.json");
        Files.write(file, "{\n \"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> HuggingFaceConfig.read(file))
                .satisfies(e -> assertThat(e.line()).isEqualTo(2));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> HuggingFaceConfig.read(folder.resolve("none.json")))
                .withMessageContaining("none.json");
    }

    private Model read(String text) throws IOException {
        var file = folder.resolve("config.json");
        Files.writeString(file, text);
        return HuggingFaceConfig.read(file);
    }
}
