package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medley.core.control.Observation.How;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small disk that runs full. Only who may mount one can try it; others skip it.
class FullDiskTest {

    @TempDir Path folder;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()));
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private void fill() {
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            for (int i = 0; i < 1_000; i++) {
                out.write(new byte[1024]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        }
    }

    @Test
    void aRunIsRefusedWhileItIsFullAndRunsLater() throws IOException {
        try (var runs = Runs.under(disk)) {
            runs.start(Runs.script("warm", "true"));
            runs.awaitEnd("warm#0");
            fill();
            runs.start(Runs.script("a", "echo hello"));
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.REFUSED);
            assertThat(end.text()).contains("No space");
            Files.delete(disk.resolve("filler"));
            runs.start(Runs.script("b", "echo hello"));
            assertThat(runs.awaitEnd("b#0").how()).isEqualTo(How.FINISHED);
        }
    }

    @Test
    void theEndOfARunIsKnownThoughItRanFullMeanwhile() {
        try (var runs = Runs.under(disk)) {
            runs.start(Runs.script("a", "echo up; sleep 0.7; exit 3"));
            runs.awaitStarted("a#0");
            fill();
            assertThat(runs.awaitEnd("a#0").text()).startsWith("exit code 3");
        }
    }

    @Test
    void aRunIsStoppedThoughTheDiskIsFull() {
        try (var runs = Runs.under(disk)) {
            runs.start(Runs.script("a", "while :; do sleep 0.05; done"));
            runs.awaitStarted("a#0");
            fill();
            runs.stop("a#0", false, 5_000);
            assertThat(runs.awaitEnd("a#0").how()).isEqualTo(How.STOPPED);
        }
    }
}
