package dev.medley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Precision;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/// What comes with Medley.
class CatalogFilesTest {

    private static final Catalog CATALOG = CatalogFiles.builtIn();

    /// A hybrid or a model with a vision tower may differ; a slipped figure differs by far more.
    private static final double PARAMETER_SLACK = 0.03;

    @Test
    void holdsChipsSystemsStacksAndModels() {
        assertThat(CATALOG.chips()).hasSizeGreaterThanOrEqualTo(95);
        assertThat(CATALOG.systems()).hasSizeGreaterThanOrEqualTo(14);
        assertThat(CATALOG.stacks()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(CATALOG.models()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void everyEntryNamesItsSource() {
        assertThat(CATALOG.chips()).noneMatch(chip -> chip.provenance().source().isBlank());
        assertThat(CATALOG.models()).noneMatch(model -> model.provenance().source().isBlank());
        assertThat(CATALOG.systems()).noneMatch(system -> system.provenance().source().isBlank());
        assertThat(CATALOG.stacks()).noneMatch(stack -> stack.provenance().source().isBlank());
    }

    @Test
    void countsTheParametersThatMakersPublish() {
        for (var model : CATALOG.models()) {
            var published = model.publishedParams();
            if (published != null) {
                assertThat(model.countedParams() / published)
                        .as(model.id())
                        .isCloseTo(1, within(PARAMETER_SLACK));
            }
        }
    }

    @Test
    void activeParametersNeverExceedAll() {
        assertThat(CATALOG.models())
                .allSatisfy(
                        model -> {
                            assertThat(model.countedActive())
                                    .isLessThanOrEqualTo(model.countedParams());
                            assertThat(model.activeParams())
                                    .isLessThanOrEqualTo(model.params() * (1 + PARAMETER_SLACK));
                        });
    }

    @Test
    void twoDevicesShareThePackageOfA910C() {
        var chip = chip("910C");
        assertThat(chip.devicesPerPackage()).isEqualTo(2);
        assertThat(chip.perDevice(128)).isEqualTo(64);
        assertThat(chip.deviceFlops(Precision.BF16)).isEqualTo(376e12);
        assertThat(chip.traits().devicesPerNode()).isEqualTo(16);
    }

    @Test
    void leavesOutWhatNobodyPublished() {
        var p800 = chip("kunlunxin-p800");
        assertThat(p800.memoryGbs()).isNull();
        assertThat(p800.scaleUp()).isNull();
        assertThat(p800.figureNotes()).containsKey("scaleUp");
        assertThat(p800.denseTflops()).doesNotContainKey(Precision.FP8);
        assertThat(chip("nvidia-b20").denseTflops()).isEmpty();
        assertThat(chip("cpu").memoryGb()).isNull();
    }

    @Test
    void servesNoEightBitFloatsWhereHardwareHasNone() {
        assertThat(formats("910b3", "cann")).contains("BF16", "W8A8 INT8").doesNotContain("FP8");
        assertThat(formats("910c", "cann")).doesNotContain("FP8");
        assertThat(formats("a100", "cuda")).contains("W8A8 INT8").doesNotContain("FP8");
        assertThat(formats("h20-96gb", "cuda")).contains("FP8");
        assertThat(formats("c550", "maca")).doesNotContain("FP8");
        assertThat(formats("p800", "xre")).doesNotContain("FP8");
    }

    @Test
    void familiesNamedByStacksExist() {
        var families = new TreeSet<String>();
        CATALOG.chips().forEach(chip -> families.add(chip.family()));
        for (var stack : CATALOG.stacks()) {
            for (var format : stack.formats()) {
                assertThat(families).as(stack.id()).containsAll(format.families());
            }
        }
    }

    @Test
    void systemsAddUpToTheirChips() {
        for (var system : CATALOG.systems()) {
            if (system.chip() == null || system.packages() == null || system.memoryGb() == null) {
                continue;
            }
            var memory = chip(system.chip()).memoryGb();
            if (memory != null) {
                assertThat(system.memoryGb() / (memory * system.packages()))
                        .as(system.id())
                        .isBetween(0.95, 1.05);
            }
        }
    }

    @Test
    void indexNamesEveryFile() throws IOException {
        var root = Path.of("src/main/resources/catalog");
        var index =
                new Fields(
                        TreeReader.yaml(
                                "index.yaml", Files.readAllBytes(root.resolve("index.yaml"))),
                        "");
        assertThat(index.texts("chips")).containsExactlyInAnyOrderElementsOf(names(root, "chips"));
        assertThat(index.texts("models"))
                .containsExactlyInAnyOrderElementsOf(names(root, "models"));
    }

    @Test
    void readsOnlyThePartsAskedFor() {
        var chips = CatalogFiles.builtIn(CatalogFiles.Part.CHIPS);
        assertThat(chips.chips()).hasSameSizeAs(CATALOG.chips());
        assertThat(chips.models()).isEmpty();
    }

    private static List<String> names(Path root, String folder) throws IOException {
        try (var files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).toList();
        }
    }

    private static List<String> formats(String chip, String stack) {
        return CATALOG.stack(stack).orThrow().formatsOn(chip(chip)).stream()
                .map(format -> format.name())
                .toList();
    }

    private static Chip chip(String name) {
        return CATALOG.chip(name).orThrow();
    }
}
