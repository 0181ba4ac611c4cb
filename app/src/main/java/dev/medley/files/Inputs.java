package dev.medley.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds the files to read: those named, and in named folders every `*.yaml`, `*.yml` and `*.json`,
/// folder by folder in the order of their names. Names that begin with a dot are passed over, and a
/// file reached twice is read once.
final class Inputs {

    private final Problems problems;
    private final Map<Path, String> files = new LinkedHashMap<>();

    Inputs(Problems problems) {
        this.problems = problems;
    }

    /// Files with the names that messages use.
    Map<Path, String> find(List<Path> named) {
        for (var path : named) {
            if (Files.isDirectory(path)) {
                int before = files.size();
                folder(path, 1);
                if (files.size() == before && problems.isEmpty()) {
                    wrong(path, "holds no *.yaml, *.yml or *.json", "name a folder with documents");
                }
            } else if (Files.exists(path)) {
                add(path);
            } else {
                wrong(path, "does not exist", "check the path");
            }
        }
        return files;
    }

    private void folder(Path folder, int depth) {
        if (depth > Limits.FOLDERS) {
            wrong(
                    folder,
                    "lies more than %d folders deep".formatted(Limits.FOLDERS),
                    "name the folder itself");
            return;
        }
        var inside = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                inside.add(entry);
                if (inside.size() > Limits.FILES) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            wrong(folder, "cannot be read: " + e.getMessage(), "check its permissions");
            return;
        }
        inside.sort(java.util.Comparator.comparing(path -> path.getFileName().toString()));
        for (var path : inside) {
            var name = path.getFileName().toString();
            if (name.startsWith(".") || files.size() > Limits.FILES) {
                continue;
            }
            if (Files.isDirectory(path)) {
                if (!Files.isSymbolicLink(path)) {
                    folder(path, depth + 1);
                }
            } else if (isDocument(name) && Files.isRegularFile(path)) {
                add(path);
            } else if (isDocument(name)) {
                wrong(path, "is no file that can be read", "repair the link or take it away");
            }
        }
    }

    private static boolean isDocument(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    }

    private void add(Path path) {
        if (files.size() == Limits.FILES) {
            var rule = "is one file too many (at most %d)".formatted(Limits.FILES);
            wrong(path, rule, "put several documents into one file");
        }
        try {
            files.putIfAbsent(path.toRealPath(), path.toString());
        } catch (IOException | InvalidPathException e) {
            wrong(path, "cannot be read: " + e.getMessage(), "check the path");
        }
    }

    private void wrong(Path path, String rule, String advice) {
        problems.add(new Problem(path.toString(), 0, 0, "", "", rule, advice));
    }
}
