package dev.medley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// The whole server is killed while people submit jobs and jobs run; afterwards every job that was
/// acknowledged has run, once. Hundreds of times with `-Dmedley.serveKills=300`.
class KilledServeTest {

    private static final int KILLS = Integer.getInteger("medley.serveKills", 5);
    private static final long SEED = Long.getLong("medley.seed", 42);
    private static final int JOBS_PER_LIFE = 12;

    @TempDir private Path folder = Path.of("");
    private final ConcurrentSkipListSet<String> acknowledged = new ConcurrentSkipListSet<>();

    @Test
    @Timeout(3_000)
    void losesNothingThatWasAcknowledgedAndRunsNothingTwice() throws Exception {
        var dice = new SplittableRandom(SEED);
        for (int life = 0; life < KILLS; life++) {
            var server = ServerProcess.start(folder);
            var people = people(server, life);
            Thread.sleep(dice.nextLong(100, 3_000));
            server.kill();
            for (var person : people) {
                person.join();
            }
        }
        try (var server = ServerProcess.start(folder)) {
            for (var name : acknowledged) {
                awaitDone(server, name);
            }
        }
        assertThat(acknowledged).as("seed %d", SEED).isNotEmpty();
        var marks = Files.readAllLines(folder.resolve("marks"));
        assertThat(new TreeSet<>(marks)).as("seed %d", SEED).containsAll(acknowledged);
        assertThat(marks).as("seed %d", SEED).doesNotHaveDuplicates();
    }

    private List<Thread> people(ServerProcess server, int life) {
        var people = new ArrayList<Thread>();
        for (int person = 0; person < 3; person++) {
            int number = person;
            people.add(Thread.startVirtualThread(() -> submit(server, life, number)));
        }
        return people;
    }

    private void submit(ServerProcess server, int life, int person) {
        for (int job = person; job < JOBS_PER_LIFE; job += 3) {
            var name = "job-%d-%d".formatted(life, job);
            try {
                if (server.post("/api/v1/works", document(name), name) == 201) {
                    acknowledged.add(name);
                }
            } catch (IOException | InterruptedException killed) {
                return;
            }
        }
    }

    private String document(String name) {
        return """
        apiVersion: medley.dev/v1alpha1
        kind: BatchJob
        metadata: {name: %s}
        spec:
          command: [sh, -c, "echo %s >> %s; sleep 0.3"]
          devices: 1
          duration: 10s
        """
                .formatted(name, name, folder.resolve("marks"));
    }

    private static void awaitDone(ServerProcess server, String name) throws Exception {
        String said = "";
        for (int look = 0; look < 1_200; look++) {
            said = server.get("/api/v1/works/" + name);
            if (said.contains("\"state\":\"done\"")) {
                return;
            }
            Thread.sleep(250);
        }
        throw new AssertionError(name + " did not end: " + said);
    }
}
