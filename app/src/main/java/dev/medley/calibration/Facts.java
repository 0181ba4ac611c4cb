package dev.medley.calibration;

import de.siegmar.fastcsv.reader.CsvReader;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Parameter;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Micro-benchmarks of chips as fixed parameters `chip.gemm.ID`: the best share of the 16-bit peak
/// that anybody measured in plain matrix products.
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
                    if (!(catalog.chip(line.getField("chip"))
                            instanceof Lookup.Found<Chip>(var chip))) {
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
        return parameters;
    }

    private static double round(double share) {
        return Math.round(share * 1000) / 1000.0;
    }
}
