package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The commands of the guide to rules run, and its example shows real output.
class RulesExampleTest {

    private static final Path README = Path.of("..", "examples", "rules", "README.md");
    private static final Path GUIDE = Path.of("..", "docs", "rules.md");

    static List<ShownOutput> shown() throws IOException {
        return ShownOutput.of(README);
    }

    static List<String> commands() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("medley rules "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void theOutputShownIsTheOutput(ShownOutput shown) {
        shown.hold();
    }

    @Test
    void threeOutputsAreShown() throws IOException {
        assertThat(shown()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfTheGuideAnswers(String command) {
        assertThat(ShownOutput.run(command, word -> word))
                .contains("Decision support, not legal advice.");
    }
}
