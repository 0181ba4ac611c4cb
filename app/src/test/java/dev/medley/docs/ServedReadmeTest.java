package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.serve.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
            server.awaitRuns();
            for (var command : commands.subList(1, commands.size())) {
                var said = new StringWriter();
                assertThat(server.ask(command, said)).as(command + "\n" + said).isZero();
                assertThat(said.toString()).as(command).isNotBlank();
            }
        }
    }
}
