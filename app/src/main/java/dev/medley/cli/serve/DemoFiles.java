package dev.medley.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The documents of the demonstration, which come with Medley: those of `examples/hybrid`, and
/// something urgent.
final class DemoFiles {

    /// The work that comes later than the others.
    static final String URGENT_WORK = "urgent-evaluation";

    private static final List<String> NAMES =
            List.of(
                    "batch.yaml",
                    "fleet.yaml",
                    "policy.yaml",
                    "services.yaml",
                    "tenants.yaml",
                    "training.yaml",
                    "urgent.yaml");

    private DemoFiles() {}

    /// Writes them where people can look at them, and change copies of them.
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var name : NAMES) {
            try (var in = DemoFiles.class.getResourceAsStream("/demo/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("The document demo/" + name + " is missing.");
                }
                Files.write(folder.resolve(name), in.readAllBytes());
            }
        }
        return folder;
    }
}
