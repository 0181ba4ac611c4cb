package dev.medley.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import dev.medley.core.units.Nearest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Usage lines of a CSV file beside a Contract, each as a mapping that names its fields like an
/// inline line, so that one binder reads both and every problem has its line and column.
final class UsageCsv {

    private static final int MOST_ROWS = 1_000_000;

    private static final List<String> NEEDED = List.of("line", "day", "price");

    private static final List<String> COLUMNS =
            List.of(
                    "line",
                    "day",
                    "item",
                    "chip",
                    "site",
                    "cardHours",
                    "tokens",
                    "energyKwh",
                    "price");

    private final Fields spec;
    private final Problems problems;
    private List<String> header = List.of();

    /// @param spec of the Contract that names the file
    UsageCsv(Fields spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    List<Fields> rows() {
        var rows = new ArrayList<Fields>();
        var name = spec.text("usageFile", "");
        try {
            var file = Path.of(spec.file()).resolveSibling(name).normalize();
            read(file, rows);
        } catch (InvalidPathException _) {
            spec.wrong("usageFile", "is no path", "write for example usage.csv");
        } catch (NoSuchFileException _) {
            spec.wrong("usageFile", "does not exist", "put it beside this document");
        } catch (CsvParseException e) {
            spec.wrong("usageFile", "is not CSV: " + e.getMessage(), "save it as CSV");
        } catch (IOException | UncheckedIOException _) {
            spec.wrong("usageFile", "cannot be read", "save it as CSV in UTF-8");
        }
        return rows;
    }

    private void read(Path file, List<Fields> rows) throws IOException {
        try (var csv =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(file)) {
            for (var line : csv) {
                int at = (int) line.getStartingLineNumber();
                if (header.isEmpty()) {
                    if (!header(line, file.toString(), at)) {
                        return;
                    }
                } else if (line.getFieldCount() != header.size()) {
                    var rule =
                            "has %d fields, the first line %d"
                                    .formatted(line.getFieldCount(), header.size());
                    tell(file.toString(), at, 1, "", "", rule, "give every column a value");
                } else if (rows.size() == MOST_ROWS) {
                    var rule = "is one line too many (at most %d)".formatted(MOST_ROWS);
                    tell(file.toString(), at, 1, "", "", rule, "split the contract");
                    return;
                } else {
                    row(line, file.toString(), at, rows);
                }
            }
        }
    }

    private boolean header(CsvRecord line, String file, int at) {
        header = line.getFields().stream().map(f -> f.replace("\uFEFF", "").strip()).toList();
        long before = problems.total();
        for (var column : header) {
            if (!COLUMNS.contains(column)) {
                var advice = Nearest.advice(column, COLUMNS);
                tell(file, at, 1, column, "", "is no column of usage lines", advice);
            }
        }
        for (var column : NEEDED) {
            if (!header.contains(column)) {
                tell(file, at, 1, column, "", "is missing", "add a column named " + column);
            }
        }
        return problems.total() == before;
    }

    private void row(CsvRecord line, String file, int at, List<Fields> rows) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        int column = 1;
        for (int i = 0; i < header.size(); i++) {
            var text = line.getField(i).strip();
            boolean number = NUMBERS.contains(header.get(i));
            if (!text.isEmpty()) {
                if (number && !text.matches("[0-9]{1,15}(\\.[0-9]{1,9})?(e[0-9]{1,2})?")) {
                    var rule = "is no number of " + header.get(i);
                    tell(file, at, column, header.get(i), text, rule, "write for example 2400");
                    text = "0";
                }
                var type = number ? Node.Scalar.Type.NUMBER : Node.Scalar.Type.STRING;
                var value = new Node.Scalar(at, column, type, text);
                entries.put(header.get(i), new Node.Entry(at, column, value));
            } else if (NEEDED.contains(header.get(i))) {
                tell(file, at, column, header.get(i), "", "is missing", "give it a value");
            }
            column += line.getField(i).length() + 1;
        }
        var mapping = new Node.Mapping(at, 1, header.size(), entries);
        rows.add(new Fields(mapping, List.of(), file, problems));
    }

    private static final List<String> NUMBERS = List.of("cardHours", "tokens", "energyKwh");

    private void tell(
            String file,
            int line,
            int column,
            String field,
            String value,
            String rule,
            String advice) {
        var shown = value.isEmpty() ? "" : "'" + value + "'";
        problems.add(new Problem(file, line, column, field, shown, rule, advice));
    }
}
