package dev.medley.core.fit.training;

import dev.medley.core.catalog.Precision;

/// Arithmetic of one microbatch on one device as if it held all layers of its tensor-parallel
/// share, in FLOPs and in widths that say how well they run. Parameters come in only at [#seconds].
final class Products {

    /// What one pass forward and back costs per parameter and token: 6, or 4 with adapters only,
    /// whose frozen weights need no gradients.
    private final double perParam;

    private final double attentionFlops;
    private final double otherFlops;
    private final double expertFlops;
    private final double headFlops;
    private final double fullScores;
    private final double windowScores;
    private final double windowTokens;
    private final double halfSequence;
    private final double tokens;
    private final double attentionWidth;
    private final double otherWidth;
    private final double rows;
    private final double expertWidth;
    private final double expertHidden;
    private final double expertTiles;
    private final double expertsHeld;
    private final double headWidth;
    private final double recomputed;
    private final boolean declared;
    private final boolean adapters;
    private final Precision precision;

    /// Published peaks times measured shares, before parameters, and balance over an H100's.
    private final double sixteenBit;

    private final double narrow;
    private final double balance;

    /// An H100's BF16 peak and memory bandwidth: widths in parameters are meant for that chip.
    private static final double H100_FLOPS = 989.4e12;

    private static final double H100_BALANCE = 989.4e12 / 3350e9;

    /// Watts per TFLOP over an H100's from which on power no longer holds clocks down: an A100's.
    private static final double AMPLE_WATTS = 400 / 312.0 / ChipFigures.WATTS_PER_TFLOP;

    /// Forward and backward attention in forward passes, the backward computing scores again.
    private static final double ATTENTION_PASSES = 3.5;

    /// Multiple that makes the head factor about 1 at a width of 128.
    private static final double HEAD_SCALE = 1.25;

    Products(TrainingConfiguration c, TrainingMemory memory) {
        var model = c.model();
        double tensor = c.degrees().tensor();
        tokens = c.deviceTokens();
        double each = tokens / tensor;
        adapters = c.adapters();
        perParam = adapters ? 4 : 6;
        attentionFlops = perParam * each * model.attentionParams();
        otherFlops = perParam * each * model.otherParams();
        expertFlops = perParam * each * model.activeExpertParams();
        headFlops = perParam * each * model.embeddingParams();
        double score = 2 * (model.queryWidth() + model.valueWidth()) * each;
        fullScores = score * model.fullLayers();
        windowScores = score * (model.attentionLayers() - model.fullLayers());
        windowTokens = model.windowTokens();
        halfSequence = c.sequenceLength() / 2.0;
        attentionWidth = Math.min(model.hidden(), model.queryWidth() / tensor);
        otherWidth = Math.min(model.hidden(), model.blockWidth() / tensor);
        double held = Math.max(1, model.experts() / c.degrees().expert());
        rows = model.isMoe() ? each * model.perToken() / held : 0;
        expertsHeld = held;
        expertWidth = model.expertWidth();
        expertHidden = model.sentWidth();
        expertTiles = tiles(expertWidth) * tiles(expertHidden);
        headWidth = model.headWidth();
        recomputed = memory.recomputed();
        declared = c.recompute().declared();
        precision = c.precision();
        var chip = c.chip();
        sixteenBit = chip.bf16() * chip.productShare();
        var peak = chip.peak(precision);
        double published = peak == null ? chip.bf16() : peak;
        narrow =
                published
                        * (precision == Precision.BF16
                                ? chip.productShare()
                                : chip.eightBitShare());
        balance = balance(chip, precision);
    }

    /// Arithmetic over bandwidth, over an H100's.
    private static double balance(ChipFigures chip, Precision precision) {
        var peak = chip.peak(precision);
        double published = peak == null ? chip.bf16() : peak;
        return published / chip.memoryRate() / H100_BALANCE;
    }

    /// Powers of a chip's figures under some parameters, taken once for many shapes.
    ///
    /// @param power what watts per FLOP leave of the speed
    /// @param width by how much the half width grows
    /// @param attention by how much attention falls behind products
    record Pace(double power, double width, double attention) {

        static Pace of(ChipFigures chip, Precision precision, Software software, Settings s) {
            double watts = chip.watts() / (chip.bf16() / 1e12) / ChipFigures.WATTS_PER_TFLOP;
            double lag =
                    s.of(software.tunedKernels() ? Knob.ATTENTION_TUNED : Knob.ATTENTION_PLAIN);
            return new Pace(
                    StrictMath.pow(Math.min(AMPLE_WATTS, watts), s.of(Knob.POWER)),
                    StrictMath.pow(balance(chip, precision), s.of(Knob.BALANCE)),
                    StrictMath.pow(chip.bf16() / H100_FLOPS, -lag));
        }
    }

    /// Share of a width that whole tiles of 256 leave.
    private static double tiles(double width) {
        return width == 0 ? 1 : width / (StrictMath.ceil(width / 256) * 256);
    }

    /// Seconds of layers' products and attention together, over all layers.
    ///
    /// @param layers dense products and attention
    /// @param experts grouped expert products
    /// @param head output projection
    record Seconds(double layers, double experts, double head) {}

    Seconds seconds(Settings s, Pace pace) {
        double sustained = s.speed * pace.power * (adapters ? s.of(Knob.ADAPTERS) : 1);
        double bf16 = sixteenBit * sustained;
        double peak = narrow * sustained * s.of(knob());
        double half = s.of(Knob.WIDTH_HALF) * pace.width;
        double again = 1 + forwardAgain(s);
        double enough = tokens / (tokens + s.of(Knob.TOKENS_HALF) * balance);
        double layers =
                again
                        / (peak * enough)
                        * (attentionFlops * (1 + half / attentionWidth)
                                + otherFlops * (1 + half / otherWidth));
        double head = headFlops / (bf16 * s.of(Knob.GEMM_BF16));
        return new Seconds(layers + attention(s, pace, bf16), again * experts(s, peak), head);
    }

    private Knob knob() {
        return switch (precision) {
            case FP8, INT8 -> Knob.GEMM_FP8;
            case FP4 -> Knob.GEMM_FP4;
            case BF16, FP32, TF32, INT4 -> Knob.GEMM_BF16;
        };
    }

    /// What recomputing adds to products, over what they cost without.
    double forwardAgain(Settings s) {
        double cost = declared ? s.of(Knob.RECOMPUTE_FULL) : s.of(Knob.RECOMPUTE);
        return recomputed * cost * 2 / perParam;
    }

    private double attention(Settings s, Pace pace, double bf16) {
        double rate =
                bf16
                        * s.of(Knob.ATTENTION)
                        * s.attention
                        * pace.attention
                        * HEAD_SCALE
                        * headWidth
                        / (headWidth + s.of(Knob.HEAD_HALF));
        double seen = Math.min(halfSequence, windowTokens * s.of(Knob.WINDOW));
        double flops = fullScores * halfSequence + windowScores * seen;
        return flops * (ATTENTION_PASSES + recomputed) / rate;
    }

    private double experts(Settings s, double peak) {
        if (expertFlops == 0) {
            return 0;
        }
        double narrowed =
                switch (precision) {
                    case FP8, INT8 -> s.of(Knob.EXPERT_FP8);
                    case FP4 -> s.of(Knob.EXPERT_FP4);
                    case BF16, FP32, TF32, INT4 -> 1;
                };
        double width = s.of(Knob.EXPERT_WIDTH_HALF);
        double share =
                s.of(Knob.EXPERT)
                        * narrowed
                        * expertTiles
                        * rows
                        / (rows + s.of(Knob.EXPERT_ROWS_HALF) * balance)
                        * expertWidth
                        / (expertWidth + width)
                        * expertHidden
                        / (expertHidden + width)
                        / (1 + s.of(Knob.IMBALANCE) / StrictMath.sqrt(expertsHeld));
        return expertFlops / (peak * share * s.experts);
    }
}
