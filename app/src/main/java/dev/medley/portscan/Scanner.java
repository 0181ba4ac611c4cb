package dev.medley.portscan;

import dev.medley.core.port.Finding;
import dev.medley.core.port.Mapping;
import dev.medley.core.port.Matcher;
import dev.medley.portscan.Scan.Skipped;
import dev.medley.portscan.SourceTree.Source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Scans a folder on all processors; the same folder gives the same answer.
public final class Scanner {

    /// A file with a NUL this early is no text.
    private static final int BINARY_BYTES = 8_000;

    private final Mapping mapping;
    private final Matcher matcher;

    public Scanner(Mapping mapping) {
        this.mapping = mapping;
        this.matcher = new Matcher(mapping.rules());
    }

    /// What one file gave.
    private record Read(Source source, long bytes, List<Finding> findings, @Nullable String why) {}

    /// Reads everything below a folder.
    ///
    /// @throws IOException when the folder itself cannot be read
    public Scan scan(Path folder) throws IOException {
        var tree = SourceTree.of(folder, mapping.reading());
        var reads = tree.sources().parallelStream().map(this::read).toList();
        var files = new TreeMap<Language, Integer>();
        var findings = new ArrayList<Finding>();
        var skipped = new ArrayList<>(tree.skipped());
        long bytes = 0;
        for (var read : reads) {
            findings.addAll(read.findings());
            if (read.why() == null) {
                files.merge(read.source().language(), 1, Integer::sum);
                bytes += read.bytes();
            } else {
                skipped.add(new Skipped(read.source().name(), read.why()));
            }
        }
        skipped.sort(Comparator.comparing(Skipped::file));
        return new Scan(files, bytes, findings, skipped, tree.vendored(), tree.others());
    }

    private Read read(Source source) {
        if (source.language() == Language.ARTEFACT) {
            return new Read(source, 0, named(source), null);
        }
        byte[] bytes;
        try (var in = Files.newInputStream(source.path())) {
            // A file may have grown since the tree was walked.
            bytes = in.readNBytes(mapping.reading().largestFileBytes() + 1);
        } catch (IOException e) {
            var why = "cannot be read (%s)".formatted(e.getClass().getSimpleName());
            return new Read(source, 0, List.of(), why);
        }
        var text = text(bytes);
        if (text == null) {
            return new Read(source, 0, List.of(), "binary");
        }
        var findings = findings(source.name(), source.language(), text);
        return new Read(source, bytes.length, findings, null);
    }

    private List<Finding> named(Source source) {
        var collector = new Collector(matcher, source.name(), "");
        Language.name(source.name(), collector);
        return collector.findings();
    }

    /// What ties one text to CUDA.
    ///
    /// @param name with `/`; its end says the language
    public List<Finding> findings(String name, String text) {
        var language = Language.of(name.substring(name.lastIndexOf('/') + 1));
        return language == null ? List.of() : findings(name, language, text);
    }

    private List<Finding> findings(String name, Language language, String text) {
        var collector = new Collector(matcher, name, text);
        language.read(text, collector);
        return collector.findings();
    }

    /// The text of a file, or null if it is none. Bytes that are no UTF-8 become `U+FFFD`.
    private static @Nullable String text(byte[] bytes) {
        if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        for (int i = 0; i < Math.min(bytes.length, BINARY_BYTES); i++) {
            if (bytes[i] == 0) {
                return null;
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
