package dev.medley.core.fit;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What somebody ran and measured, without the figure they measured: a prediction cannot peek.
///
/// Columns are those of the rows file, by name, blank ones left out. The columns `value`, `row_id`
/// and `dedup_key` are never among them, and `note` holds only what describes the run (a command
/// line, a parallelism label, a sharding mode), never a printed result.
///
/// @param id the row's name in its file
/// @param line line in the file, for messages
/// @param chip the chip that ran it, resolved through the catalogue
/// @param model the model, resolved through the catalogue
/// @param phase `train`, `serve_offline`, `serve_online`, `prefill` or `decode`
/// @param metric what was measured: `output_throughput_total`
/// @param unit of the figure: `tokens/s`
public record Row(
        String id,
        long line,
        Chip chip,
        Model model,
        String phase,
        String metric,
        String unit,
        SortedMap<String, String> columns) {

    public Row {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }

    /// Text of a column, "" when blank.
    public String text(String column) {
        return columns.getOrDefault(column, "");
    }

    /// Number in a column, or null when it is blank or not a number.
    public @Nullable Double number(String column) {
        var text = text(column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /// Number in a column, or a fallback when it is blank or not a number.
    public double number(String column, double fallback) {
        var number = number(column);
        return number == null ? fallback : number;
    }
}
