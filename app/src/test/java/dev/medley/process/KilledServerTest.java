package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Observation;
import dev.medley.core.control.Observation.How;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Servers are killed at moments that a seed chooses. Every job runs once, and every end is right.
class KilledServerTest {

    private static final int KILLS = Integer.getInteger("medley.kills", 20);
    private static final int JOBS_PER_LIFE = 2;
    private static final long SEED = Long.getLong("medley.seed", 42);

    @TempDir Path data;

    @Test
    void nothingRunsTwiceAndEveryEndIsKnownHoweverOftenTheServerIsKilled() throws Exception {
        var dice = new Random(SEED);
        for (int life = 1; life <= KILLS; life++) {
            killSoon(life * JOBS_PER_LIFE, dice.nextInt(250));
        }
        int jobs = KILLS * JOBS_PER_LIFE;
        try (var runs = Runs.under(data)) {
            for (int i = 0; i < jobs; i++) {
                Hand.start(runs.executor, i);
            }
            int stopped = 0;
            for (int i = 0; i < jobs; i++) {
                var end = runs.awaitEnds("job-" + i + "#0");
                isRight(i, end);
                stopped += end.how() == How.STOPPED ? 1 : 0;
            }
            assertThat(stopped).isPositive();
        }
        assertThat(ProcessId.all()).noneMatch(this::isOurs);
    }

    private void isRight(int job, Observation.Ended end) throws IOException {
        var begun = data.resolve("works/job-" + job + "/checkpoint/begun");
        int times = Files.exists(begun) ? Files.readAllLines(begun).size() : 0;
        assertThat(times).as("seed %d: job %d began so often", SEED, job).isLessThanOrEqualTo(1);
        // Killed between start and stop, a server may come back too late to stop what has ended.
        if (Hand.isStopped(job) && end.how() == How.STOPPED) {
            return;
        }
        int code = Hand.code(job);
        assertThat(times).as("seed %d: job %d began so often", SEED, job).isEqualTo(1);
        assertThat(end.how())
                .as("seed %d: %s", SEED, end)
                .isEqualTo(code == 0 ? How.FINISHED : How.FAILED);
        assertThat(end.text()).startsWith("exit code " + code);
    }

    private boolean isOurs(ProcessId.Seen process) {
        try {
            var file = Path.of("/proc", Long.toString(process.pid()), "environ");
            var environment = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return !process.zombie() && environment.contains("MEDLEY_PROGRESS=" + data);
        } catch (IOException _) {
            return false;
        }
    }

    private void killSoon(int jobs, int afterMs) throws IOException, InterruptedException {
        var path = System.getProperty("surefire.test.class.path");
        var server =
                new ProcessBuilder(
                                System.getProperty("java.home") + File.separator + "bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                path == null ? System.getProperty("java.class.path") : path,
                                Hand.class.getName(),
                                data.toString(),
                                Integer.toString(jobs))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("open");
            Thread.sleep(afterMs);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
