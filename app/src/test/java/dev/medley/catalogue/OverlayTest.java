package dev.medley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medley.catalogue.CatalogFiles.Part;
import dev.medley.core.catalog.Catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A user's own folder over what comes with Medley.
class OverlayTest {

    private static final String CHIP =
            """
            vendor: Acme
            chips:
              - id: acme-x1
                name: X1
                aliases: [X-One]
                family: acme
                status: shipping
                denseTflops: {bf16: 500}
                memoryGb: 64
                memoryGbs: 2000
                stack: cuda
                source: our own sheet
                date: '2026-11'
                confidence: high
            """;

    private static final String MODEL =
            """
            maker: Acme
            models:
              - id: acme-7b
                layers: 32
                hidden: 4096
                vocabulary: 32000
                attention: {kind: grouped, heads: 32, kvHeads: 8, headDim: 128}
                feedForward: {kind: experts, experts: 8, perToken: 2, width: 14336}
                source: our own
                confidence: high
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void addsChipsAndModels() throws IOException {
        var catalog = chips(CHIP);
        assertThat(catalog.chip("x one").orThrow().vendor()).isEqualTo("Acme");
        assertThat(catalog.chip("h100").orThrow().id()).isEqualTo("nvidia-h100-sxm");

        write("models/acme.yaml", MODEL);
        assertThat(load().model("acme-7b").orThrow().isMoe()).isTrue();
    }

    @Test
    void replacesAnEntryOfTheSameId() throws IOException {
        var catalog =
                chips(
                        CHIP.replace("acme-x1", "nvidia-h20-96gb")
                                .replace("name: X1", "name: H20 96GB"));
        assertThat(catalog.chip("nvidia-h20-96gb").orThrow().memoryGb()).isEqualTo(64);
        assertThat(catalog.chips()).hasSameSizeAs(CatalogFiles.builtIn(Part.CHIPS).chips());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    memoryGb: 64 | memoryGB: 64 | chips[0].memoryGB | 9
                    memoryGb: 64 | memoryGb: -1 | chips[0].memoryGb | 9
                    memoryGb: 64 | memoryGb: 0 | chips[0].memoryGb | 9
                    memoryGb: 64 | memoryGb: .nan | chips[0].memoryGb | 9
                    memoryGb: 64 | memoryGb: .inf | chips[0].memoryGb | 9
                    memoryGb: 64 | memoryGb: 1e999 | chips[0].memoryGb | 9
                    memoryGb: 64 | memoryGb: 64 GB | chips[0].memoryGb | 9
                    memoryGb: 64 | memoryGb: '64' | chips[0].memoryGb | 9
                    memoryGb: 64 | memoryGb: | chips[0].memoryGb | 9
                    memoryGb: 64 | memoryGb: [64] | chips[0].memoryGb | 9
                    bf16: 500 | bf17: 500 | chips[0].denseTflops.bf17 | 8
                    status: shipping | status: sold | chips[0].status | 7
                    stack: cuda | stack: kuda | stack | 3
                    id: acme-x1 | id: Acme X1 | chips[0].id | 3
                    aliases: [X-One] | aliases: X-One | chips[0].aliases | 5
                    aliases: [X-One] | aliases: [H100] | aliases | 3
                    source: our own sheet | sources: our own sheet | chips[0].source | 3
                    confidence: high | confidence: sure | chips[0].confidence | 14
                    """)
    void refusesWhatIsWrongWithItsPlace(String right, String wrong, String field, int line) {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> chips(CHIP.replace(right, wrong)))
                .satisfies(
                        e -> {
                            assertThat(e.line()).as(e.getMessage()).isEqualTo(line);
                            assertThat(e.column()).as(e.getMessage()).isPositive();
                            assertThat(e.file()).endsWith("acme.yaml");
                            assertThat(e.field()).isEqualTo(field);
                            assertThat(e.rule()).isNotBlank();
                            assertThat(e.advice()).isNotBlank();
                        });
    }

    @Test
    void suggestsTheFieldThatWasMeant() {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> chips(CHIP.replace("memoryGb:", "memory_gb:")))
                .withMessageContaining("Maybe 'memoryGb'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    kvHeads: 8 | kvHeads: 64
                    perToken: 2 | perToken: 9
                    kind: grouped | kind: linear
                    kind: experts | kind: sparse
                    layers: 32 | layers: 0
                    layers: 32 | layers: 3.5
                    layers: 32 | attentionLayers: 40, layers: 32
                    hidden: 4096 | hidden: 99999999999999999999
                    """)
    void refusesModelsThatCannotBe(String right, String wrong) throws IOException {
        write("models/acme.yaml", MODEL.replace(right, wrong.replace(", ", "\n    ")));
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(this::load)
                .satisfies(e -> assertThat(e.line()).isPositive());
    }

    @Test
    void refusesTheSameIdTwice() {
        var again = CHIP.substring(CHIP.indexOf("  - id"));
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> chips(CHIP + again))
                .withMessageContaining("second time");
    }

    @Test
    void refusesTheSameFieldTwice() {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(
                        () -> chips(CHIP.replace("family: acme", "family: acme\n    family: b")))
                .withMessageContaining("second time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a",
                "vendor: [",
                "vendor: Acme\nchips: 7",
                "vendor: Acme\nchips:\n  - 7",
                "vendor: Acme\n---\nvendor: Acme",
                "a: &a [1]\nb: [*a, *a]",
                "\tvendor: Acme",
                "vendor: \"Acme",
                "? [a, b]\n: c"
            })
    void refusesBrokenFiles(String text) {
        assertThatExceptionOfType(CatalogueException.class).isThrownBy(() -> chips(text));
    }

    @Test
    void refusesFoldersThatAreNoCatalogue() throws IOException {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> CatalogFiles.load(folder.resolve("none"), Part.CHIPS))
                .withMessageContaining("no such folder");
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(this::load)
                .withMessageContaining("no catalogue file");
        write("chip/acme.yaml", CHIP);
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(this::load)
                .withMessageContaining("no place");
    }

    @Test
    void refusesAliases() {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(
                        () ->
                                chips(
                                        CHIP.replace("vendor: Acme", "vendor: &a Acme")
                                                .replace("family: acme", "family: *a")))
                .withMessageContaining("anchors");
    }

    @Test
    void refusesDeepNesting() {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> chips("vendor: " + "[".repeat(10_000)));
    }

    private Catalog chips(String text) throws IOException {
        write("chips/acme.yaml", text);
        return load();
    }

    private Catalog load() {
        return CatalogFiles.load(folder, Part.values());
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent() == null ? folder : file.getParent());
        Files.writeString(file, text);
    }
}
