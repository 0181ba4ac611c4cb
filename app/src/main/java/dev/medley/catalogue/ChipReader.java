package dev.medley.catalogue;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipSystem;
import dev.medley.core.catalog.ChipTraits;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads chips and systems from their blocks.
final class ChipReader {

    private ChipReader() {}

    /// @param headquarters of the vendor, or "" when the file does not say
    static Chip chip(Fields fields, String vendor, String headquarters) {
        var provenance = provenance(fields);
        var chip =
                new Chip(
                        id(fields),
                        vendor,
                        fields.text("name"),
                        fields.texts("aliases"),
                        fields.text("family"),
                        fields.choice("status", Chip.Status.class),
                        fields.textOr("launched", ""),
                        fields.countOr("devicesPerPackage", 1, 1),
                        peaks(fields),
                        fields.positiveOrNull("memoryGb"),
                        fields.positiveOrNull("memoryGbs"),
                        scaleUp(fields),
                        fields.positiveOrNull("scaleOutGbps"),
                        fields.positiveOrNull("tdpWatts"),
                        price(fields),
                        fields.text("stack"),
                        traits(fields, headquarters),
                        provenance,
                        figures(fields, provenance));
        fields.finish();
        return chip;
    }

    static ChipSystem system(Fields fields) {
        var provenance = provenance(fields);
        var system =
                new ChipSystem(
                        id(fields),
                        fields.text("vendor"),
                        fields.text("name"),
                        fields.texts("aliases"),
                        fields.choice("status", Chip.Status.class),
                        fields.textOr("launched", ""),
                        fields.textOrNull("chip"),
                        fields.countOrNull("packages", 1),
                        peaks(fields),
                        fields.positiveOrNull("memoryGb"),
                        fields.positiveOrNull("memoryGbs"),
                        scaleUp(fields),
                        fields.positiveOrNull("scaleOutGbps"),
                        fields.positiveOrNull("watts"),
                        price(fields),
                        fields.text("stack"),
                        provenance,
                        figures(fields, provenance));
        fields.finish();
        return system;
    }

    /// An id: lower-case words of letters, digits and dots, joined by hyphens.
    static String id(Fields fields) {
        var id = fields.text("id");
        if (!id.matches("[a-z0-9][a-z0-9.]*(-[a-z0-9.]+)*") || id.length() > 80) {
            throw fields.wrong(
                    "id",
                    fields.valueOf("id"),
                    "An id is made of lower-case letters, digits, dots and single hyphens.",
                    "Write it like 'nvidia-h20-96gb'.");
        }
        return id;
    }

    /// A country code, or what stands for it where it is left out.
    static String country(Fields fields, String name, String otherwise) {
        var country = fields.textOr(name, otherwise);
        if (!country.matches("([A-Z]{2})?")) {
            throw fields.wrong(
                    name,
                    fields.valueOf(name),
                    "A country is two capital letters (ISO 3166-1 alpha-2).",
                    "Write it like 'CN', or leave it out when it is unknown.");
        }
        return country;
    }

    static Provenance provenance(Fields fields) {
        return new Provenance(
                fields.text("source"),
                fields.textOr("date", ""),
                fields.choice("confidence", Confidence.class),
                fields.textOr("note", ""));
    }

    private static SortedMap<Precision, Double> peaks(Fields fields) {
        var peaks = new TreeMap<Precision, Double>();
        var block = fields.blockOrNull("denseTflops");
        if (block != null) {
            for (var precision : Precision.values()) {
                var peak = block.positiveOrNull(precision.name().toLowerCase(Locale.ROOT));
                if (peak != null) {
                    peaks.put(precision, peak);
                }
            }
            block.finish();
        }
        return peaks;
    }

    private static Chip.@Nullable ScaleUp scaleUp(Fields fields) {
        var block = fields.blockOrNull("scaleUp");
        if (block == null) {
            return null;
        }
        var scaleUp =
                new Chip.ScaleUp(
                        block.text("name"),
                        block.positive("gbs"),
                        block.count("domainPackages", 1));
        block.finish();
        return scaleUp;
    }

    private static Chip.@Nullable Range price(Fields fields) {
        var block = fields.blockOrNull("priceUsd");
        if (block == null) {
            return null;
        }
        var range = new Chip.Range(block.positive("low"), block.positive("high"));
        block.finish();
        if (range.low() > range.high()) {
            throw block.wrong(
                    "low",
                    block.valueOf("low"),
                    "The lower end must not exceed the higher one (" + range.high() + ").",
                    "Swap the two.");
        }
        return range;
    }

    private static ChipTraits traits(Fields fields, String headquarters) {
        return new ChipTraits(
                fields.textOr("processNode", ""),
                fields.positiveOrNull("dieAreaMm2"),
                fields.positiveOrNull("ioTotalGbs"),
                fields.positiveOrNull("totalProcessingPerformance"),
                fields.flagOrNull("designedForDataCentres"),
                fields.textOr("torchDevice", ""),
                fields.texts("pciVendorIds"),
                fields.texts("serving"),
                fields.texts("resourceNames"),
                fields.textOr("memoryType", ""),
                fields.countOrNull("devicesPerNode", 1),
                country(fields, "designerHeadquarters", headquarters),
                fields.countOr("integratedCircuits", 1, 1));
    }

    private static SortedMap<String, Provenance> figures(Fields fields, Provenance whole) {
        var figures = new TreeMap<String, Provenance>();
        var block = fields.blockOrNull("figures");
        if (block == null) {
            return figures;
        }
        for (var name : List.copyOf(block.names())) {
            var figure = block.blockOrNull(name);
            if (figure != null) {
                figures.put(name, figure(figure, whole));
            }
        }
        return figures;
    }

    private static Provenance figure(Fields fields, Provenance whole) {
        var provenance =
                new Provenance(
                        fields.textOr("source", whole.source()),
                        fields.textOr("date", fields.has("source") ? "" : whole.date()),
                        fields.has("confidence")
                                ? fields.choice("confidence", Confidence.class)
                                : whole.confidence(),
                        fields.textOr("note", ""));
        fields.finish();
        return provenance;
    }
}
