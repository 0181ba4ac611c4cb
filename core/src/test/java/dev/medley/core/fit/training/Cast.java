package dev.medley.core.fit.training;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipTraits;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.training.TrainingConfiguration.Degrees;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.TrainingJob.Method;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Chips, models and jobs that the tests speak of.
final class Cast {

    static final Provenance KNOWN = new Provenance("test", "2026", Confidence.HIGH, "");

    private Cast() {}

    static Chip h100() {
        return chip(
                "nvidia-h100-sxm",
                "hopper",
                Map.of(Precision.BF16, 989.4, Precision.FP8, 1978.9),
                80.0,
                900,
                "cuda");
    }

    static Chip a100() {
        return chip(
                "nvidia-a100-80gb-sxm",
                "ampere",
                Map.of(Precision.BF16, 312.0, Precision.INT8, 624.0),
                80.0,
                600,
                "cuda");
    }

    static Chip ascend910b() {
        return chip(
                "huawei-ascend-910b3",
                "ascend-910",
                Map.of(Precision.BF16, 313.0, Precision.INT8, 626.0),
                64.0,
                392,
                "cann");
    }

    static Chip chip(
            String id,
            String family,
            Map<Precision, Double> tflops,
            @Nullable Double memoryGb,
            double linkGbs,
            String stack) {
        return new Chip(
                id,
                "maker",
                id,
                List.of(),
                family,
                Chip.Status.SHIPPING,
                "2023",
                1,
                new TreeMap<>(tflops),
                memoryGb,
                2000.0,
                new Chip.ScaleUp("links", linkGbs, 8),
                400.0,
                700.0,
                null,
                stack,
                new ChipTraits(
                        "", null, null, null, null, "", List.of(), List.of(), List.of(), "", 8, "",
                        1),
                KNOWN,
                new TreeMap<>());
    }

    static Model llama8b() {
        return dense("llama3-8b", 32, 4096, 32, 8, 14336, 128_256, true);
    }

    static Model llama70b() {
        return dense("llama3-70b", 80, 8192, 64, 8, 28672, 128_256, true);
    }

    static Model llama405b() {
        return dense("llama3.1-405b", 126, 16_384, 128, 8, 53_248, 128_256, true);
    }

    /// A model of the GPT kind: all heads with keys of their own, blocks four times as wide, no
    /// gate.
    static Model gpt(String id, int layers, int hidden, int heads) {
        return dense(id, layers, hidden, heads, heads, 4 * hidden, 51_200, false);
    }

    static Model dense(
            String id,
            int layers,
            int hidden,
            int heads,
            int kvHeads,
            int width,
            int vocabulary,
            boolean gated) {
        return model(
                id,
                layers,
                hidden,
                vocabulary,
                new Attention.Grouped(heads, kvHeads, hidden / heads, null),
                new FeedForward.Dense(width, gated));
    }

    static Model qwenMoe() {
        return model(
                "qwen3-30b-a3b",
                48,
                2048,
                151_936,
                new Attention.Grouped(32, 4, 128, null),
                new FeedForward.Experts(128, 8, 768, 0, 48, 0, true));
    }

    static Model model(
            String id,
            int layers,
            int hidden,
            int vocabulary,
            Attention attention,
            FeedForward blocks) {
        return new Model(
                id,
                List.of(),
                "maker",
                layers,
                layers,
                hidden,
                vocabulary,
                false,
                attention,
                blocks,
                null,
                null,
                8192,
                KNOWN);
    }

    static ChipOffer offer(Chip chip, int devices) {
        return new ChipOffer(chip, chip.stack(), 8, 8, devices, 2.0, 0.1, 1.3);
    }

    static TrainingJob job(Model model) {
        return job(model, Method.PRETRAIN, List.of());
    }

    static TrainingJob job(Model model, Method method, List<String> stacks) {
        var terms =
                new Terms(
                        "job",
                        "tenant",
                        Priority.STANDARD,
                        1,
                        stacks,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return new TrainingJob(
                terms,
                List.of(new Variant(model, null, 1)),
                0,
                method,
                1e12,
                8192,
                4e6,
                null,
                1,
                4096);
    }

    /// A configuration with good defaults; tests change what they speak of.
    static TrainingConfiguration configuration(Model model, Chip chip, Degrees degrees) {
        return new TrainingConfiguration(
                ModelFigures.of(model),
                ChipFigures.of(chip, 8, 8),
                degrees.replicaDevices() * degrees.data(),
                degrees,
                1,
                256,
                8192,
                Precision.BF16,
                Method.PRETRAIN,
                new Software("megatron", ""),
                Sharding.OPTIMIZER,
                Recompute.NONE);
    }

    static SortedMap<String, String> columns(String... pairs) {
        var columns = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            columns.put(pairs[i], pairs[i + 1]);
        }
        return columns;
    }
}
