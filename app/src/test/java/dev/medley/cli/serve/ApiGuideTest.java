package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The commands of the guides to API and security, given in their order to a server.
class ApiGuideTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void everyCommandOfTheGuidesAnswers() throws Exception {
        var guide = Files.readString(Path.of("..", "docs", "api.md"));
        var work = guide.replaceAll("(?s).*```yaml\n(.*?)```.*", "$1");
        Files.writeString(folder.resolve("work.yaml"), work);
        try (var served = Served.open()) {
            for (var name : List.of("api.md", "security.md")) {
                for (var command : commands(name)) {
                    var terminal = new Terminal();
                    int code = terminal.execute(words(command, served.server.url()));
                    assertThat(code).as("%s: %s%s", command, terminal.out, terminal.err).isZero();
                    if (command.startsWith("medley submit")) {
                        served.until("first", "running");
                    }
                }
            }
        }
    }

    private static List<String> commands(String guide) throws IOException {
        var commands =
                Files.readAllLines(Path.of("..", "docs", guide)).stream()
                        // Servers are started elsewhere, and in tests of their own.
                        .filter(line -> line.matches("medley (?!serve ).*"))
                        .toList();
        assertThat(commands).isNotEmpty();
        return commands;
    }

    private String[] words(String command, String url) {
        var words =
                new ArrayList<>(
                        Arrays.asList(command.split(" ")).subList(1, command.split(" ").length));
        words.replaceAll(w -> w.matches("work.yaml|DIR") ? folder.resolve(w).toString() : w);
        if (!command.startsWith("medley tokens create")) {
            words.add("--server");
            words.add(url);
        }
        return words.toArray(String[]::new);
    }
}
