package dev.medley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Lookup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names as measured rows, vendors and Hugging Face write them.
class MeasuredNamesTest {

    private static final Catalog CATALOG = CatalogFiles.builtIn();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    A100 | nvidia-a100-80gb-sxm
                    A100-40GB | nvidia-a100-40gb-sxm
                    A100-80GB | nvidia-a100-80gb-sxm
                    A100-PCIe-80GB | nvidia-a100-80gb-pcie
                    A100-PCIe | nvidia-a100-80gb-pcie
                    A100-SXM-80GB | nvidia-a100-80gb-sxm
                    A100-SXM4-80GB | nvidia-a100-80gb-sxm
                    A800-80GB | nvidia-a800-80gb-sxm
                    A800 | nvidia-a800-80gb-sxm
                    Ascend (910B-class, paper says Ascend NPUs) | huawei-ascend-910b3
                    Ascend-910B | huawei-ascend-910b3
                    Ascend-910B (Atlas 800I A2) | huawei-ascend-910b3
                    B200 | nvidia-b200-sxm
                    B200-180GB | nvidia-b200-sxm
                    B200-SXM-180GB | nvidia-b200-sxm
                    Blackwell GPU (B200-SXM-180GB) | nvidia-b200-sxm
                    Blackwell GPU (GB200) | nvidia-gb200
                    Blackwell Ultra GPU (GB300) | nvidia-gb300
                    GB200 | nvidia-gb200
                    GB200-192GB | nvidia-gb200
                    GB300 | nvidia-gb300
                    GH200 Grace Hopper Superchip 144GB | nvidia-gh200-144gb
                    GH200 | nvidia-gh200-144gb
                    Gaudi3-128GB | intel-gaudi3
                    Gaudi3 | intel-gaudi3
                    H100 | nvidia-h100-sxm
                    H100-NVL-94GB | nvidia-h100-nvl
                    H100-NVL | nvidia-h100-nvl
                    H100-PCIe-80GB | nvidia-h100-pcie
                    H100-PCIe | nvidia-h100-pcie
                    H100-SXM-80GB | nvidia-h100-sxm
                    H100-SXM5-80GB | nvidia-h100-sxm
                    H100/H200 (not separated) | nvidia-h200-sxm
                    H200 | nvidia-h200-sxm
                    H200-NVL-141GB | nvidia-h200-nvl
                    H200-NVL | nvidia-h200-nvl
                    H200-SXM-141GB | nvidia-h200-sxm
                    H200-SXM-141GB (power-capped MaxQ) | nvidia-h200-sxm
                    H200-SXM-141GB-CTS | nvidia-h200-sxm
                    H200-SXM5-141GB | nvidia-h200-sxm
                    H800-80GB | nvidia-h800-sxm
                    H800 | nvidia-h800-sxm
                    L40S | nvidia-l40s
                    MI300X 192GB HBM3 | amd-mi300x
                    MI300X-192GB | amd-mi300x
                    MI300X | amd-mi300x
                    MI355X | amd-mi355x
                    MetaX-C500 | metax-c500
                    TPU-v5e | google-tpu-v5e
                    TPU-v5p | google-tpu-v5p
                    TPU-v7x-Ironwood | google-tpu-v7
                    TPU-v7x | google-tpu-v7
                    910C | huawei-ascend-910c
                    Ascend910_9392 | huawei-ascend-910c
                    NVIDIA H100 80GB HBM3 | nvidia-h100-sxm
                    NVIDIA-H100-80GB-HBM3 | nvidia-h100-sxm
                    AMD Instinct MI325X 256GB HBM3e | amd-mi325x
                    NVIDIA GeForce RTX 4090 24GB | nvidia-rtx-4090
                    H20 (141 GB) | nvidia-h20-141gb
                    mi308x | amd-mi308x
                    P800-OAM | kunlunxin-p800
                    PPU-ZW810E | thead-zhenwu-810e
                    ascend-910b3 | huawei-ascend-910b3
                    """)
    void findsChipByTheNameOfItsRow(String name, String id) {
        assertThat(CATALOG.chip(name).orThrow().id()).as(name).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DeepSeekV4 Flash | deepseek-v4-flash
                    MPT-125m | mpt-125m
                    MPT-13b | mpt-13b
                    MPT-1b | mpt-1b
                    MPT-30b | mpt-30b
                    MPT-350m | mpt-350m
                    MPT-3b | mpt-3b
                    MPT-70b | mpt-70b
                    MPT-760m | mpt-760m
                    MPT-7b | mpt-7b
                    Nemotron_3_5_Lightning | nemotron-3.5-lightning
                    Nemotron_3_Nano | nemotron-3-nano-30b-a3b
                    Nemotron_3_Super | nemotron-3-super-120b-a12b
                    Nemotron_3_Ultra | nemotron-3-ultra-550b-a55b
                    deepseek-r1 | deepseek-r1
                    deepseek-v3 | deepseek-v3
                    deepseek-v3.2 | deepseek-v3.2
                    flagperf:aquila2_7b | aquila2-7b
                    flagperf:aquila2_7b_finetune | aquila2-7b
                    flagperf:aquila_7b | aquila-7b
                    flagperf:baichuan2_13b | baichuan2-13b
                    flagperf:chatglm3_6b | chatglm3-6b
                    flagperf:deepseek_7b | deepseek-llm-7b
                    flagperf:llama2_70B | llama2-70b
                    flagperf:llama2_7b | llama2-7b
                    flagperf:llama2_7b_finetune | llama2-7b
                    flagperf:llama3_8B | llama3-8b
                    flagperf:llama3_8b | llama3-8b
                    flagperf:qwen1.5_MoE | qwen1.5-moe-a2.7b
                    gemma4-26b | gemma4-26b
                    gemma4-31b | gemma4-31b
                    gemma4-4b | gemma4-e4b
                    glm-4.5-air | glm-4.5-air
                    glm-4.x | glm-4.5
                    glm-5.2 | glm-5.2
                    gpt-oss-120b | gpt-oss-120b
                    gpt-oss-20b | gpt-oss-20b
                    gpt3-175b | gpt3-175b
                    kimi-k2 | kimi-k2
                    llama2-70b | llama2-70b
                    llama2-7b | llama2-7b
                    llama3-70b | llama3-70b
                    llama3.1-405b | llama3.1-405b
                    llama3.1-8b | llama3.1-8b
                    llama4-maverick | llama4-maverick
                    llama4-scout | llama4-scout
                    megatron-1T | megatron-1t
                    mistral-7b | mistral-7b
                    mixtral-8x7b | mixtral-8x7b
                    pangu-ultra-moe-718b | pangu-ultra-moe-718b
                    qwen3-14b | qwen3-14b
                    qwen3-235b-a22b | qwen3-235b-a22b
                    qwen3-30b-a3b | qwen3-30b-a3b
                    qwen3-32b | qwen3-32b
                    qwen3-8b | qwen3-8b
                    turing-530B | turing-530b
                    meta-llama/Llama-3.1-70B-Instruct | llama3-70b
                    meta-llama/Llama-3.3-70B-Instruct | llama3-70b
                    meta-llama/Meta-Llama-3-8B-Instruct | llama3-8b
                    meta-llama/Llama-2-70b-chat-hf | llama2-70b
                    nvidia/Llama-3.1-405B-Instruct-FP8 | llama3.1-405b
                    mistralai/Mixtral-8x7B-Instruct-v0.1 | mixtral-8x7b
                    Qwen/Qwen3-235B-A22B-Thinking-2507 | qwen3-235b-a22b
                    Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8 | qwen3-coder-480b-a35b
                    deepseek-ai/DeepSeek-R1-0528 | deepseek-r1
                    nvidia/DeepSeek-R1-0528-NVFP4 | deepseek-r1
                    zai-org/GLM-4.6-FP8 | glm-4.6
                    moonshotai/Kimi-K2-Instruct-0905 | kimi-k2
                    google/gemma-3-27b-it | gemma3-27b
                    openai/gpt-oss-120b | gpt-oss-120b
                    """)
    void findsModelByTheNameOfItsRowOrOnHuggingFace(String name, String id) {
        assertThat(CATALOG.model(name).orThrow().id()).as(name).isEqualTo(id);
    }

    @Test
    void namesTheCandidatesOfAnAmbiguousNameInsteadOfGuessing() {
        assertThat(CATALOG.chip("h20"))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> {
                            assertThat(missing.ambiguous()).isTrue();
                            assertThat(missing.message())
                                    .isEqualTo(
                                            "The chip name 'h20' could mean nvidia-h20-141gb or"
                                                    + " nvidia-h20-96gb: say which.");
                        });
    }

    @Test
    void suggestsWhatLooksLikeTheName() {
        assertThat(CATALOG.chip("nvidia-h20-141"))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> {
                            assertThat(missing.ambiguous()).isFalse();
                            assertThat(missing.message()).contains("Maybe nvidia-h20-141gb");
                        });
        assertThat(CATALOG.model("qwen3-235b"))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.message()).contains("qwen3-235b-a22b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"H200 96GB", "H100 40GB", "MI300X 64GB"})
    void refusesChipWhoseNameSaysAnotherMemory(String name) {
        assertThat(CATALOG.chip(name)).isInstanceOf(Lookup.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "GPU", "NVIDIA", "xyzzy", "Radeon VII", "96GB"})
    void knowsNoChipByAWordThatTellsNothing(String name) {
        assertThat(CATALOG.chip(name)).isInstanceOf(Lookup.Missing.class);
    }
}
