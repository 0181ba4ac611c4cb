package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A command that a document shows with its output.
record Shown(String command, String output) {

    /// Those of a document: text blocks below a comment that names the command.
    static List<Shown> in(Path document) throws IOException {
        var blocks =
                Pattern.compile(
                                "<!-- output: (\\./medley [^>]*) -->\n```text\n(.*?)```",
                                Pattern.DOTALL)
                        .matcher(Files.readString(document));
        var shown = new ArrayList<Shown>();
        while (blocks.find()) {
            shown.add(new Shown(blocks.group(1), blocks.group(2)));
        }
        return shown;
    }

    /// Lines of a document that are such a command.
    static List<String> commands(Path document, String prefix) throws IOException {
        return Files.readAllLines(document).stream().filter(l -> l.startsWith(prefix)).toList();
    }

    void isTheOutput() {
        assertThat(comparable(run(command))).isEqualTo(comparable(output));
    }

    /// What the command says on stdout; it must not be bad input or a fault.
    static String run(String command) {
        Locale.setDefault(Locale.ROOT);
        var words =
                Arrays.stream(command.split("\\s+"))
                        .skip(1)
                        .map(word -> word.startsWith("examples/") ? "../" + word : word)
                        .toArray(String[]::new);
        var out = new StringWriter();
        var complaints = new StringWriter();
        var bytes = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            int code =
                    Medley.commandLine()
                            .setOut(new PrintWriter(out, true))
                            .setErr(new PrintWriter(complaints, true))
                            .execute(words);
            assertThat(code).as(complaints.toString()).isLessThan(2);
        } finally {
            System.setOut(stdout);
        }
        return out + bytes.toString(StandardCharsets.UTF_8);
    }

    /// Planning time differs from machine to machine.
    private static String comparable(String text) {
        return text.replaceAll("planned in [^\n]*", "planned").replaceAll(" +\n", "\n").strip();
    }
}
