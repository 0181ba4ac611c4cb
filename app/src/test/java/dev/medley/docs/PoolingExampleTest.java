package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;

/// The commands of the guide to pooling run, and its example shows real output.
class PoolingExampleTest {

    private static final Path README = Path.of("..", "examples", "pooling", "README.md");
    private static final Path GUIDE = Path.of("..", "docs", "pooling.md");

    @Test
    void theOutputShownIsTheOutput() throws IOException {
        var shown = Shown.in(README);
        assertThat(shown).hasSize(2);
        shown.forEach(Shown::isTheOutput);
    }

    @Test
    void everyCommandOfTheGuideAnswers() throws IOException {
        for (var command : Shown.commands(GUIDE, "medley ")) {
            assertThat(Shown.run(command)).contains("sharing");
        }
    }
}
