package dev.medley.core.fit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.training.TrainingConfiguration.Degrees;
import dev.medley.core.work.TrainingJob.Method;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Measured: per-device memory of four GPT-like models on A100 80 GB that NVIDIA profiled
/// (arXiv:2205.05198, figure 1), in GiB.
class TrainingMemoryTest {

    private static final double GIB = 1L << 30;

    private static final Percentage CLOSE = Percentage.withPercentage(3);

    private static TrainingConfiguration gpt(
            Model model, int pipeline, int virtual, int microbatch, Recompute recompute) {
        return new TrainingConfiguration(
                ModelFigures.of(model),
                ChipFigures.of(Cast.a100(), 8, 8),
                8 * pipeline,
                new Degrees(8, pipeline, 1, 1, 1, virtual),
                microbatch,
                64,
                2048,
                Precision.BF16,
                Method.PRETRAIN,
                new Software("megatron", ""),
                Sharding.NONE,
                recompute);
    }

    private static void holds(
            TrainingConfiguration kept,
            TrainingConfiguration selective,
            double state,
            double withScores,
            double without) {
        var memory = TrainingMemory.of(selective);
        assertThat(memory.state() / GIB).isCloseTo(state, CLOSE);
        assertThat(TrainingMemory.keptActivations(kept, false) / GIB).isCloseTo(withScores, CLOSE);
        assertThat(memory.activations() / GIB).isCloseTo(without, CLOSE);
    }

    @Test
    void countsTheMemoryOfA22BModelAsMeasured() {
        var model = Cast.gpt("gpt-22b", 48, 6144, 64);
        holds(
                gpt(model, 1, 1, 4, Recompute.KEEP_SCORES),
                gpt(model, 1, 1, 4, Recompute.NONE),
                45.56 + 1.3,
                59.25,
                9.56);
    }

    @Test
    void countsTheMemoryOfA175BModelAsMeasured() {
        var model = Cast.gpt("gpt-175b", 96, 12_288, 96);
        holds(
                gpt(model, 8, 3, 1, Recompute.KEEP_SCORES),
                gpt(model, 8, 3, 1, Recompute.NONE),
                45.56 + 1.3,
                66.84,
                12.35);
    }

    @Test
    void countsTheMemoryOfA530BModelAsMeasured() {
        var model = Cast.gpt("gpt-530b", 105, 20_480, 128);
        holds(
                gpt(model, 35, 3, 1, Recompute.KEEP_SCORES),
                gpt(model, 35, 3, 1, Recompute.NONE),
                31.64 + 2.2,
                114.02,
                23.08);
    }

    @Test
    void countsTheMemoryOfA1008BModelAsMeasured() {
        var model = Cast.gpt("gpt-1t", 128, 25_600, 160);
        holds(
                gpt(model, 64, 1, 1, Recompute.KEEP_SCORES),
                gpt(model, 64, 1, 1, Recompute.NONE),
                32.96 + 2.7,
                131.25,
                26.56);
    }

    @Test
    void adaptersNeedLessThanAllParameters() {
        var all = Cast.configuration(Cast.llama8b(), Cast.h100(), new Degrees(1, 1, 8, 1, 1, 1));
        var adapters = with(all, Method.LORA, Sharding.OPTIMIZER, Recompute.NONE);
        assertThat(TrainingMemory.of(adapters).state())
                .isLessThan(TrainingMemory.of(all).state() / 2);
    }

    @Test
    void eachShardingNeedsLessThanTheOneBefore() {
        var base = Cast.configuration(Cast.llama8b(), Cast.h100(), new Degrees(1, 1, 8, 1, 1, 1));
        double none = state(base, Sharding.NONE);
        double optimizer = state(base, Sharding.OPTIMIZER);
        double parameters = state(base, Sharding.PARAMETERS);
        assertThat(optimizer).isLessThan(none);
        assertThat(parameters).isLessThan(optimizer);
    }

    @Test
    void recomputesOnlyWhatMemoryAsks() {
        var roomy = Cast.configuration(Cast.llama8b(), Cast.h100(), new Degrees(2, 1, 8, 1, 1, 1));
        var tight = Cast.configuration(Cast.llama70b(), Cast.h100(), new Degrees(8, 1, 8, 1, 1, 1));
        var free = TrainingMemory.of(needed(roomy));
        var pressed = TrainingMemory.of(needed(tight));
        assertThat(free.recomputed()).isZero();
        assertThat(pressed.recomputed()).isBetween(0.01, 0.99);
        assertThat(pressed.toMemory().usedBytes()).isCloseTo(0.96 * 80 * GIB, within(1e8));
        assertThat(pressed.fits()).isTrue();
    }

    private static TrainingConfiguration needed(TrainingConfiguration c) {
        return with(c, c.method(), c.sharding(), Recompute.AS_NEEDED);
    }

    private static double state(TrainingConfiguration c, Sharding sharding) {
        return TrainingMemory.of(with(c, c.method(), sharding, c.recompute())).state();
    }

    private static TrainingConfiguration with(
            TrainingConfiguration c, Method method, Sharding sharding, Recompute recompute) {
        return new TrainingConfiguration(
                c.model(),
                c.chip(),
                c.devices(),
                c.degrees(),
                c.microbatch(),
                c.globalBatch(),
                c.sequenceLength(),
                c.precision(),
                method,
                c.software(),
                sharding,
                recompute);
    }
}
