package dev.medley.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Catalog;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.StringReader;

/// Rows from anywhere: what is unknown is skipped with its line and reason, never guessed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsReaderTest {

    private static final String HEADER = "row_id,chip,chips,model,phase,metric,value,unit,note\n";

    private Catalog catalog = CatalogFiles.builtIn(CatalogFiles.Part.STACKS);

    @BeforeAll
    void readCatalogue() {
        catalog = CatalogFiles.builtIn(CatalogFiles.Part.CHIPS, CatalogFiles.Part.MODELS);
    }

    private MeasuredRows read(String lines) {
        var reader = new RowsReader(catalog, Shipped.phases());
        return reader.read(new StringReader(HEADER + lines), "rows.csv");
    }

    private Skipped onlySkipped(String line) {
        var rows = read(line);
        assertThat(rows.rows()).isEmpty();
        assertThat(rows.skipped()).hasSize(1);
        return rows.skipped().getFirst();
    }

    @Test
    void skipsUnknownChipWithItsLine() {
        var skipped =
                onlySkipped(
                        "a,Hyperion"
                            + " 9,8,llama3-70b,serve_offline,output_throughput_total,9,tokens/s,\n");
        assertThat(skipped.reason()).isEqualTo("unknown chip: Hyperion 9");
        assertThat(skipped.line()).isEqualTo(2);
    }

    @Test
    void skipsUnknownModel() {
        var skipped =
                onlySkipped("a,H100,8,gpt-99,serve_offline,output_throughput_total,9,tokens/s,\n");
        assertThat(skipped.reason()).isEqualTo("unknown model: gpt-99");
    }

    @Test
    void skipsFigureThatIsNoNumber() {
        for (var value : new String[] {"fast", "-3", "0", "NaN", "Infinity", ""}) {
            var skipped =
                    onlySkipped(
                            "a,H100,8,llama3-70b,serve_offline,output_throughput_total,"
                                    + value
                                    + ",tokens/s,\n");
            assertThat(skipped.reason()).isEqualTo("value is not a positive number");
        }
    }

    @Test
    void skipsPhaseThatIsNotModelled() {
        var skipped =
                onlySkipped("a,H100,8,llama3-70b,dreaming,output_throughput_total,9,tokens/s,\n");
        assertThat(skipped.reason()).isEqualTo("phase not modelled: dreaming");
    }

    @Test
    void skipsRowWithTooFewFields() {
        assertThat(onlySkipped("a,H100,8\n").reason()).isEqualTo("wrong number of fields");
    }

    @Test
    void resolvesNamesThatVendorsAndTablesUse() {
        for (var name :
                new String[] {
                    "H100-SXM-80GB", "MI300X 192GB HBM3", "Gaudi3-128GB", "GB200-192GB"
                }) {
            var rows =
                    read(
                            "a,"
                                    + name
                                    + ",8,llama3-70b,serve_offline,output_throughput_total,9,t/s,\n");
            assertThat(rows.rows()).as(name).hasSize(1);
        }
    }

    @Test
    void hidesWhatTheNotePrintsOfTheAnswer() {
        var rows =
                read(
                        "a,H100,8,llama3-70b,serve_offline,output_throughput_total,9,t/s,MFU=0.43;"
                                + " mean TPOT ms=12.5; samples/s=4.4; cmd: vllm serve x -tp 2\n");
        assertThat(rows.rows().getFirst().row().text("note"))
                .contains("cmd: vllm serve x -tp 2")
                .doesNotContain("MFU")
                .doesNotContain("TPOT")
                .doesNotContain("samples");
        assertThat(rows.rows().getFirst().row().columns()).doesNotContainKey("value");
    }

    @Test
    void refusesTableWithoutNeededColumn() {
        var reader = new RowsReader(catalog, Shipped.phases());
        assertThatThrownBy(() -> reader.read(new StringReader("chip,model\nx,y\n"), "rows.csv"))
                .isInstanceOf(RowsException.class)
                .hasMessageContaining("rows.csv:1: column 'phase' is missing");
    }

    @Test
    void refusesEmptyFile() {
        var reader = new RowsReader(catalog, Shipped.phases());
        assertThatThrownBy(() -> reader.read(new StringReader(""), "rows.csv"))
                .isInstanceOf(RowsException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void servingRowWithoutLengthsIsSkippedByTheModel() {
        var rows = read("a,H100,8,llama3-70b,serve_offline,output_throughput_total,9,tokens/s,\n");
        var report = new Validator(Shipped.phases(), CalibrationFile.builtIn()).judge(rows);
        assertThat(report.predicted()).isEmpty();
        assertThat(report.reasons()).hasSize(1);
    }
}
