package dev.medley.cli.remote;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Files as one body to send, and where each of its lines comes from.
///
/// @param body YAML documents one after another; JSON is YAML too
record Bundle(String body, List<Piece> pieces) {

    private static final String SEPARATOR = "\n---\n";

    /// @param firstLine of the body, from 1, that holds the file's first
    record Piece(Path file, int firstLine) {}

    /// @throws IOException if one cannot be read; its message is a sentence
    static Bundle of(List<Path> files) throws IOException {
        var found = new ArrayList<Path>();
        for (var file : files) {
            find(file, found);
        }
        if (found.isEmpty()) {
            throw new IOException("There is no *.yaml, *.yml or *.json in %s.".formatted(files));
        }
        var body = new ByteArrayOutputStream();
        var pieces = new ArrayList<Piece>();
        int line = 1;
        for (var file : found) {
            var text = read(file);
            pieces.add(new Piece(file, line));
            body.writeBytes((text + SEPARATOR).getBytes(StandardCharsets.UTF_8));
            line += (int) text.chars().filter(c -> c == '\n').count() + 2;
        }
        return new Bundle(body.toString(StandardCharsets.UTF_8), pieces);
    }

    private static void find(Path path, List<Path> found) throws IOException {
        if (!Files.isDirectory(path)) {
            found.add(path);
            return;
        }
        try (var inside = Files.list(path)) {
            for (var one : inside.sorted().toList()) {
                var name = one.getFileName().toString().toLowerCase(Locale.ROOT);
                boolean document =
                        name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
                if (!name.startsWith(".") && (document || Files.isDirectory(one))) {
                    find(one, found);
                }
            }
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException gone) {
            throw new IOException("%s does not exist; check the path.".formatted(file), gone);
        } catch (IOException unread) {
            throw new IOException(
                    "%s cannot be read as text: %s".formatted(file, unread.getMessage()), unread);
        }
    }

    /// Where a line of the body stands, as `file:line`, or null if that is not known.
    @Nullable String place(int line) {
        String place = null;
        for (var piece : pieces) {
            if (line >= piece.firstLine) {
                place = "%s:%d".formatted(piece.file, line - piece.firstLine + 1);
            }
        }
        return line <= 0 ? null : place;
    }
}
