package dev.medley.traces;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A CSV file with named columns, gzipped or not. All that is wrong with it is told at once.
final class CsvTable {

    private static final int MOST_ROWS = 2_000_000;
    private static final int MOST_PROBLEMS = 20;

    private final Path file;
    private final List<String> needed;
    private final List<String> problems = new ArrayList<>();
    private List<String> header = List.of();
    private int untold;

    private CsvTable(Path file, List<String> needed) {
        this.file = file;
        this.needed = needed;
    }

    /// Reads every row.
    ///
    /// @param needed columns that must be there
    /// @throws TraceException with every problem, if there is any
    static void read(Path file, List<String> needed, Consumer<Row> reader) {
        var table = new CsvTable(file, needed);
        try (var text = open(file)) {
            table.read(text, reader);
        } catch (NoSuchFileException missing) {
            throw new TraceException("%s: no such file; give a CSV file".formatted(file));
        } catch (CsvParseException broken) {
            throw new TraceException("%s: is not CSV: %s".formatted(file, TraceFile.cause(broken)));
        } catch (IOException | UncheckedIOException unreadable) {
            throw new TraceException(
                    "%s: cannot be read: %s; save it as CSV in UTF-8, or gzip that"
                            .formatted(file, TraceFile.cause(unreadable)));
        }
        if (table.untold > 0) {
            table.problems.add("%s: and %d more problems".formatted(file, table.untold));
        }
        if (!table.problems.isEmpty()) {
            throw new TraceException(table.problems);
        }
    }

    private static Reader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(TraceFile.open(file), StandardCharsets.UTF_8.newDecoder()));
    }

    private void read(Reader text, Consumer<Row> reader) throws IOException {
        try (var csv =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            int rows = 0;
            for (var line : csv) {
                if (header.isEmpty()) {
                    header = header(line);
                } else if (line.getFieldCount() != header.size()) {
                    tell(
                            line.getStartingLineNumber(),
                            "has %d fields, the first line %d; give every column a value, if an empty one"
                                    .formatted(line.getFieldCount(), header.size()));
                } else if (++rows > MOST_ROWS) {
                    throw new TraceException(
                            "%s: has more than %,d rows; cut it".formatted(file, MOST_ROWS));
                } else {
                    reader.accept(new Row(line));
                }
            }
            if (rows == 0 && problems.isEmpty()) {
                throw new TraceException(
                        "%s: has no rows; write a first line with the columns%s, and a row below"
                                .formatted(
                                        file,
                                        needed.isEmpty()
                                                ? "' names"
                                                : " " + String.join(",", needed)));
            }
        }
    }

    private List<String> header(CsvRecord line) {
        var names = new ArrayList<String>();
        for (var field : line.getFields()) {
            names.add(field.replace("\uFEFF", "").strip());
        }
        for (var column : needed) {
            if (!names.contains(column)) {
                throw new TraceException(
                        "%s:1: column '%s' is missing; the first line must name %s"
                                .formatted(file, column, String.join(",", needed)));
            }
        }
        return names;
    }

    private void tell(long line, String problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add("%s:%d: %s".formatted(file, line, problem));
        } else {
            untold++;
        }
    }

    /// One line of the file.
    final class Row {
        private final CsvRecord line;
        private final int problemsBefore = problems.size() + untold;

        Row(CsvRecord line) {
            this.line = line;
        }

        /// Whether nothing was wrong with it so far.
        boolean good() {
            return problems.size() + untold == problemsBefore;
        }

        /// Where it begins in the file.
        long line() {
            return line.getStartingLineNumber();
        }

        /// The first of these columns that the file has, or "" for none.
        String first(List<String> columns) {
            return columns.stream().filter(header::contains).findFirst().orElse("");
        }

        /// The field's text, or "" where the column is missing.
        String text(String column) {
            int index = header.indexOf(column);
            return index < 0 ? "" : line.getField(index).strip();
        }

        String required(String column) {
            var text = text(column);
            if (text.isEmpty()) {
                wrong(column, text, "must not be empty", "write a name");
            }
            return text;
        }

        /// A whole number within bounds; 0 after saying what is wrong with it.
        long number(String column, long least, long most) {
            var text = text(column);
            try {
                double value = Double.parseDouble(text);
                if (value == Math.rint(value) && value >= least && value <= most) {
                    return (long) value;
                }
            } catch (NumberFormatException notANumber) {
                // Told below, with the rule.
            }
            wrong(
                    column,
                    text,
                    "must be a whole number from %d to %d".formatted(least, most),
                    "write for example " + Math.max(least, Math.min(most, 8)));
            return 0;
        }

        /// A number within bounds; 0 after saying what is wrong with it.
        double decimal(String column, double least, double most) {
            var text = text(column);
            try {
                double value = Double.parseDouble(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException notANumber) {
                // Told below, with the rule.
            }
            wrong(
                    column,
                    text,
                    "must be a number from %.0f to %.0f".formatted(least, most),
                    "write for example 2.5");
            return 0;
        }

        void wrong(String column, String value, String rule, String advice) {
            tell(line.getStartingLineNumber(), BadValue.problem(column, value, rule, advice));
        }
    }
}
