package dev.medley.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// A machine made of a temporary folder: tools are little shell scripts, the bus is a tree of
/// files.
final class Machine {

    static final Catalog CATALOG = CatalogFiles.load(null, CatalogFiles.Part.values());

    private final Path bin;
    private final Path pci;
    private final Path proc;
    private Duration patience = Duration.ofSeconds(10);

    Machine(Path root) {
        bin = root.resolve("bin");
        pci = root.resolve("pci");
        proc = root.resolve("proc");
        try {
            Files.createDirectories(bin);
            Files.createDirectories(pci);
            Files.createDirectories(proc);
            Files.writeString(proc.resolve("cpuinfo"), "model name\t: Some Processor 64\n");
            Files.writeString(proc.resolve("meminfo"), "MemTotal:       131072000 kB\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Machine patience(Duration longest) {
        patience = longest;
        return this;
    }

    /// A tool that prints a recorded file whatever it is asked.
    Machine prints(String tool, String recorded) {
        return script(tool, "cat '%s'".formatted(recorded(recorded)));
    }

    Machine script(String tool, String body) {
        try {
            var file = bin.resolve(tool);
            Files.writeString(file, "#!/bin/sh\n" + body + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Machine without(String tool) {
        try {
            Files.delete(bin.resolve(tool));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Machine onBus(String address, String vendor, String kind) {
        try {
            var device = Files.createDirectories(pci.resolve(address));
            Files.writeString(device.resolve("vendor"), "0x" + vendor + "\n");
            Files.writeString(device.resolve("device"), "0x1234\n");
            Files.writeString(device.resolve("class"), "0x" + kind + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Discovery discovery() {
        return new Discovery(new Host(List.of(bin), pci, proc, patience), CATALOG);
    }

    Findings find() {
        return discovery().find();
    }

    static Path recorded(String file) {
        var path = Path.of("src", "test", "resources", "devices", file).toAbsolutePath();
        assertThat(path).exists();
        return path;
    }
}
