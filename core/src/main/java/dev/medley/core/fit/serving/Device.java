package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One schedulable device of a chip in the units of the model: bytes, bytes per second, FLOP/s.
///
/// @param bytes memory; a maker's GB of stacked memory is a GiB
/// @param bandwidth memory bandwidth in bytes/s
/// @param linkBandwidth scale-up bandwidth in bytes/s, one direction
/// @param networkBandwidth bandwidth of its network in bytes/s, one direction, or null when nobody
///   published it
/// @param domain devices that scale-up links join; beyond them traffic takes the host's bus
/// @param switched whether the links run through switches that add what passes (NVLink SHARP)
/// @param flops dense peaks; a precision the chip does not have is absent
/// @param watts thermal design power
/// @param slowHost whether the host's cores are the slower Arm kind that drives launches later
/// @param assumptions figures that nobody published and that stand in by a rule, in words
public record Device(
        String chip,
        String family,
        double bytes,
        double bandwidth,
        double linkBandwidth,
        @Nullable Double networkBandwidth,
        int domain,
        boolean switched,
        SortedMap<Precision, Double> flops,
        double watts,
        boolean slowHost,
        List<String> assumptions) {

    /// Bandwidth per capacity of HBM2e parts with 64 to 96 GB (1.6 to 2.45 TB/s), in 1/s.
    private static final double HBM2E_TURNOVER = 25;

    /// PCIe 4.0 x16, both directions, in GB/s: what is left when no scale-up link is known.
    private static final double PCIE_GBS = 64;

    /// Power of an accelerator card whose maker names none.
    private static final double USUAL_WATTS = 400;

    /// Graphics memory keeps its error correction in band: an L40S of 48 GB shows 45 GiB.
    private static final double IN_BAND_ECC = 0.94;

    /// Vector FLOP/s over the 16-bit peak where nobody published them, and the most that count.
    private static final double USUAL_VECTOR = 1.0 / 15;

    private static final double MOST_VECTOR = 1.0 / 12;

    /// Devices that at least share a domain when switches join it; bridges join two or four.
    private static final int LEAST_SWITCHED = 8;

    public Device {
        flops = Collections.unmodifiableSortedMap(new TreeMap<>(flops));
        assumptions = List.copyOf(assumptions);
    }

    /// A device of a chip, or null when memory or 16-bit peak are unknown: without these two
    /// nothing can be said.
    public static @Nullable Device of(Chip chip) {
        var memoryGb = chip.memoryGb();
        var peak = chip.deviceFlops(Precision.BF16);
        if (peak == null) {
            peak = halved(chip);
        }
        if (memoryGb == null || peak == null) {
            return null;
        }
        var assumptions = new ArrayList<String>();
        double gib = chip.perDevice(memoryGb) * (1L << 30);
        var bandwidth = chip.memoryGbs();
        if (bandwidth == null) {
            bandwidth = memoryGb * HBM2E_TURNOVER;
            assumptions.add(
                    "memory bandwidth %.0f GB/s (25 GB/s per GB, as HBM2e parts have)"
                            .formatted(bandwidth));
        }
        double link = PCIE_GBS;
        int domain = 1;
        var scaleUp = chip.scaleUp();
        if (scaleUp != null) {
            link = chip.perDevice(scaleUp.gbs());
            domain = scaleUp.domainPackages() * chip.devicesPerPackage();
        } else {
            assumptions.add("link 64 GB/s (PCIe 4.0 x16, no scale-up link published)");
        }
        var network = chip.scaleOutGbps();
        var watts = chip.tdpWatts();
        if (watts == null) {
            watts = USUAL_WATTS;
            assumptions.add("power 400 W (usual for a card, none published)");
        }
        var flops = new TreeMap<Precision, Double>();
        for (var precision : chip.denseTflops().keySet()) {
            var known = chip.deviceFlops(precision);
            if (known != null) {
                flops.put(precision, known);
            }
        }
        if (flops.putIfAbsent(Precision.BF16, peak) == null) {
            assumptions.add("16-bit peak %.0f TFLOP/s (half of 8-bit)".formatted(peak / 1e12));
        }
        return new Device(
                chip.id(),
                chip.family(),
                gib * (hasGraphicsMemory(chip) ? IN_BAND_ECC : 1),
                chip.perDevice(bandwidth) * 1e9,
                link / 2 * 1e9,
                network == null ? null : chip.perDevice(network) / 8 * 1e9,
                domain,
                hasReducingSwitch(chip, domain),
                flops,
                chip.perDevice(watts),
                hasArmHost(chip),
                assumptions);
    }

    /// Whether the chip multiplies in this precision.
    public boolean computes(Precision precision) {
        return flops.containsKey(precision);
    }

    /// Dense peak in FLOP/s; the 16-bit peak for a precision it does not multiply in.
    public double peak(Precision precision) {
        var peak = flops.get(precision);
        return peak != null ? peak : flops.getOrDefault(Precision.BF16, 1e12);
    }

    /// Bandwidth of one device towards devices outside its domain in bytes/s, one direction: its
    /// share of the host's bus, which network cards sit on too.
    double busBandwidth() {
        return Math.min(linkBandwidth, PCIE_GBS / 2 * 1e9);
    }

    /// Bandwidth between so many devices in bytes/s, one direction.
    public double linkBandwidth(int devices) {
        return devices <= domain ? linkBandwidth : busBandwidth();
    }

    /// 32-bit vector peak, which exponentials of attention follow. A peak that matrix units share
    /// does not count in full.
    public double vectorFlops() {
        double matrix = peak(Precision.BF16);
        var vector = flops.get(Precision.FP32);
        return Math.min(vector == null ? matrix * USUAL_VECTOR : vector, matrix * MOST_VECTOR);
    }

    /// Bytes per 16-bit FLOP.
    double balance() {
        return bandwidth / peak(Precision.BF16);
    }

    /// Whether an all-reduce of so many devices is added up in the switches.
    boolean reducesInSwitch(int devices) {
        return switched && devices <= domain;
    }

    private static boolean hasReducingSwitch(Chip chip, int domain) {
        boolean recent = chip.family().equals("hopper") || chip.family().equals("blackwell");
        return recent && domain >= LEAST_SWITCHED;
    }

    private static @Nullable Double halved(Chip chip) {
        var fp8 = chip.deviceFlops(Precision.FP8);
        if (fp8 == null) {
            fp8 = chip.deviceFlops(Precision.INT8);
        }
        return fp8 == null ? null : fp8 / 2;
    }

    private static boolean hasGraphicsMemory(Chip chip) {
        return chip.family().equals("ada") || chip.family().equals("turing");
    }

    /// Grace (GH200, GB200, GB300) hosts launch kernels later than x86 hosts do.
    private static boolean hasArmHost(Chip chip) {
        return chip.id().startsWith("nvidia-gb2")
                || chip.id().startsWith("nvidia-gb3")
                || chip.id().startsWith("nvidia-gh2");
    }
}
