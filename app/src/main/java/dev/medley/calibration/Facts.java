package dev.medley.calibration;

import de.siegmar.fastcsv.reader.CsvReader;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Parameter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Micro-benchmarks of chips as fixed parameters `chip.gemm.ID`: the best share of the 16-bit peak
/// that anybody measured in plain matrix products. A chip that nobody measured has
/// `chip.relative.ID` and `chip.power.ID` instead.
final class Facts {

    private static final String RESOURCE = "/calibration/chip_efficiency.csv";

    private Facts() {}

    static List<Parameter> of(Catalog catalog) {
        var best = new TreeMap<String, Double>();
        var sources = new TreeMap<String, String>();
        try (var stream = Facts.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + RESOURCE);
            }
            try (var csv =
                    CsvReader.builder()
                            .ofNamedCsvRecord(
                                    new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (var line : csv) {
                    if (!line.getField("kind").equals("gemm")
                            || !line.getField("precision").matches("bf16|fp16")
                            || line.getField("value").isEmpty()
                            || !line.getField("unit").equals("TFLOP/s")) {
                        continue;
                    }
                    var chip = chip(catalog, line.getField("chip"));
                    if (chip == null) {
                        continue;
                    }
                    var peak = chip.deviceFlops(Precision.BF16);
                    if (peak == null) {
                        continue;
                    }
                    double share = Double.parseDouble(line.getField("value")) * 1e12 / peak;
                    if (share > best.getOrDefault(chip.id(), 0.0)) {
                        best.put(chip.id(), share);
                        sources.put(chip.id(), line.getField("source"));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var parameters = new ArrayList<Parameter>();
        best.forEach(
                (chip, share) ->
                        parameters.add(
                                new Parameter(
                                        "chip.gemm." + chip,
                                        Math.min(0.97, round(share)),
                                        0,
                                        "best measured share of the 16-bit peak: "
                                                + sources.get(chip))));
        parameters.addAll(relatives(catalog, best));
        return parameters;
    }

    /// The chip of a line; tables of micro-benchmarks add the form factor to names that have one
    /// form only.
    private static @Nullable Chip chip(Catalog catalog, String name) {
        for (var candidate : List.of(name, name.replace("-SXM", ""))) {
            if (catalog.chip(candidate) instanceof Lookup.Found<Chip>(var chip)) {
                return chip;
            }
        }
        return null;
    }

    /// For chips that nobody measured: the share of the measured chip of their family that has the
    /// closest power per FLOP, and how much less power they have than it.
    private static List<Parameter> relatives(Catalog catalog, SortedMap<String, Double> best) {
        var parameters = new ArrayList<Parameter>();
        for (var chip : catalog.chips()) {
            double power = power(chip);
            if (best.containsKey(chip.id()) || Double.isNaN(power)) {
                continue;
            }
            Chip closest = null;
            double closestRatio = Double.NaN;
            for (var other : catalog.chips()) {
                double ratio = power / power(other);
                boolean related = other.family().equals(chip.family());
                if (!related || !best.containsKey(other.id()) || Double.isNaN(ratio)) {
                    continue;
                }
                double distance = Math.abs(StrictMath.log(ratio));
                if (closest == null || distance < Math.abs(StrictMath.log(closestRatio))) {
                    closest = other;
                    closestRatio = ratio;
                }
            }
            if (closest != null) {
                var like = "that of its measured relative " + closest.id();
                parameters.add(fact("relative", chip, best.getOrDefault(closest.id(), 1.0), like));
                var less = "power per 16-bit FLOP over that of " + closest.id() + ", at most 1";
                parameters.add(fact("power", chip, Math.min(1, closestRatio), less));
            }
        }
        return parameters;
    }

    private static Parameter fact(String kind, Chip chip, double value, String meaning) {
        var name = "chip." + kind + "." + chip.id();
        return new Parameter(name, round(Math.min(1, value)), 0, meaning);
    }

    /// Watts per 16-bit FLOP/s, or NaN where either is unknown.
    private static double power(Chip chip) {
        var watts = chip.tdpWatts();
        var peak = chip.deviceFlops(Precision.BF16);
        return watts == null || peak == null ? Double.NaN : chip.perDevice(watts) / peak;
    }

    private static double round(double share) {
        return Math.round(share * 1000) / 1000.0;
    }
}
