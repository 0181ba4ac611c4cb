package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The commands of the guide to vouchers run, and its example shows real output.
class VouchersExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "vouchers");
    private static final Path GUIDE = Path.of("..", "docs", "vouchers.md");

    @TempDir private Path scratch = Path.of("");

    static List<ShownOutput> shown() throws IOException {
        return ShownOutput.of(EXAMPLE.resolve("README.md"));
    }

    static List<String> commands() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("medley "))
                .toList();
    }

    private String intoScratch(String word) {
        return word.startsWith("/tmp/")
                ? scratch.resolve(word.substring("/tmp/".length())).toString()
                : word;
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
        assertThat(ShownOutput.run(command, this::intoScratch)).isNotEmpty();
    }

    @Test
    void theClaimFileIsTheOneThatIsWritten() throws IOException {
        var command =
                "./medley vouchers examples/vouchers --date 2026-11-22 --claim /tmp/claim.csv";
        ShownOutput.run(command, this::intoScratch);
        assertThat(Files.readAllLines(scratch.resolve("claim.csv")))
                .isEqualTo(Files.readAllLines(EXAMPLE.resolve("claim.csv")));
    }

    @Test
    void theClaimAsJsonHoldsTheSameTotal() throws IOException {
        var command =
                "./medley vouchers examples/vouchers --date 2026-11-22 --claim /tmp/claim.json";
        ShownOutput.run(command, this::intoScratch);
        assertThat(Files.readString(scratch.resolve("claim.json")))
                .contains("\"claimed\":\"412701.68\",\"unit\":\"CNY\"")
                .contains("\"contract\":\"scans/north-910c.pdf\"");
    }
}
