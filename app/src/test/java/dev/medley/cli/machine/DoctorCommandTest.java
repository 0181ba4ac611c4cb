package dev.medley.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;
import dev.medley.cli.terminal.Exit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `medley doctor` as a person or a script meets it.
class DoctorCommandTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void saysHowEverythingStands() {
        var terminal = new Terminal();
        var data = folder.resolve("data").toString();

        assertThat(terminal.execute("doctor", "--data", data, "--port", "0")).isLessThan(2);
        assertThat(terminal.out.toString()).contains("jdk", "clock", "open files", "disk", "port");
        terminal.execute("doctor", "--data", data, "--port", "0", "--json");
        var checks = terminal.json().get("checks");
        assertThat(checks.size()).isGreaterThanOrEqualTo(9);
        for (var check : checks) {
            assertThat(check.get("verdict").asString()).isIn("ok", "warn", "fail");
            assertThat(check.has("advice"))
                    .isEqualTo(!check.get("verdict").asString().equals("ok"));
        }
    }

    @Test
    void answersNoWhereAServerWouldNotRun() throws IOException {
        var file = Files.writeString(folder.resolve("data"), "");
        var terminal = new Terminal();

        assertThat(terminal.execute("doctor", "--data", file.toString(), "--port", "0"))
                .isEqualTo(Exit.NO);
        assertThat(terminal.out.toString()).contains("fail", "is a file.", "--data");
        terminal.execute("doctor", "--data", file.toString(), "--port", "0", "--json");
        assertThat(terminal.json().get("fit").asBoolean()).isFalse();
    }
}
