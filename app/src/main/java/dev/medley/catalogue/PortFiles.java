package dev.medley.catalogue;

import dev.medley.core.port.Mapping;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// The mapping from CUDA to other stacks: one readable file, or the user's own in its place.
public final class PortFiles {

    private static final String MAPPING = "/port/mapping.yaml";

    private PortFiles() {}

    /// What comes with Medley.
    public static Mapping builtIn() {
        return load(null);
    }

    /// The mapping of a file.
    ///
    /// @param own a file that stands in place of what comes with Medley, or null
    /// @throws CatalogueException when the file cannot be used
    public static Mapping load(@Nullable Path own) {
        return own == null
                ? read("port/mapping.yaml", resource())
                : read(own.toString(), SmallFile.read(own));
    }

    private static Mapping read(String name, byte[] bytes) {
        return new PortReader(new Fields(TreeReader.yaml(name, bytes), "")).mapping();
    }

    private static byte[] resource() {
        try (var in = PortFiles.class.getResourceAsStream(MAPPING)) {
            if (in == null) {
                throw new IllegalStateException("Medley lacks its resource " + MAPPING + ".");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
