package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;

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

/// A page of documentation with commands and what they print.
record Guide(Path page) {

    private static final Pattern OUTPUT =
            Pattern.compile(
                    "<!-- output: (\\./medley [^>]*) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);

    /// A command and what the page shows of it.
    record Shown(String command, String output) {

        /// Runs the command and holds what it prints to what is shown.
        void check() {
            assertThat(comparable(run(command))).isEqualTo(comparable(output));
        }

        /// Planning time differs from machine to machine, and tests run one folder deeper.
        private static String comparable(String text) {
            return text.replaceAll("planned in [^\n]*", "planned")
                    .replace("../examples/", "examples/")
                    .replaceAll(" +\n", "\n")
                    .strip();
        }
    }

    List<Shown> shown() throws IOException {
        var blocks = OUTPUT.matcher(Files.readString(page));
        var shown = new ArrayList<Shown>();
        while (blocks.find()) {
            shown.add(new Shown(blocks.group(1), blocks.group(2)));
        }
        return shown;
    }

    /// Lines that begin with these words.
    List<String> commands(String words) throws IOException {
        return Files.readAllLines(page).stream().filter(line -> line.startsWith(words)).toList();
    }

    /// What a command prints that answers yes or no.
    static String run(String command) {
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
