package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Examples show real output, and the commands of their guides run.
class ExamplesTest {

    /// @param example folder of the example
    /// @param shown outputs that its README shows
    /// @param guide name of the guide
    /// @param commands how the guide's commands begin
    /// @param answer what each of them says
    record Example(String example, int shown, String guide, String commands, String answer) {}

    static final List<Example> EXAMPLES =
            List.of(
                    new Example(
                            "rules",
                            3,
                            "rules",
                            "medley rules ",
                            "Decision support, not legal advice."),
                    new Example("vouchers", 3, "vouchers", "medley ", "vouchers"),
                    new Example("runway", 1, "runway", "medley runway ", "shrinking"),
                    new Example("horizon", 2, "horizon", "medley ", "week"),
                    new Example("compare", 3, "compare", "medley compare ", "unknown"),
                    new Example("hybrid", 1, "compare", "medley compare 910c-guian ", "unknown"),
                    new Example(
                            "ration",
                            1,
                            "simulation",
                            "./medley simulate fleet examples/ration ",
                            "demand served"),
                    new Example("local", 1, "local", "./medley ", "2 works running"),
                    new Example("pooling", 2, "pooling", "medley ", "sharing"),
                    new Example("parts", 2, "parts", "medley ", "quarters"),
                    new Example("fewer-chips", 2, "what-if", "medley fit ", "worth"),
                    new Example("fewer-chips", 2, "efficiency", "./medley ", "reasoning"));

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theOutputShownIsTheOutput(Example example) throws IOException {
        var readme = Path.of("..", "examples", example.example(), "README.md");
        for (var command : Shown.commands(readme, "./medley ")) {
            assertThat(Shown.run(command)).isNotEmpty();
        }
        var shown = Shown.in(readme);
        assertThat(shown).hasSize(example.shown());
        shown.forEach(Shown::isTheOutput);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void everyCommandOfTheGuideAnswers(Example example) throws IOException {
        var guide = Path.of("..", "docs", example.guide() + ".md");
        var commands = Shown.commands(guide, example.commands());
        assertThat(commands).isNotEmpty();
        for (var command : commands) {
            assertThat(Shown.run(command)).contains(example.answer());
        }
    }

    /// A row of the table of all examples.
    private record Row(String folder, String command) {}

    @Test
    void theTableNamesEveryFolderAndACommandOfItsReadme() throws IOException {
        var examples = Path.of("..", "examples");
        var rows =
                Pattern.compile("\\| \\[(.+?)]\\(\\1/README\\.md\\) \\| `(\\./medley .+?)` \\|")
                        .matcher(Files.readString(examples.resolve("README.md")))
                        .results()
                        .map(row -> new Row(row.group(1), row.group(2)))
                        .toList();

        assertThat(rows).extracting(Row::folder).containsAll(folders(examples));
        for (var row : rows) {
            var readme = Files.readString(examples.resolve(row.folder()).resolve("README.md"));
            assertThat(readme.replaceAll("\\\\\n +", ""))
                    .as(row.folder())
                    .containsPattern(Pattern.quote(row.command()) + "( -->)?\n");
        }
    }

    private static List<String> folders(Path examples) throws IOException {
        try (var inside = Files.list(examples)) {
            return inside.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();
        }
    }
}
