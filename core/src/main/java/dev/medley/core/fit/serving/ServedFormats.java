package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Row;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Number formats of a served run.
///
/// @param blockScales 8-bit dense weights with a scale per small block, as model makers publish
///   them
record ServedFormats(Precision weights, Precision compute, Precision cache, boolean blockScales) {

    static @Nullable ServedFormats of(Row row, Device device) {
        var command = row.text("note");
        var text = row.text("precision").toLowerCase(Locale.ROOT);
        var weights = weights(text, command, row.model());
        if (weights == null) {
            return null;
        }
        var compute = compute(weights, device);
        if (compute == Precision.FP4 && text.startsWith("fp8")) {
            compute = compute(Precision.FP8, device);
        }
        boolean published = command.contains("cmd:");
        boolean narrow = compute != Precision.BF16 && !published;
        var eight = device.computes(Precision.FP8) ? Precision.FP8 : Precision.INT8;
        var cache = narrow ? eight : Precision.BF16;
        boolean blocks = published && weights == Precision.FP8 && !row.model().isMoe();
        return new ServedFormats(weights, compute, cache, blocks && compute == Precision.FP8);
    }

    /// The widest format the chip multiplies these weights in: narrow ones are widened where it has
    /// no such products.
    static Precision compute(Precision weights, Device device) {
        return switch (weights) {
            case FP32, TF32, BF16, INT4 -> Precision.BF16;
            case FP8, INT8, FP4 -> device.computes(weights) ? weights : Precision.BF16;
        };
    }

    /// Format that a model's maker publishes its weights in.
    static Precision published(Model model) {
        var id = model.id();
        if (id.startsWith("gpt-oss")) {
            return Precision.FP4;
        }
        boolean eight =
                id.startsWith("deepseek-v3")
                        || id.startsWith("deepseek-r1")
                        || id.startsWith("kimi-k2");
        return eight ? Precision.FP8 : Precision.BF16;
    }

    private static @Nullable Precision weights(String text, String command, Model model) {
        // A model published in four bits is served in them, whatever its activations are.
        if (published(model) == Precision.FP4) {
            return Precision.FP4;
        }
        if (text.isEmpty() || text.equals("see note")) {
            if (command.contains("FP8")) {
                return Precision.FP8;
            } else if (command.contains("W8A8")) {
                return Precision.INT8;
            } else if (command.contains("AWQ") || command.contains("GPTQ")) {
                return Precision.INT4;
            } else if (command.contains("FP4")) {
                return Precision.FP4;
            }
            return published(model);
        }
        var word = text.split("[ ,;(]", 2)[0];
        return switch (word) {
            case "fp16", "bf16", "float16", "bfloat16", "half" -> Precision.BF16;
            case "fp8", "mxfp8", "e4m3" -> Precision.FP8;
            case "fp4", "nvfp4", "mxfp4" -> Precision.FP4;
            case "int8", "w8a8" -> Precision.INT8;
            case "int4", "w4a16", "awq", "gptq" -> Precision.INT4;
            case "fp32" -> Precision.FP32;
            default -> null;
        };
    }
}
