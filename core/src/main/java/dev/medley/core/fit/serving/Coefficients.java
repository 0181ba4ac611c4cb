package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Theta;

/// Coefficients of one setup under one set of parameters, products of offsets already taken.
///
/// @param product share of the dense peak in wide, tall products
/// @param headProduct the same for the 16-bit output projection
/// @param arithmetic offsets of family and chip
record Coefficients(
        double product,
        double headProduct,
        double arithmetic,
        double rows,
        double width,
        double expertProduct,
        double expertRows,
        double expertImbalance,
        double prefill,
        double decode,
        double attentionImbalance,
        double weightStream,
        double cacheStream,
        double overlap,
        double sharedBytes,
        double splitBytes,
        double logitPasses,
        double step,
        double layer,
        double expertLayer,
        double sequence,
        double request,
        double reduceBandwidth,
        double reduceLatency,
        double reduceRamp,
        double exchangeBandwidth,
        double exchangeLatency,
        double usable,
        double workspace,
        double activations,
        double progress,
        double looseLimit,
        double tightLimit,
        double rate) {

    /// Best share of the 16-bit peak that a plain matrix product reaches on a well-cooled part; the
    /// efficiencies of products are relative to it.
    private static final double USUAL_GEMM = 0.77;

    /// Power per 16-bit FLOP/s of an H100 SXM; parts with less throttle under long products.
    private static final double USUAL_WATTS_PER_FLOPS = 700 / 989.4e12;

    /// Name of a fixed parameter: measured best share of the 16-bit peak of a chip.
    static String gemmFact(String chip) {
        return "chip.gemm." + chip;
    }

    /// Where a setup's coefficients stand in a layout, looked up once.
    static final class Slots {

        private final int[] common = new int[NAMES.length];
        private final int precision;
        private final int headPrecision;
        private final int unpacked;
        private final int blocks;
        private final int family;
        private final int chip;
        private final int link;
        private final int overhead;
        private final int slow;
        private final int software;
        private final int tuned;
        private final int gemm;
        private final double wattsShare;
        private final int watts;

        Slots(Layout layout, Setup setup) {
            for (int i = 0; i < NAMES.length; i++) {
                common[i] = layout.required(ServingParameters.PREFIX + NAMES[i]);
            }
            var device = setup.device();
            precision = required(layout, "product." + bits(setup.compute()));
            headPrecision = required(layout, "product.16");
            boolean widened = setup.weights().bytes() < 0.8 * nominalBytes(setup.compute());
            unpacked = widened ? required(layout, "product.unpacked") : Layout.NONE;
            blocks = setup.blockScales() ? required(layout, "product.blocks") : Layout.NONE;
            family = layout.slot(ServingParameters.PREFIX + "family." + device.family());
            chip = layout.slot(ServingParameters.PREFIX + "chip." + device.chip());
            link = layout.slot(ServingParameters.PREFIX + "link." + device.family());
            overhead = required(layout, "overhead." + setup.engine().id());
            slow = device.slowHost() ? required(layout, "host.slow") : Layout.NONE;
            software =
                    setup.software().isEmpty()
                            ? Layout.NONE
                            : layout.slot(
                                    ServingParameters.PREFIX + "software." + setup.software());
            tuned = setup.tuned() ? required(layout, "tuned") : Layout.NONE;
            gemm = layout.slot(gemmFact(device.chip()));
            double share = device.watts() / device.peak(Precision.BF16) / USUAL_WATTS_PER_FLOPS;
            wattsShare = Math.min(1, share);
            watts = required(layout, "product.watts");
        }

        /// The coefficients under some parameters.
        Coefficients under(Theta theta) {
            double arithmetic = theta.get(family) * theta.get(chip);
            double achieved =
                    gemm != Layout.NONE
                            ? theta.get(gemm) / USUAL_GEMM
                            : StrictMath.pow(wattsShare, theta.get(watts));
            double host = theta.get(overhead) * theta.get(slow);
            double narrow = theta.get(unpacked) * theta.get(blocks);
            double links = theta.get(link);
            return new Coefficients(
                    theta.get(precision) * narrow * achieved * arithmetic,
                    theta.get(headPrecision) * achieved * arithmetic,
                    arithmetic,
                    theta.get(common[0]),
                    theta.get(common[1]),
                    theta.get(common[2]),
                    theta.get(common[3]),
                    theta.get(common[4]),
                    theta.get(common[5]),
                    theta.get(common[6]),
                    theta.get(common[7]),
                    theta.get(common[8]),
                    theta.get(common[9]),
                    theta.get(common[10]),
                    theta.get(common[11]),
                    theta.get(common[12]),
                    theta.get(common[13]),
                    theta.get(common[14]) * host,
                    theta.get(common[15]) * host,
                    theta.get(common[16]) * host,
                    theta.get(common[17]) * host,
                    theta.get(common[18]),
                    theta.get(common[19]) * links,
                    theta.get(common[20]),
                    theta.get(common[21]),
                    theta.get(common[22]) * links,
                    theta.get(common[23]),
                    theta.get(common[24]),
                    theta.get(common[25]),
                    theta.get(common[26]),
                    theta.get(common[27]),
                    theta.get(common[28]),
                    theta.get(common[29]),
                    theta.get(software) * theta.get(tuned));
        }

        private static int required(Layout layout, String name) {
            return layout.required(ServingParameters.PREFIX + name);
        }
    }

    private static final String[] NAMES = {
        "product.rows",
        "product.width",
        "expert.product",
        "expert.rows",
        "expert.imbalance",
        "attention.prefill",
        "attention.decode",
        "attention.imbalance",
        "stream.weights",
        "stream.cache",
        "stream.overlap",
        "stream.shared",
        "stream.split",
        "stream.logits",
        "host.step",
        "host.layer",
        "host.expertLayer",
        "host.sequence",
        "host.request",
        "reduce.bandwidth",
        "reduce.latency",
        "reduce.ramp",
        "exchange.bandwidth",
        "exchange.latency",
        "memory.usable",
        "memory.workspace",
        "memory.activations",
        "memory.progress",
        "limit.loose",
        "limit.tight",
    };

    /// Bits that name an efficiency.
    private static String bits(Precision precision) {
        return switch (precision) {
            case FP32, TF32, BF16 -> "16";
            case FP8, INT8 -> "8";
            case FP4, INT4 -> "4";
        };
    }

    private static double nominalBytes(Precision compute) {
        return switch (compute) {
            case FP32, TF32, BF16 -> 2;
            case FP8, INT8 -> 1;
            case FP4, INT4 -> 0.5;
        };
    }
}
