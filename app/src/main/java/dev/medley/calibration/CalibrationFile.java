package dev.medley.calibration;

import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.Calibration.Fitted;
import dev.medley.core.fit.Calibration.HalfWidth;
import dev.medley.core.fit.Parameter;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/// `calibration.yaml`: parameters with value, prior, spread and meaning, bands, and counts of rows.
public final class CalibrationFile {

    private static final String RESOURCE = "/calibration/calibration.yaml";

    private static final YAMLMapper YAML = new YAMLMapper();

    private CalibrationFile() {}

    /// The calibration that comes with Medley.
    public static Calibration builtIn() {
        try (var stream = CalibrationFile.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + RESOURCE);
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), RESOURCE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A calibration that `medley calibrate` wrote.
    ///
    /// @throws RowsException when the file is not one
    public static Calibration read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            throw new RowsException(
                    "%s: cannot be read (%s). Give a file that `medley calibrate` wrote."
                            .formatted(file, unreadable.getMessage()));
        }
    }

    static Calibration parse(String text, String name) {
        try {
            var root = YAML.readTree(text);
            var values = new TreeMap<String, Fitted>();
            for (var node : root.required("parameters")) {
                var parameter =
                        new Parameter(
                                node.required("name").asString(),
                                number(node, "prior"),
                                number(node, "spread"),
                                node.required("meaning").asString());
                values.put(
                        parameter.name(),
                        new Fitted(parameter, number(node, "value"), (int) number(node, "rows")));
            }
            var bands = new TreeMap<String, HalfWidth>();
            for (var band : root.required("bands").properties()) {
                var node = band.getValue();
                bands.put(
                        band.getKey(),
                        new HalfWidth(
                                number(node, "pair"),
                                number(node, "known"),
                                number(node, "unknown")));
            }
            var basis = new TreeMap<String, Integer>();
            for (var count : root.required("basis").properties()) {
                basis.put(count.getKey(), count.getValue().asInt());
            }
            return new Calibration(root.required("source").asString(), values, bands, basis);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new RowsException(
                    "%s: not a calibration: %s. Give a file that `medley calibrate` wrote."
                            .formatted(name, wrong.getMessage()));
        }
    }

    private static double number(JsonNode node, String field) {
        double number = node.required(field).asDouble();
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("%s is not a finite number".formatted(field));
        }
        return number;
    }

    /// The text of the file.
    public static String text(Calibration calibration) {
        var text = new StringBuilder();
        text.append("# Made by `medley calibrate`; do not edit. Units: seconds, bytes, shares.\n");
        text.append("source: ").append(quoted(calibration.source())).append('\n');
        text.append("parameters:\n");
        for (var fitted : calibration.values().values()) {
            var parameter = fitted.parameter();
            text.append("  - {name: ").append(parameter.name());
            text.append(", value: ").append(digits(fitted.value()));
            text.append(", prior: ").append(digits(parameter.prior()));
            text.append(", spread: ").append(digits(parameter.spread()));
            text.append(", rows: ").append(fitted.rows());
            text.append(", meaning: ").append(quoted(parameter.meaning())).append("}\n");
        }
        text.append("# Half-widths of 80 % bands in the natural logarithm, from rows left out.\n");
        text.append("bands:\n");
        calibration
                .bands()
                .forEach(
                        (group, width) ->
                                text.append(
                                        "  %s: {pair: %s, known: %s, unknown: %s}\n"
                                                .formatted(
                                                        group,
                                                        digits(width.pair()),
                                                        digits(width.known()),
                                                        digits(width.unknown()))));
        text.append("# Measured rows behind predictions.\n");
        text.append("basis:\n");
        calibration
                .basis()
                .forEach((name, rows) -> text.append("  %s: %d\n".formatted(name, rows)));
        return text.toString();
    }

    private static String digits(double value) {
        double rounded = Double.parseDouble(String.format(Locale.ROOT, "%.4e", value));
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e6
                ? String.valueOf((long) rounded)
                : String.valueOf(rounded);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''").replace('\n', ' ') + "'";
    }
}
