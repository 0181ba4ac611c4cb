package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;

/// The commands of the guides to what-if and efficiency run in their order, and the example shows
/// real output.
class FewerChipsExampleTest {

    private static final Path README = Path.of("..", "examples", "fewer-chips", "README.md");
    private static final Path WHAT_IF = Path.of("..", "docs", "what-if.md");
    private static final Path EFFICIENCY = Path.of("..", "docs", "efficiency.md");

    @Test
    void theOutputShownIsTheOutput() throws IOException {
        for (var command : Shown.commands(README, "./medley ")) {
            assertThat(Shown.run(command)).contains("allocations");
        }
        var shown = Shown.in(README);
        assertThat(shown).hasSize(2);
        shown.forEach(Shown::isTheOutput);
    }

    @Test
    void everyCommandOfTheGuidesAnswers() throws IOException {
        for (var command : Shown.commands(WHAT_IF, "medley fit ")) {
            assertThat(Shown.run(command)).contains("worth");
        }
        for (var command : Shown.commands(EFFICIENCY, "./medley ")) {
            assertThat(Shown.run(command)).contains("reasoning");
        }
    }
}
