package dev.medley.core.catalog;

import dev.medley.core.catalog.Chip.Range;
import dev.medley.core.catalog.Chip.ScaleUp;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A machine sold whole: a server, a rack or a supernode. Figures are totals of the system as its
/// maker or the press gives them, so they may differ a little from a multiple of the chip's.
///
/// @param id lower case: `cloudmatrix-384`, `gb200-nvl72`, `hgx-h20`
/// @param chip id of the chip it is made of, or null when the catalogue has no such chip
/// @param packages chip packages in it
/// @param denseTflops dense peak TFLOP/s of all packages, by precision; absent is unknown
/// @param memoryGb device memory of all packages in 10^9 bytes
/// @param memoryGbs memory bandwidth of all packages in GB/s
/// @param scaleUp links that join its packages, with the bandwidth of one package
/// @param scaleOutGbps network of the whole system in Gbit/s
/// @param watts power of the whole system
/// @param priceUsd what it sells for, low and high
/// @param stack id of the stack it runs
public record ChipSystem(
        String id,
        String vendor,
        String name,
        List<String> aliases,
        Chip.Status status,
        String launched,
        @Nullable String chip,
        @Nullable Integer packages,
        SortedMap<Precision, Double> denseTflops,
        @Nullable Double memoryGb,
        @Nullable Double memoryGbs,
        @Nullable ScaleUp scaleUp,
        @Nullable Double scaleOutGbps,
        @Nullable Double watts,
        @Nullable Range priceUsd,
        String stack,
        Provenance provenance,
        SortedMap<String, Provenance> figureNotes) {

    public ChipSystem {
        aliases = List.copyOf(aliases);
        denseTflops = Collections.unmodifiableSortedMap(new TreeMap<>(denseTflops));
        figureNotes = Collections.unmodifiableSortedMap(new TreeMap<>(figureNotes));
        if (packages != null && packages < 1) {
            throw new IllegalArgumentException(
                    "The packages (%d) of system '%s' must be at least 1.".formatted(packages, id));
        }
    }
}
