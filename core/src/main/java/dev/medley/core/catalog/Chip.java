package dev.medley.core.catalog;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A kind of accelerator. Figures are per package, as makers publish them; a package shows itself
/// as `devicesPerPackage` devices (an Ascend 910C as two), and [#perDevice] divides.
///
/// @param id lower case, vendor first, variant last: `nvidia-h20-96gb`
/// @param family architecture that efficiencies are shared within: `hopper`, `ascend`
/// @param denseTflops dense peak TFLOP/s (TOP/s for integers) by precision; absent is unknown
/// @param memoryGb device memory in 10^9 bytes
/// @param memoryGbs memory bandwidth in GB/s
/// @param scaleUp links that join devices into a domain
/// @param scaleOutGbps network of one package in Gbit/s
/// @param tdpWatts thermal design power
/// @param priceUsd what a package sells for, low and high
/// @param figureNotes provenance of single figures that differs from the whole entry's, by field
public record Chip(
        String id,
        String vendor,
        String name,
        List<String> aliases,
        String family,
        Status status,
        String launched,
        int devicesPerPackage,
        SortedMap<Precision, Double> denseTflops,
        @Nullable Double memoryGb,
        @Nullable Double memoryGbs,
        @Nullable ScaleUp scaleUp,
        @Nullable Double scaleOutGbps,
        @Nullable Double tdpWatts,
        @Nullable Range priceUsd,
        String stack,
        ChipTraits traits,
        Provenance provenance,
        SortedMap<String, Provenance> figureNotes) {

    /// Whether a chip can be had.
    public enum Status {
        SHIPPING,
        ANNOUNCED,
        REPORTED
    }

    /// Links between devices of one domain.
    ///
    /// @param gbs bandwidth of one package in GB/s, both directions added
    /// @param domainPackages packages that one domain joins at most
    public record ScaleUp(String name, double gbs, int domainPackages) {}

    /// A span between two known ends.
    public record Range(double low, double high) {}

    public Chip {
        aliases = List.copyOf(aliases);
        denseTflops = Collections.unmodifiableSortedMap(new TreeMap<>(denseTflops));
        figureNotes = Collections.unmodifiableSortedMap(new TreeMap<>(figureNotes));
        if (devicesPerPackage < 1) {
            throw new IllegalArgumentException(
                    "The devicesPerPackage (%d) of chip '%s' must be at least 1."
                            .formatted(devicesPerPackage, id));
        }
    }

    /// One device's share of a figure of the package.
    public double perDevice(double packageFigure) {
        return packageFigure / devicesPerPackage;
    }

    /// The chip as it shows itself when each of its devices is carved into equal parts: so many
    /// times as many devices, each with its share of everything.
    ///
    /// @param memoryShare memory and bandwidth of one part, as a share of a device's
    /// @param computeShare peaks of one part, as a share of a device's
    public Chip carved(int parts, double memoryShare, double computeShare) {
        var peaks = new TreeMap<Precision, Double>();
        denseTflops.forEach((precision, peak) -> peaks.put(precision, peak * computeShare * parts));
        return new Chip(
                id,
                vendor,
                "1/%d of %s".formatted(parts, name),
                aliases,
                family,
                status,
                launched,
                devicesPerPackage * parts,
                peaks,
                memoryGb == null ? null : (Double) (memoryGb * memoryShare * parts),
                memoryGbs == null ? null : (Double) (memoryGbs * memoryShare * parts),
                scaleUp,
                scaleOutGbps,
                tdpWatts,
                priceUsd,
                stack,
                traits,
                provenance,
                figureNotes);
    }

    /// Dense peak of one device in FLOP/s, or null when nobody published it.
    public @Nullable Double deviceFlops(Precision precision) {
        var tflops = denseTflops.get(precision);
        return tflops == null ? null : perDevice(tflops) * 1e12;
    }
}
