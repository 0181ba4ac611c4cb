package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

import java.util.List;
import java.util.stream.IntStream;

/// Reads TOML: strings in lists of dependencies, and names in tables of them (pyproject.toml).
final class TomlReader {

    /// The parser of the library takes long over large files that are not TOML.
    static final int LARGEST = 100_000;

    private static final int DEEPEST = 50;

    private final int[] starts;
    private final Clues clues;

    private TomlReader(String text, Clues clues) {
        this.starts = starts(text);
        this.clues = clues;
    }

    static void read(String text, Clues clues) {
        if (text.length() <= LARGEST && depth(text) <= DEEPEST) {
            // Errors are gathered, not thrown: what could be read is looked at.
            new TomlReader(text, clues).table(Toml.parse(text), "", 0);
        }
    }

    /// At least the depth of nested brackets; the parser of the library calls itself.
    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private void table(TomlTable table, String path, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (var key : table.keySet()) {
            var quoted = List.of(key);
            var value = table.get(quoted);
            var name = path + "." + key;
            if (value instanceof TomlTable inner) {
                table(inner, name, depth + 1);
            } else if (value instanceof TomlArray array) {
                array(array, name, depth + 1);
            } else if (isDependencies(path)) {
                RequirementsReader.requirement(key, offset(table.inputPositionOf(quoted)), clues);
            } else if (value instanceof String text) {
                clues.clue(ClueKind.TEXT, text, key, offset(table.inputPositionOf(quoted)));
            }
        }
    }

    private void array(TomlArray array, String path, int depth) {
        for (int i = 0; i < array.size(); i++) {
            switch (array.get(i)) {
                case TomlTable inner -> table(inner, path, depth + 1);
                case String text -> {
                    if (isDependencies(path) || path.startsWith(".build-system")) {
                        int at = offset(array.inputPositionOf(i)) + 1;
                        RequirementsReader.requirement(text, at, clues);
                    }
                }
                default -> {}
            }
        }
    }

    private static boolean isDependencies(String path) {
        return path.contains("dependencies") || path.contains("dependency-groups");
    }

    private int offset(@Nullable TomlPosition at) {
        if (at == null || at.line() < 1 || at.line() > starts.length) {
            return 0;
        }
        return starts[at.line() - 1] + Math.max(0, at.column() - 1);
    }

    private static int[] starts(String text) {
        return IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }
}
