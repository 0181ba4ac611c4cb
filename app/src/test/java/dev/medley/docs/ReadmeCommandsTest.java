package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Runs every `./medley` command that the README shows and that needs no server, and holds its
/// example output to the truth; of the guide to simulation, the commands on the example fleet.
class ReadmeCommandsTest {

    private static final Path README = Path.of("..", "README.md");

    private static final Path SIMULATION = Path.of("..", "docs", "simulation.md");

    @TempDir private Path scratch = Path.of("");

    static List<String> commands() throws IOException {
        var days =
                Files.readAllLines(SIMULATION).stream().filter(l -> l.contains("examples/hybrid"));
        return Stream.concat(Files.readAllLines(README).stream(), days)
                .filter(line -> line.startsWith("./medley "))
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(command -> !ServedReadmeTest.isServed(command))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandRuns(String command) {
        var said = new StringWriter();
        int code = run(command, said);

        assertThat(code).as(said.toString()).isZero();
    }

    @Test
    void theOutputShownIsTheOutput() throws IOException {
        var readme = Files.readString(README);
        var command = readme.replaceAll("(?s).*<!-- output: (\\./medley [^>]*) -->.*", "$1");
        var shown = readme.replaceAll("(?s).*```text\n(.*?)```.*", "$1");
        var said = new StringWriter();

        assertThat(run(command, said)).isZero();
        assertThat(withoutTimes(said.toString())).isEqualTo(withoutTimes(shown));
    }

    /// Planning time differs from machine to machine.
    private static String withoutTimes(String text) {
        return text.replaceAll("planned in [^\n]*", "planned").replaceAll(" +\n", "\n").strip();
    }

    private int run(String command, StringWriter said) {
        Locale.setDefault(Locale.ROOT);
        var words =
                Arrays.stream(command.split("\\s+"))
                        .skip(1)
                        .map(word -> word.startsWith("examples/") ? "../" + word : word)
                        .map(this::intoScratch)
                        .toArray(String[]::new);
        var bytes = new ByteArrayOutputStream();
        var complaints = new StringWriter();
        var stdout = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            var line = Medley.commandLine().setErr(new PrintWriter(complaints, true));
            int code = line.execute(words);
            said.write(bytes.toString(StandardCharsets.UTF_8));
            if (code != 0) {
                said.write(complaints.toString());
            }
            return code;
        } finally {
            System.setOut(stdout);
        }
    }

    /// What the README writes goes to a folder of the test.
    private String intoScratch(String word) {
        return word.endsWith(".html") || word.endsWith(".jsonl") || word.startsWith("/tmp/")
                ? scratch.resolve(Path.of(word).getFileName().toString()).toString()
                : word;
    }
}
