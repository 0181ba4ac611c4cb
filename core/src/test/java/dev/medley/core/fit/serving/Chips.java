package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Attention;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipTraits;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.FeedForward;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;
import dev.medley.core.work.Variant;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;

/// Chips, models and services for tests of serving, with figures of real ones.
final class Chips {

    private static final Provenance TEST = new Provenance("test", "", Confidence.LOW, "");

    private Chips() {}

    static Chip h800() {
        return chip(
                "nvidia-h800-sxm", "hopper", "cuda", 989.4, 1978.9, 1978.9, 80.0, 3350.0, 400, 700);
    }

    static Chip h20() {
        return chip("nvidia-h20-96gb", "hopper", "cuda", 148, 296.0, 296.0, 96.0, 4000.0, 900, 400);
    }

    static Chip a100() {
        return chip(
                "nvidia-a100-80gb-sxm", "ampere", "cuda", 312, null, 624.0, 80.0, 2039.0, 600, 400);
    }

    static Chip ascend() {
        return chip(
                "huawei-ascend-910b3",
                "ascend-910",
                "cann",
                313,
                null,
                626.0,
                64.0,
                1600.0,
                392,
                400);
    }

    static Chip withoutBandwidth() {
        return chip("kunlunxin-p800", "kunlun", "xpu", 345, null, null, 96.0, null, 200, 400);
    }

    static Chip withoutMemory() {
        return chip("somebody-new", "new", "new", 345, null, null, null, null, 200, 400);
    }

    static Chip faster(Chip chip, double factor) {
        var bandwidth = chip.memoryGbs() == null ? null : chip.memoryGbs() * factor;
        return copy(chip, bandwidth, chip.scaleOutGbps());
    }

    static Chip withNetwork(Chip chip, @Nullable Double gbps) {
        return copy(chip, chip.memoryGbs(), gbps);
    }

    private static Chip copy(Chip chip, @Nullable Double bandwidth, @Nullable Double network) {
        return new Chip(
                chip.id(),
                chip.vendor(),
                chip.name(),
                chip.aliases(),
                chip.family(),
                chip.status(),
                chip.launched(),
                chip.devicesPerPackage(),
                chip.denseTflops(),
                chip.memoryGb(),
                bandwidth,
                chip.scaleUp(),
                network,
                chip.tdpWatts(),
                chip.priceUsd(),
                chip.stack(),
                chip.traits(),
                chip.provenance(),
                chip.figureNotes());
    }

    private static Chip chip(
            String id,
            String family,
            String stack,
            double bf16,
            @Nullable Double fp8,
            @Nullable Double int8,
            @Nullable Double memoryGb,
            @Nullable Double bandwidth,
            double linkGbs,
            double watts) {
        var peaks = new TreeMap<Precision, Double>();
        peaks.put(Precision.BF16, bf16);
        if (fp8 != null) {
            peaks.put(Precision.FP8, fp8);
        }
        if (int8 != null) {
            peaks.put(Precision.INT8, int8);
        }
        return new Chip(
                id,
                id,
                id,
                List.of(),
                family,
                Chip.Status.SHIPPING,
                "",
                1,
                peaks,
                memoryGb,
                bandwidth,
                new Chip.ScaleUp("link", linkGbs, 8),
                400.0,
                watts,
                null,
                stack,
                new ChipTraits("", null, null, null, null, "", List.of(), List.of(), List.of()),
                TEST,
                new TreeMap<>());
    }

    static Model llama70b() {
        return new Model(
                "llama3-70b",
                List.of(),
                "Meta",
                80,
                80,
                8192,
                128256,
                false,
                new Attention.Grouped(64, 8, 128, null),
                new FeedForward.Dense(28672, true),
                null,
                null,
                null,
                TEST);
    }

    static Model deepseek() {
        return new Model(
                "deepseek-r1",
                List.of(),
                "DeepSeek",
                61,
                61,
                7168,
                129280,
                false,
                new Attention.Latent(128, 512, 1536, 64, 128, 128),
                new FeedForward.Experts(256, 8, 2048, 2048, 58, 18432, true),
                null,
                null,
                null,
                TEST);
    }

    static ChipOffer offer(Chip chip, int devices) {
        return new ChipOffer(chip, chip.stack(), 8, 8, devices, 1, 0.1, 1.2);
    }

    static InferenceService service(Model model, @Nullable Double ttftMs, @Nullable Double tpotMs) {
        return service(model, null, ttftMs, tpotMs);
    }

    static InferenceService service(
            Model model,
            @Nullable Precision weights,
            @Nullable Double ttftMs,
            @Nullable Double tpotMs) {
        var none = List.<String>of();
        return new InferenceService(
                new Terms("chat", "t", Priority.STANDARD, 1, none, none, none, none, none),
                List.of(new Variant(model, weights, 1)),
                0,
                10,
                1000,
                500,
                0,
                ttftMs,
                tpotMs);
    }
}
