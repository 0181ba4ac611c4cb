package dev.medley.portscan;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.List;

/// Reads the code cells of Jupyter notebooks as Python. A finding stands at the line of the file
/// that holds the line of code.
final class NotebookReader {

    private final JsonParser parser;
    private final Clues clues;

    /// A line of code and where it begins in the file.
    private record Line(String code, int offset) {}

    private NotebookReader(JsonParser parser, Clues clues) {
        this.parser = parser;
        this.clues = clues;
    }

    static void read(String text, Clues clues) {
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            new NotebookReader(parser, clues).document();
        } catch (JacksonException _) {
            // No notebook, or cut short: what came before was read.
        }
    }

    private void document() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean cells = parser.currentName().equals("cells");
            if (parser.nextToken() == JsonToken.START_ARRAY && cells) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    cell();
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void cell() {
        boolean code = false;
        var lines = new ArrayList<Line>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (name.equals("cell_type") && value == JsonToken.VALUE_STRING) {
                code = parser.getString().equals("code");
            } else if (name.equals("source") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    lines.add(line());
                }
            } else if (name.equals("source") && value == JsonToken.VALUE_STRING) {
                lines.add(line());
            } else {
                parser.skipChildren();
            }
        }
        if (code) {
            python(lines);
        }
    }

    private Line line() {
        return new Line(
                parser.getString(), (int) parser.currentTokenLocation().getCharOffset() + 1);
    }

    private void python(List<Line> lines) {
        var code = new StringBuilder();
        for (var line : lines) {
            boolean magic = line.code().startsWith("%") || line.code().startsWith("!");
            code.append(magic ? "#" + line.code().substring(1) : line.code());
            if (line.code().startsWith("!")) {
                shell(line);
            }
        }
        PythonReader.read(
                code.toString(),
                (kind, text, slot, offset) -> clues.clue(kind, text, slot, place(lines, offset)));
    }

    private void shell(Line line) {
        ShellReader.read(
                line.code().substring(1),
                (kind, text, slot, offset) ->
                        clues.clue(kind, text, slot, line.offset() + 1 + offset));
    }

    /// Escapes before it in the same line move the column a little; the line is right.
    private static int place(List<Line> lines, int offset) {
        int rest = offset;
        for (var line : lines) {
            if (rest < line.code().length()) {
                boolean whole = lines.size() == 1;
                return line.offset() + (whole ? 0 : rest);
            }
            rest -= line.code().length();
        }
        return lines.isEmpty() ? 0 : lines.getLast().offset();
    }
}
