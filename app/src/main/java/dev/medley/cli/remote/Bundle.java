package dev.medley.cli.remote;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.files.Documents;
import dev.medley.files.ModelFiles;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// Files as one body to send, and where each of its lines comes from.
///
/// @param text YAML documents one after another; JSON is YAML too
/// @param configs model files that they name, by the path that they name them by
record Bundle(String text, SortedMap<String, String> configs, List<Piece> pieces) {

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
        var configs = new TreeMap<String, String>();
        int line = 1;
        for (var file : found) {
            var text = read(file);
            gather(file, text, configs);
            pieces.add(new Piece(file, line));
            body.writeBytes((text + SEPARATOR).getBytes(StandardCharsets.UTF_8));
            line += (int) text.chars().filter(c -> c == '\n').count() + 2;
        }
        return new Bundle(body.toString(StandardCharsets.UTF_8), configs, pieces);
    }

    /// What is sent: the documents alone, or with the files that they name.
    byte[] body() {
        if (configs.isEmpty()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return JsonMapper.shared().writeValueAsBytes(Map.of("documents", text, "files", configs));
    }

    /// Reads the model files that a file's documents name, for a server reads none.
    private static void gather(Path file, String text, SortedMap<String, String> configs)
            throws IOException {
        for (var named : mentioned(text)) {
            var content = read(file.resolveSibling(named));
            var before = configs.put(named.toString(), content);
            if (before != null && !before.equals(content)) {
                throw new IOException(
                        "Two files are named %s; submit their works one after another."
                                .formatted(named));
            }
        }
    }

    /// Paths of model files, as documents write them. What else is wrong the server says.
    private static Set<Path> mentioned(String text) {
        if (!text.contains(".json") && !text.contains("./") && !text.contains(": /")) {
            return Set.of();
        }
        var found = new ConcurrentSkipListSet<Path>();
        ModelFiles noting =
                path -> {
                    found.add(path);
                    return new ModelFiles.Result.Refused("is noted", "go on");
                };
        var catalog = CatalogFiles.load(null, CatalogFiles.Part.values());
        var setting = new Documents.Setting(catalog, LocalDate.EPOCH, noting);
        var _ = Documents.read("request", text.getBytes(StandardCharsets.UTF_8), setting);
        return found;
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
