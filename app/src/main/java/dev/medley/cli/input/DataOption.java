package dev.medley.cli.input;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// Where a server on this machine keeps what it must not lose.
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's folder (default: what MEDLEY_DATA says, else ~/.medley).")
    private @Nullable Path data;

    public Path folder() {
        if (data != null) {
            return data.toAbsolutePath().normalize();
        }
        var said = System.getenv("MEDLEY_DATA");
        return said == null || said.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".medley")
                : Path.of(said).toAbsolutePath().normalize();
    }
}
