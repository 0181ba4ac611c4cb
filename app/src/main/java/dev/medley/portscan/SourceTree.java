package dev.medley.portscan;

import dev.medley.core.port.Mapping.Reading;
import dev.medley.portscan.Scan.Skipped;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The sources below a folder. Links are not followed, so a loop of them is no loop here; what is
/// somebody else's code or a build output is passed over.
final class SourceTree extends SimpleFileVisitor<Path> {

    private static final int DEEPEST = 64;
    private static final int MOST_FILES = 2_000_000;

    /// A file to read.
    record Source(Path path, String name, Language language) {}

    private final Path root;
    private final Set<String> vendoredNames;
    private final int largest;
    private final List<Source> sources = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<String> vendored = new ArrayList<>();
    private int others;

    private SourceTree(Path root, Reading reading) {
        this.root = root;
        this.vendoredNames = Set.copyOf(reading.vendoredFolders());
        this.largest = reading.largestFileBytes();
    }

    /// Walks the folder.
    ///
    /// @throws IOException when the folder itself cannot be read
    static SourceTree of(Path root, Reading reading) throws IOException {
        var tree = new SourceTree(root.toRealPath(), reading);
        Files.walkFileTree(tree.root, EnumSet.noneOf(FileVisitOption.class), DEEPEST, tree);
        tree.sources.sort(Comparator.comparing(Source::name));
        tree.skipped.sort(Comparator.comparing(Skipped::file));
        tree.vendored.sort(Comparator.naturalOrder());
        return tree;
    }

    List<Source> sources() {
        return sources;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    List<String> vendored() {
        return vendored;
    }

    int others() {
        return others;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (folder.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        var name = folder.getFileName().toString();
        if (vendoredNames.contains(name)
                || name.endsWith(".egg-info")
                || Files.exists(folder.resolve("pyvenv.cfg"))) {
            vendored.add(name(folder) + "/");
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        var language = Language.of(file.getFileName().toString());
        if (attributes.isDirectory()) {
            skip(file, "deeper than %d folders".formatted(DEEPEST));
        } else if (language == null) {
            others++;
        } else if (attributes.isSymbolicLink()) {
            skip(file, "a symbolic link");
        } else if (!attributes.isRegularFile()) {
            skip(file, "not a regular file");
        } else if (attributes.size() > largest(language)) {
            skip(file, "larger than %,d bytes".formatted(largest(language)));
        } else {
            sources.add(new Source(file, name(file), language));
        }
        if (sources.size() >= MOST_FILES) {
            skip(file, "the rest: more than %,d files".formatted(MOST_FILES));
            return FileVisitResult.TERMINATE;
        }
        return FileVisitResult.CONTINUE;
    }

    private long largest(Language language) {
        return switch (language) {
            case ARTEFACT -> Long.MAX_VALUE;
            case PYPROJECT -> Math.min(largest, TomlReader.LARGEST);
            case PYTHON, CUDA, CMAKE, DOCKERFILE, YAML, REQUIREMENTS, SHELL, NOTEBOOK -> largest;
        };
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
        if (file.equals(root)) {
            throw why;
        }
        skip(file, "cannot be read (%s)".formatted(why.getClass().getSimpleName()));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) {
        if (why != null) {
            skip(folder, "cannot be listed (%s)".formatted(why.getClass().getSimpleName()));
        }
        return FileVisitResult.CONTINUE;
    }

    private void skip(Path file, String reason) {
        skipped.add(new Skipped(name(file), reason));
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
