package dev.medley.cli.input;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where a server keeps what it decided.
public final class JournalOption {

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--journal",
            paramLabel = "URL",
            description = "Instead of a file there: jdbc:postgresql://HOST/DATABASE.")
    private @Nullable String url;

    /// The server's folder.
    public Path data() {
        return data.folder();
    }

    /// Makes the server's folder, for its own user alone, if there is none.
    public Path make() throws IOException {
        var folder = data();
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /// A folder, or a URL.
    public String where() {
        return url != null ? url : data().toString();
    }

    /// Whether the journal is no file.
    public boolean isDatabase() {
        return url != null;
    }
}
