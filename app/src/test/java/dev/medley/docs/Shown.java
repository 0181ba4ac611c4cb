package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
                                "<!-- output: (\\./medley [^>]*) -->\n```\\w+\n(.*?)```",
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

    /// Files that earlier commands of a document wrote.
    static final Path SCRATCH = scratch();

    private static Path scratch() {
        try {
            var folder = Files.createTempDirectory("medley-docs");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the command says on stdout; it must not be bad input or a fault. What it sends to a
    /// file goes to the scratch folder, and later commands find it there.
    static String run(String line) {
        var parts = line.split(" > ", 2);
        var said = execute(parts[0]);
        if (parts.length == 2) {
            try {
                Files.writeString(SCRATCH.resolve(parts[1].strip()), said);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return said;
    }

    private static String here(String word) {
        if (word.startsWith("examples/")) {
            return "../" + word;
        }
        boolean written = word.matches("[^=]*\\.(json|html|csv|sarif)");
        return written ? SCRATCH.resolve(Path.of(word).getFileName()).toString() : word;
    }

    private static String execute(String command) {
        Locale.setDefault(Locale.ROOT);
        var words =
                Arrays.stream(command.split("\\s+"))
                        .skip(1)
                        .map(Shown::here)
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

    /// Times differ from machine to machine, and tests run one folder deeper.
    private static String comparable(String text) {
        return text.replaceAll("planned in [^\n]*", "planned")
                .replaceAll("of the fleet in [^\n]*", "")
                .replace("../examples/", "examples/")
                .replaceAll(" +\n", "\n")
                .strip();
    }
}
