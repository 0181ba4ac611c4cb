package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;

/// The commands of the guide to porting run, and its example shows real output.
class PortExampleTest {

    private static final Path README = Path.of("..", "examples", "port", "README.md");
    private static final Path GUIDE = Path.of("..", "docs", "port.md");

    @Test
    void theOutputsShownAreTheOutputs() throws IOException {
        assertThat(Shown.in(README)).hasSize(2).allSatisfy(Shown::isTheOutput);
        assertThat(Shown.in(GUIDE)).hasSize(1).allSatisfy(Shown::isTheOutput);
    }

    @Test
    void everyCommandOfTheGuideAnswers() throws IOException {
        assertThat(Shown.commands(GUIDE, "medley port "))
                .hasSizeGreaterThan(4)
                .allSatisfy(command -> assertThat(Shown.run(command)).isNotEmpty());
    }
}
