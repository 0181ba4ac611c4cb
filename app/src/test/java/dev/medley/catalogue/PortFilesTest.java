package dev.medley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.catalog.Lookup;
import dev.medley.core.port.Assessor;
import dev.medley.core.port.Clue;
import dev.medley.core.port.ClueKind;
import dev.medley.core.port.Finding;
import dev.medley.core.port.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// The mapping that comes with Medley, and what is wrong with others.
class PortFilesTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void knowsEightTargetsAndTheirStacks() {
        var catalog = CatalogFiles.load(null, CatalogFiles.Part.values());
        var targets = PortFiles.builtIn().targets();

        assertThat(targets)
                .extracting(Target::id)
                .containsExactly("cann", "rocm", "musa", "maca", "mlu", "xpu", "gcu", "gaudi");
        assertThat(targets)
                .allSatisfy(
                        target ->
                                assertThat(catalog.stack(target.stack()))
                                        .isInstanceOf(Lookup.Found.class));
    }

    @Test
    void saysOfEachCellWhereItWasReadAndWhenOrThatNothingWasFound() {
        int unsourced = 0;
        for (var rule : PortFiles.builtIn().rules()) {
            for (var target : rule.cells().keySet()) {
                var cell = rule.cells().get(target);
                assertThat(cell).isNotNull();
                if (cell != null && cell.sourced()) {
                    assertThat(cell.source())
                            .as(rule.id() + " on " + target)
                            .matches(".*\\(read 20\\d\\d-\\d\\d-\\d\\d\\)");
                } else {
                    unsourced++;
                }
            }
        }
        assertThat(unsourced).as("cells without a source: of 328 cells").isLessThanOrEqualTo(40);
    }

    @Test
    void isCalibratedToThreeMonthsForAFullPort() {
        var mapping = PortFiles.builtIn();
        var findings = new ArrayList<Finding>();
        mapping.assumptions()
                .reference()
                .counts()
                .forEach(
                        (id, count) -> {
                            var rule = mapping.rule(id);
                            for (int i = 0; rule != null && i < count; i++) {
                                var clue = new Clue(ClueKind.NAME, id, "", 1, 1);
                                findings.add(new Finding("f" + i, clue, rule));
                            }
                        });
        var target = mapping.target("cann");
        assertThat(target).isNotNull();
        if (target != null) {
            var full = new Assessor(mapping).assess(findings, target);
            assertThat(full.lowWeeks()).isCloseTo(13, within(1e-9));
            assertThat(full.highWeeks()).isGreaterThan(39);
        }
    }

    @Test
    void refusesAMappingThatDoesNotHoldTogether() throws IOException {
        refuses("source: flash-attn-npu}", "source: nowhere}", "No source has this id.");
        refuses("effort: replace,", "effort: hercules,", "No unit effort has this id.");
        refuses("confidence: low, source: none", "confidence: medium, source: none", "no source");
        refuses("read: 2026-11-22, ", "", "read");
        refuses("- {name: torch.cuda}", "- {neme: torch.cuda}", "name");
        refuses("      rocm: {becomes: works,", "      rocn: {becomes: works,", "rocm");
        refuses("  - id: nccl-test\n", "  - id: nccl\n", "Another rule has this id.");
        refuses("target: cann", "target: tpu", "No target has this id.");
        refuses("{device: 200,", "{devise: 200,", "No rule has this id.");
    }

    private void refuses(String what, String with, String message) throws IOException {
        String text;
        try (var in = PortFiles.class.getResourceAsStream("/port/mapping.yaml")) {
            assertThat(in).isNotNull();
            text =
                    in == null
                            ? ""
                            : new String(
                                    in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        assertThat(text).contains(what);
        var file = folder.resolve("mapping.yaml");
        int at = text.indexOf(what);
        Files.writeString(file, text.substring(0, at) + with + text.substring(at + what.length()));

        assertThatThrownBy(() -> PortFiles.load(file))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("mapping.yaml:")
                .hasMessageContaining(message);
    }
}
