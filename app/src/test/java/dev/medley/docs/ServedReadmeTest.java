package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;
import dev.medley.cli.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Starts the server that the README starts, with its demonstration, and says to it what the README
/// says.
class ServedReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    @TempDir private Path folder = Path.of("");

    /// The README's first command, and those that speak to a server.
    static List<String> commands() throws IOException {
        return Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("./medley "))
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(ServedReadmeTest::isServed)
                .toList();
    }

    static boolean isServed(String command) {
        return command.matches("\\./medley (serve|list|why|top|whatif|submit|cancel|logs)( .*)?");
    }

    @Test
    @Timeout(240)
    void theServerAnswersWhatTheReadmeAsks() throws Exception {
        var commands = commands();
        assertThat(commands.getFirst()).isEqualTo("./medley serve --demo");
        try (var server = ServerProcess.start(folder, "--demo")) {
            awaitRuns(server);
            for (var command : commands.subList(1, commands.size())) {
                var said = new StringWriter();
                assertThat(ask(command, server.url(), said)).as(command + "\n" + said).isZero();
                assertThat(said.toString()).as(command).isNotBlank();
            }
        }
    }

    private static void awaitRuns(ServerProcess server) throws InterruptedException {
        for (int look = 0; look < 200; look++) {
            var said = new StringWriter();
            ask("./medley list --json", server.url(), said);
            if (said.toString().contains("\"running\"")) {
                return;
            }
            Thread.sleep(250);
        }
        throw new AssertionError("Nothing runs after 50 seconds.");
    }

    private static int ask(String command, String url, StringWriter said) {
        var words = new ArrayList<String>();
        Arrays.stream(command.split("\\s+"))
                .skip(1)
                .map(word -> word.startsWith("examples/") ? "../" + word : word)
                .forEach(words::add);
        words.addAll(List.of("--server", url));
        var out = new PrintWriter(said, true);
        return Medley.commandLine().setOut(out).setErr(out).execute(words.toArray(String[]::new));
    }
}
