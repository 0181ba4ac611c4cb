package dev.medley.cli.planning;

import dev.medley.calibration.CalibrationFile;
import dev.medley.calibration.MeasuredRows;
import dev.medley.calibration.RowsReader;
import dev.medley.calibration.Shipped;
import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.input.CatalogOption;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.fit.Calibration;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// Options of commands that read measured rows.
public final class ModelOptions {

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "Use these parameters instead of those that come with Medley.")
    private @Nullable Path calibrationFile;

    public Catalog catalog() {
        return catalog.load(CatalogFiles.Part.CHIPS, CatalogFiles.Part.MODELS);
    }

    public Calibration calibration() {
        return calibrationFile == null
                ? CalibrationFile.builtIn()
                : CalibrationFile.read(calibrationFile);
    }

    public static MeasuredRows rows(Path file, Catalog catalog) {
        return new RowsReader(catalog, Shipped.phases()).read(file);
    }
}
