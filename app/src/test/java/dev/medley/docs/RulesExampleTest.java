package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The commands of the guide to rules run, and its example shows real output.
class RulesExampleTest {

    private static final Path README = Path.of("..", "examples", "rules", "README.md");
    private static final Path GUIDE = Path.of("..", "docs", "rules.md");

    /// A command and what the README shows of it.
    record Shown(String command, String output) {}

    static List<Shown> shown() throws IOException {
        var blocks =
                Pattern.compile(
                                "<!-- output: (\\./medley [^>]*) -->\n```text\n(.*?)```",
                                Pattern.DOTALL)
                        .matcher(Files.readString(README));
        var shown = new ArrayList<Shown>();
        while (blocks.find()) {
            shown.add(new Shown(blocks.group(1), blocks.group(2)));
        }
        return shown;
    }

    static List<String> commands() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("medley rules "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void theOutputShownIsTheOutput(Shown shown) {
        assertThat(comparable(run(shown.command()))).isEqualTo(comparable(shown.output()));
    }

    @Test
    void threeOutputsAreShown() throws IOException {
        assertThat(shown()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfTheGuideAnswers(String command) {
        assertThat(run(command)).contains("Decision support, not legal advice.");
    }

    /// Planning time differs from machine to machine.
    private static String comparable(String text) {
        return text.replaceAll("planned in [^\n]*", "planned").replaceAll(" +\n", "\n").strip();
    }

    private static String run(String command) {
        Locale.setDefault(Locale.ROOT);
        var words =
                Arrays.stream(command.split("\\s+"))
                        .skip(1)
                        .map(word -> word.startsWith("examples/") ? "../" + word : word)
                        .toArray(String[]::new);
        var out = new StringWriter();
        var complaints = new StringWriter();
        int code =
                Medley.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(complaints, true))
                        .execute(words);
        assertThat(code).as(complaints.toString()).isLessThan(2);
        return out.toString();
    }
}
