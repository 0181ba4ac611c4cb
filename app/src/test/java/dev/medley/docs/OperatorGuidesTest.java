package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;

/// Every `medley` command of the guides for operators answers.
class OperatorGuidesTest {

    @ParameterizedTest
    @CsvSource({"devices, 3, processor", "observability, 3, clock"})
    void everyCommandAnswers(String guide, int commands, String word) throws IOException {
        var shown = Shown.commands(Path.of("..", "docs", guide + ".md"), "medley ");

        assertThat(shown).hasSize(commands);
        for (var command : shown) {
            assertThat(Shown.run(command)).isNotBlank();
        }
        assertThat(
                        Shown.run(
                                "medley "
                                        + (guide.equals("devices") ? "devices" : "doctor")
                                        + " --json"))
                .contains(word);
    }
}
