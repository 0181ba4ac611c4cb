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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A command and what a README shows of it.
record ShownOutput(String command, String output) {

    /// Everything that a README shows.
    static List<ShownOutput> of(Path readme) throws IOException {
        var blocks =
                Pattern.compile(
                                "<!-- output: (\\./medley [^>]*) -->\n```text\n(.*?)```",
                                Pattern.DOTALL)
                        .matcher(Files.readString(readme));
        var shown = new ArrayList<ShownOutput>();
        while (blocks.find()) {
            shown.add(new ShownOutput(blocks.group(1), blocks.group(2)));
        }
        return shown;
    }

    /// The command answers just so.
    void hold() {
        assertThat(comparable(run(command, word -> word))).isEqualTo(comparable(output));
    }

    /// Planning time differs from machine to machine.
    private static String comparable(String text) {
        return text.replaceAll("planned in [^\n]*", "planned").replaceAll(" +\n", "\n").strip();
    }

    /// What a command says; it may answer no.
    ///
    /// @param words puts something in the place of words of the command
    static String run(String command, UnaryOperator<String> words) {
        Locale.setDefault(Locale.ROOT);
        var meant =
                Arrays.stream(command.split("\\s+"))
                        .skip(1)
                        .map(word -> word.startsWith("examples/") ? "../" + word : word)
                        .map(words)
                        .toArray(String[]::new);
        var out = new StringWriter();
        var complaints = new StringWriter();
        int code =
                Medley.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(complaints, true))
                        .execute(meant);
        assertThat(code).as(complaints.toString()).isLessThan(2);
        return out.toString();
    }
}
