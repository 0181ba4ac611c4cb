package dev.medley.core.fit.training;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What one device of a chip brings to training. Figures nobody published are replaced by cautious
/// ones, and `assumptions` says which.
///
/// @param bf16 dense peak in FLOP/s
/// @param fp8 dense peak in FLOP/s, or null when the chip has none
/// @param int8 dense peak in OP/s, or null when the chip has none
/// @param fp4 dense peak in FLOP/s, or null when the chip has none
/// @param productShare share of the BF16 peak that large matrix products reach
/// @param eightBitShare share of the 8-bit peak that large matrix products reach
/// @param memoryBytes memory of the device
/// @param memoryRate bytes per second
/// @param linkRate bytes per second that scale-up links carry one way
/// @param domainDevices devices that scale-up links join
/// @param networkRate bytes per second of scale-out network that the device has for itself
/// @param nodeDevices devices in a node
/// @param watts design power of the device
/// @param slowHost whether the host's cores launch kernels slowly (Arm hosts of Grace systems)
/// @param assumptions figures that were not published, with what was taken instead
public record ChipFigures(
        String id,
        String family,
        double bf16,
        @Nullable Double fp8,
        @Nullable Double int8,
        @Nullable Double fp4,
        double productShare,
        double eightBitShare,
        double memoryBytes,
        double memoryRate,
        double linkRate,
        int domainDevices,
        double networkRate,
        int nodeDevices,
        double watts,
        boolean slowHost,
        List<String> assumptions) {

    /// Bytes of arithmetic per byte of memory when the bandwidth is unknown: between an A100 (153)
    /// and an H100 (295).
    private static final double FLOPS_PER_BYTE = 200;

    /// PCIe 4.0 x16, one way, when no scale-up link is published.
    private static final double PCIE_RATE = 32e9;

    /// 200 Gbit/s a device when no network is published: what eight-device nodes of 2021 had.
    private static final double NETWORK_RATE = 25e9;

    /// Design power per TFLOP/s of BF16 of an H100 (700 W over 989).
    static final double WATTS_PER_TFLOP = 0.7;

    public ChipFigures {
        assumptions = List.copyOf(assumptions);
    }

    /// Whether training can be estimated: BF16 peak and memory are published.
    public static boolean enough(Chip chip) {
        return chip.deviceFlops(Precision.BF16) != null && chip.memoryGb() != null;
    }

    /// Figures of one device of a chip.
    ///
    /// @param nodeDevices devices in a node
    /// @param domainDevices devices in a domain
    public static ChipFigures of(Chip chip, int nodeDevices, int domainDevices) {
        var bf16 = chip.deviceFlops(Precision.BF16);
        var memoryGb = chip.memoryGb();
        if (bf16 == null || memoryGb == null) {
            throw new IllegalArgumentException(
                    "Chip '%s' has no BF16 peak or no memory size.".formatted(chip.id()));
        }
        var assumed = new ArrayList<String>();
        double perPackage = chip.devicesPerPackage();
        var products = MeasuredProducts.of(chip.id());
        double memoryRate =
                known(chip.memoryGbs(), 1e9 / perPackage, bf16 / FLOPS_PER_BYTE, "memory", assumed);
        var links = chip.scaleUp();
        double linkRate =
                known(
                        links == null ? null : links.gbs(),
                        1e9 / 2 / perPackage,
                        PCIE_RATE,
                        "scale-up link",
                        assumed);
        double network =
                known(
                        chip.scaleOutGbps(),
                        1e9 / 8 / perPackage,
                        NETWORK_RATE,
                        "scale-out network",
                        assumed);
        var tdp = chip.tdpWatts();
        if (tdp == null) {
            assumed.add("design power of 0.7 W per TFLOP/s assumed");
        }
        return new ChipFigures(
                chip.id(),
                chip.family(),
                bf16,
                chip.deviceFlops(Precision.FP8),
                chip.deviceFlops(Precision.INT8),
                chip.deviceFlops(Precision.FP4),
                products.sixteenBit(),
                products.eightBit(),
                chip.perDevice(memoryGb) * (1 << 30),
                memoryRate,
                linkRate,
                links == null ? nodeDevices : Math.max(1, domainDevices),
                network,
                nodeDevices,
                tdp == null ? bf16 / 1e12 * WATTS_PER_TFLOP : chip.perDevice(tdp),
                chip.id().startsWith("nvidia-gb2")
                        || chip.id().startsWith("nvidia-gb3")
                        || chip.id().startsWith("nvidia-gh"),
                assumed);
    }

    /// Dense peak for matrix products in a precision, or null when the chip has none.
    public @Nullable Double peak(Precision precision) {
        return switch (precision) {
            case BF16 -> bf16;
            case FP8 -> fp8;
            case INT8 -> int8;
            case FP4 -> fp4;
            case FP32, TF32, INT4 -> null;
        };
    }

    private static double known(
            @Nullable Double figure,
            double unit,
            double instead,
            String what,
            List<String> assumed) {
        if (figure != null) {
            return figure * unit;
        }
        assumed.add("%s of %.0f GB/s assumed".formatted(what, instead / 1e9));
        return instead;
    }
}
