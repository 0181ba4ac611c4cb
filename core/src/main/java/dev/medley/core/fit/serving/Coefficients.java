package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Theta;

import java.util.List;

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
        double softmax,
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
        double slotLogits,
        double slot,
        double mixedLayer,
        double looseLimit,
        double tightLimit,
        double rate) {

    /// Best share of the 16-bit peak that a plain matrix product reaches on a well-cooled part; the
    /// efficiencies of products are relative to it.
    private static final double USUAL_GEMM = 0.77;

    /// 16-bit FLOP/s and bytes/s of an H100 SXM, which others are compared with.
    static final double USUAL_FLOPS = 989.4e12;

    static final double USUAL_BANDWIDTH = 3.35e12;

    /// Power per 16-bit FLOP/s of an H100 SXM; parts with less throttle under long products.
    private static final double USUAL_WATTS_PER_FLOPS = 700 / USUAL_FLOPS;

    /// Bytes per 16-bit FLOP of an H100 SXM.
    private static final double USUAL_BALANCE = USUAL_BANDWIDTH / USUAL_FLOPS;

    /// More than twice the usual bandwidth helps products no further.
    private static final double MOST_BALANCE = 2;

    /// Name of a fixed parameter: measured best share of the 16-bit peak of a chip.
    static String gemmFact(String chip) {
        return "chip.gemm." + chip;
    }

    /// Name of a fixed parameter: that share of the measured chip of the family whose power is
    /// closest, for a chip that nobody measured.
    static String relativeFact(String chip) {
        return "chip.relative." + chip;
    }

    /// Name of a fixed parameter: power per FLOP over that relative's, at most 1.
    static String powerFact(String chip) {
        return "chip.power." + chip;
    }

    /// Names of all fixed parameters of a chip.
    static List<String> facts(String chip) {
        return List.of(gemmFact(chip), relativeFact(chip), powerFact(chip));
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
        private final int engine;
        private final int engineCache;
        private final int familyCache;
        private final int maker;
        private final int model;
        private final int familyModel;
        private final int familySoftware;
        private final int gemm;
        private final int relative;
        private final int power;
        private final double wattsShare;
        private final int watts;
        private final double balance;
        private final int feeding;

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
            engine = layout.slot(ServingParameters.engine(setup.engine(), setup.model()));
            engineCache = layout.slot(ServingParameters.cache(setup.engine().id()));
            familyCache = layout.slot(ServingParameters.cache(device.family()));
            maker = layout.slot(ServingParameters.maker(setup.model()));
            model = layout.slot(ServingParameters.model(setup.model()));
            familyModel = layout.slot(ServingParameters.familyModel(device, setup.model()));
            familySoftware =
                    layout.slot(ServingParameters.familySoftware(device, setup.software()));
            gemm = layout.slot(gemmFact(device.chip()));
            relative = layout.slot(relativeFact(device.chip()));
            power = layout.slot(powerFact(device.chip()));
            double share = device.watts() / device.peak(Precision.BF16) / USUAL_WATTS_PER_FLOPS;
            wattsShare = Math.min(1, share);
            watts = required(layout, "product.watts");
            balance = Math.min(MOST_BALANCE, device.balance() / USUAL_BALANCE);
            feeding = required(layout, "product.feeding");
        }

        /// The coefficients under some parameters.
        Coefficients under(Theta theta) {
            double arithmetic = theta.get(family) * theta.get(chip);
            double achieved = achieved(theta) * StrictMath.pow(balance, theta.get(feeding));
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
                    theta.get(common[10]) * theta.get(engineCache) * theta.get(familyCache),
                    theta.get(common[11]),
                    theta.get(common[12]),
                    theta.get(common[13]),
                    theta.get(common[14]),
                    theta.get(common[15]) * host,
                    theta.get(common[16]) * host,
                    theta.get(common[17]) * host,
                    theta.get(common[18]) * host,
                    theta.get(common[19]),
                    theta.get(common[20]) * links,
                    theta.get(common[21]),
                    theta.get(common[22]),
                    theta.get(common[23]) * links,
                    theta.get(common[24]),
                    theta.get(common[25]),
                    theta.get(common[26]),
                    theta.get(common[27]),
                    theta.get(common[28]),
                    theta.get(common[29]),
                    theta.get(common[30]) * host,
                    theta.get(common[31]) * host,
                    theta.get(common[32]),
                    theta.get(common[33]),
                    theta.get(software) * theta.get(tuned) * offsets(theta));
        }

        private double offsets(Theta theta) {
            double kin = theta.get(familyModel) * theta.get(familySoftware);
            return theta.get(engine) * theta.get(maker) * theta.get(model) * kin;
        }

        /// Best share of the 16-bit peak over the usual one: measured, or a relative's less what
        /// power withholds.
        private double achieved(Theta theta) {
            if (gemm != Layout.NONE) {
                return theta.get(gemm) / USUAL_GEMM;
            } else if (relative != Layout.NONE) {
                double cooled = StrictMath.pow(theta.get(power), theta.get(watts));
                return theta.get(relative) / USUAL_GEMM * cooled;
            }
            return StrictMath.pow(wattsShare, theta.get(watts));
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
        "attention.softmax",
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
        "memory.slotLogits",
        "host.slot",
        "host.mixedLayer",
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
