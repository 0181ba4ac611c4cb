package dev.medley.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// Where a server keeps what it decided.
final class JournalOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data folder; ${DEFAULT-VALUE} if not given.")
    private Path data = Path.of(".medley");

    @Option(
            names = "--journal",
            paramLabel = "URL",
            description = "Instead of a file there: jdbc:postgresql://HOST/DATABASE.")
    private @Nullable String url;

    Path data() {
        return data;
    }

    /// A folder, or a URL.
    String where() {
        return url != null ? url : data.toString();
    }

    /// Whether the journal is no file.
    boolean isDatabase() {
        return url != null;
    }
}
