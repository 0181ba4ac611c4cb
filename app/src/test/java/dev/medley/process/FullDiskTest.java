package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Observation.How;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// A small disk that runs full. Only who may mount one can try it; others skip it.
class FullDiskTest {

    @TempDir Path folder;

    private SmallDisk disk() throws IOException {
        return SmallDisk.at(folder.resolve("disk"), "128k");
    }

    @Test
    void aRunIsRefusedWhileItIsFullAndRunsLater() throws IOException {
        try (var disk = disk();
                var runs = Runs.under(disk.root())) {
            runs.start(Runs.script("warm", "true"));
            runs.awaitEnd("warm#0");
            disk.fill();
            runs.start(Runs.script("a", "echo hello"));
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.REFUSED);
            assertThat(end.text()).contains("No space");
            disk.free();
            runs.start(Runs.script("b", "echo hello"));
            assertThat(runs.awaitEnd("b#0").how()).isEqualTo(How.FINISHED);
        }
    }

    @Test
    void theEndOfARunIsKnownThoughItRanFullMeanwhile() throws IOException {
        try (var disk = disk();
                var runs = Runs.under(disk.root())) {
            runs.start(Runs.script("a", "echo up; sleep 0.7; exit 3"));
            runs.awaitStarted("a#0");
            disk.fill();
            assertThat(runs.awaitEnd("a#0").text()).startsWith("exit code 3");
        }
    }

    @Test
    void aRunIsStoppedThoughTheDiskIsFull() throws IOException {
        try (var disk = disk();
                var runs = Runs.under(disk.root())) {
            runs.start(Runs.script("a", "while :; do sleep 0.05; done"));
            runs.awaitStarted("a#0");
            disk.fill();
            runs.stop("a#0", false, 5_000);
            assertThat(runs.awaitEnd("a#0").how()).isEqualTo(How.STOPPED);
        }
    }
}
