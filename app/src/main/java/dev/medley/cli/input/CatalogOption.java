package dev.medley.cli.input;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Catalog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// The user's own catalogue, laid over the built-in one.
public final class CatalogOption {

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description = "A folder of your own chips, systems, stacks and models.")
    private @Nullable Path overlay;

    public boolean isGiven() {
        return overlay != null;
    }

    /// Text of its files, by their place in it; none without one.
    public SortedMap<String, String> texts() {
        return overlay == null ? new TreeMap<>() : CatalogFiles.texts(overlay);
    }

    public Catalog load(CatalogFiles.Part... parts) {
        return CatalogFiles.load(overlay, parts);
    }
}
