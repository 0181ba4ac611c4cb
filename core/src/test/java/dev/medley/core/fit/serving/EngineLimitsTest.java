package dev.medley.core.fit.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineLimitsTest {

    @Test
    void compiledBenchmarksSetAsideMemoryForAllOfTheirSlots() {
        var eight = EngineLimits.benchmark(Engine.TENSORRT_LLM_COMPILED, 8, 256);
        assertThat(eight.slots()).isEqualTo(8192);
        assertThat(eight.buffered()).isTrue();
    }

    @Test
    void compiledBenchmarksOfTwoDevicesTakeFewSequences() {
        var usual = EngineLimits.benchmark(Engine.TENSORRT_LLM_COMPILED, 2, 2000);
        var special = EngineLimits.benchmark(Engine.TENSORRT_LLM_COMPILED, 2, 4096);
        assertThat(usual.slots()).isEqualTo(256);
        assertThat(special.slots()).isEqualTo(2048);
    }

    @Test
    void laterBenchmarksSetTheirTokensToTheLoad() {
        var limits = EngineLimits.benchmark(Engine.TENSORRT_LLM, 8, 2000);
        assertThat(limits.tokens(100, 1)).isEqualTo(2048);
        assertThat(limits.tokens(5000, 1)).isEqualTo(5000);
        assertThat(limits.tokens(1e6, 2)).isEqualTo(65_536);
        assertThat(EngineLimits.usual(Engine.VLLM).tokens(100, 1)).isEqualTo(8192);
    }

    @Test
    void runsKeepToTheirOwnNumberOfSequences() {
        assertThat(EngineLimits.usual(Engine.VLLM).within(16).slots()).isEqualTo(16);
        assertThat(EngineLimits.usual(Engine.VLLM).times(2).slots()).isEqualTo(2048);
    }

    @Test
    void refusesAnEngineWithoutRoom() {
        assertThatThrownBy(() -> new EngineLimits(0, 8192, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
