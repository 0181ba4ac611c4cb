package dev.medley.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Catalog;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The shipped parameters come from the shipped rows, and are as good as they are said to be.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedCalibrationTest {

    private Catalog catalog = CatalogFiles.builtIn(CatalogFiles.Part.STACKS);
    private MeasuredRows rows = new MeasuredRows(List.of(), List.of(), 0);

    @BeforeAll
    void readRows() {
        catalog = CatalogFiles.builtIn(CatalogFiles.Part.CHIPS, CatalogFiles.Part.MODELS);
        rows = Shipped.rows(new RowsReader(catalog, Shipped.phases()));
    }

    @Test
    void shippedFileIsWhatCalibrateMakesOfTheShippedRows() throws IOException {
        var made = new Calibrator(catalog, Shipped.phases(), _ -> {}).make(rows, Shipped.SOURCE);
        try (var stream =
                ShippedCalibrationTest.class.getResourceAsStream("/calibration/calibration.yaml")) {
            assertThat(stream).isNotNull();
            var shipped = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(CalibrationFile.text(made.calibration())).isEqualTo(shipped);
        }
    }

    @Test
    void callsNoMeasuredRowImpossibleAndCoversThem() {
        var report = new Validator(Shipped.phases(), CalibrationFile.builtIn()).judge(rows);
        assertThat(report.predicted())
                .filteredOn(row -> !row.measured().row().phase().equals("train"))
                .allMatch(row -> row.verdict().equals("ok"));
        assertThat(report.predicted())
                .allMatch(row -> row.band().low() < row.value() && row.value() < row.band().high());
        assertThat(report.overall().coverage80()).isBetween(0.75, 0.95);
        assertThat(report.overall().mdape()).isLessThan(0.12);
    }

    @Test
    void writtenParametersReadBackTheSame() {
        var shipped = CalibrationFile.builtIn();
        assertThat(CalibrationFile.parse(CalibrationFile.text(shipped), "again"))
                .isEqualTo(shipped);
    }
}
