package dev.medley.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// Where a server keeps what it decided.
final class JournalOption {

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--journal",
            paramLabel = "URL",
            description = "Instead of a file there: jdbc:postgresql://HOST/DATABASE.")
    private @Nullable String url;

    /// The server's folder.
    Path data() {
        return data.folder();
    }

    /// A folder, or a URL.
    String where() {
        return url != null ? url : data().toString();
    }

    /// Whether the journal is no file.
    boolean isDatabase() {
        return url != null;
    }
}
