package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final int KILLS = Integer.getInteger("medley.kills", 30);
    private static final int JOBS_PER_LIFE = 3;
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
                runs.start(Hand.job(i));
            }
            for (int i = 0; i < jobs; i++) {
                var end = runs.awaitEnd("job-" + i + "#0");
                int code = Hand.code(i);
                assertThat(end.how())
                        .as("seed %d: %s", SEED, end)
                        .isEqualTo(code == 0 ? How.FINISHED : How.FAILED);
                assertThat(end.text()).startsWith("exit code " + code);
                var begun = data.resolve("works/job-" + i + "/checkpoint/begun");
                assertThat(Files.readAllLines(begun)).as("seed %d: job %d", SEED, i).hasSize(1);
            }
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
