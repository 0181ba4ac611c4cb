package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The commands of the guide to porting run, and its example shows real output.
class PortExampleTest {

    private static final Guide README = new Guide(Path.of("..", "examples", "port", "README.md"));
    private static final Guide GUIDE = new Guide(Path.of("..", "docs", "port.md"));

    @TempDir private Path scratch = Path.of("");

    @Test
    void theOutputsShownAreTheOutputs() throws IOException {
        assertThat(README.shown()).hasSize(2).allSatisfy(Guide.Shown::check);
        assertThat(GUIDE.shown()).hasSize(1).allSatisfy(Guide.Shown::check);
    }

    @Test
    void everyCommandOfTheGuideAnswers() throws IOException {
        assertThat(GUIDE.commands("medley port "))
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        command ->
                                assertThat(Guide.run(command.replace("/tmp/", scratch + "/")))
                                        .isNotEmpty());
    }
}
