package dev.medley.calibration;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.fit.Phase;
import dev.medley.core.fit.Row;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a file of measured rows. A row that cannot be used is skipped with its line and the
/// reason; nothing is guessed, and only a file without the needed columns is refused whole.
public final class RowsReader {

    private static final List<String> NEEDED =
            List.of("chip", "model", "phase", "metric", "value", "unit");

    /// Columns a prediction must not see.
    private static final Set<String> HIDDEN =
            Set.of("value", "row_id", "dedup_key", "split", "verified", "url_or_path");

    private static final int MOST_ROWS = 1_000_000;

    private final Catalog catalog;
    private final List<Phase> phases;

    public RowsReader(Catalog catalog, List<Phase> phases) {
        this.catalog = catalog;
        this.phases = List.copyOf(phases);
    }

    /// Reads a file.
    ///
    /// @throws RowsException when it is not a table of rows
    public MeasuredRows read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return read(reader, file.toString());
        } catch (NoSuchFileException missing) {
            throw new RowsException(
                    "%s: no such file. Give a CSV file with measured rows.".formatted(file));
        } catch (IOException unreadable) {
            throw new RowsException(
                    "%s: cannot be read as UTF-8 text (%s). Save it as UTF-8 CSV."
                            .formatted(file, unreadable.getMessage()));
        }
    }

    /// Reads a table.
    ///
    /// @param name what to call it in messages
    public MeasuredRows read(Reader text, String name) {
        var rows = new ArrayList<Measured>();
        var skipped = new ArrayList<Skipped>();
        int all = 0;
        try (var csv =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            List<String> header = List.of();
            for (var line : csv) {
                if (header.isEmpty()) {
                    header = header(line, name);
                    continue;
                }
                if (++all > MOST_ROWS) {
                    throw new RowsException(
                            "%s: more than %d rows. Split the file.".formatted(name, MOST_ROWS));
                }
                read(line, header, rows, skipped);
            }
            if (header.isEmpty()) {
                throw new RowsException("%s: empty. %s".formatted(name, advice()));
            }
        } catch (CsvParseException broken) {
            throw new RowsException("%s: not CSV: %s".formatted(name, broken.getMessage()));
        } catch (IOException | UncheckedIOException unreadable) {
            throw new RowsException(
                    "%s: cannot be read as UTF-8 text (%s). Save it as UTF-8 CSV."
                            .formatted(name, unreadable.getMessage()));
        }
        return new MeasuredRows(rows, skipped, all);
    }

    private static List<String> header(CsvRecord line, String name) {
        var header = new ArrayList<String>();
        for (var field : line.getFields()) {
            header.add(field.replace("\uFEFF", "").strip());
        }
        for (var column : NEEDED) {
            if (!header.contains(column)) {
                throw new RowsException(
                        "%s:1: column '%s' is missing. %s".formatted(name, column, advice()));
            }
        }
        return header;
    }

    private static String advice() {
        return "The first line must name the columns, among them "
                + String.join(", ", NEEDED)
                + ".";
    }

    private void read(
            CsvRecord line, List<String> header, List<Measured> rows, List<Skipped> skipped) {
        var cells = new TreeMap<String, String>();
        for (int i = 0; i < Math.min(header.size(), line.getFieldCount()); i++) {
            var cell = line.getField(i).strip();
            if (!cell.isEmpty()) {
                cells.put(header.get(i), cell);
            }
        }
        long at = line.getStartingLineNumber();
        var id = cells.getOrDefault("row_id", "line-" + at);
        if (line.getFieldCount() != header.size()) {
            skipped.add(new Skipped(at, id, "wrong number of fields"));
            return;
        }
        switch (row(at, id, cells)) {
            case Usable usable -> rows.add(usable.measured());
            case Useless useless -> skipped.add(new Skipped(at, id, useless.reason()));
        }
    }

    private sealed interface Outcome permits Usable, Useless {}

    private record Usable(Measured measured) implements Outcome {}

    private record Useless(String reason) implements Outcome {}

    private Outcome row(long at, String id, SortedMap<String, String> cells) {
        var split = cells.getOrDefault("split", "scored");
        if (!split.equals("scored")) {
            return new Useless("split is " + split);
        }
        var phase = cells.getOrDefault("phase", "");
        if (phases.stream().noneMatch(p -> p.covers(phase))) {
            return new Useless(phase.isEmpty() ? "phase missing" : "phase not modelled: " + phase);
        }
        var chip = chip(cells);
        if (chip == null) {
            return new Useless("unknown chip: " + cells.getOrDefault("chip", "(blank)"));
        }
        var model = catalog.model(cells.getOrDefault("model", "")).orNull();
        if (model == null) {
            return new Useless("unknown model: " + cells.getOrDefault("model", "(blank)"));
        }
        double value = positive(cells.getOrDefault("value", ""));
        if (Double.isNaN(value)) {
            return new Useless("value is not a positive number");
        }
        var visible = new TreeMap<>(cells);
        visible.keySet().removeAll(HIDDEN);
        visible.computeIfPresent("note", (_, note) -> Note.configuration(note));
        var row =
                new Row(
                        id,
                        at,
                        chip,
                        model,
                        phase,
                        cells.getOrDefault("metric", ""),
                        cells.getOrDefault("unit", ""),
                        visible);
        return new Usable(new Measured(row, value, cells.getOrDefault("dedup_key", id)));
    }

    /// The chip as named, or by the file's own normal name where that says more.
    private @Nullable Chip chip(SortedMap<String, String> cells) {
        for (var column : List.of("chip", "chip_norm")) {
            var name = cells.get(column);
            if (name != null && catalog.chip(name) instanceof Lookup.Found<Chip>(var chip)) {
                return chip;
            }
        }
        return null;
    }

    private static double positive(String text) {
        try {
            double value = Double.parseDouble(text.replace(",", ""));
            return value > 0 && Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
