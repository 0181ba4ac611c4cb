package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/// Jobs that each leave a mark where they ran, those of them that a server acknowledged, and
/// whether all of these ran, once.
final class Deeds {

    /// Looks of a quarter of a second each.
    private static final int PATIENCE = 2_400;

    private final Path marks;
    private final ConcurrentSkipListSet<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger sent = new AtomicInteger();

    Deeds(Path marks) {
        this.marks = marks;
    }

    /// What came of it.
    record Sums(int sent, int acknowledged, int ran, int lost, int twice) {}

    /// Submits a job.
    ///
    /// @return what the server answered: its status, and what it said if that was no success
    Answer submit(ServerProcess server, String name) throws IOException, InterruptedException {
        sent.incrementAndGet();
        var answer = server.submit("/api/v1/works", document(name), name);
        if (answer.statusCode() == 201) {
            acknowledged.add(name);
        }
        return new Answer(answer.statusCode(), answer.body());
    }

    record Answer(int status, String body) {}

    int acknowledged() {
        return acknowledged.size();
    }

    private String document(String name) {
        return """
        apiVersion: medley.dev/v1alpha1
        kind: BatchJob
        metadata: {name: %s}
        spec:
          command: [sh, -c, "echo %s >> %s; sleep 0.05"]
          devices: 1
          duration: 2s
        """
                .formatted(name, name, marks);
    }

    /// Waits until all that was acknowledged is done.
    void await(ServerProcess server) throws IOException, InterruptedException {
        for (var name : acknowledged) {
            String said = "";
            for (int look = 0; !said.contains("\"state\":\"done\""); look++) {
                assertThat(look).as(said).isLessThan(PATIENCE);
                Thread.sleep(look == 0 ? 0 : 250);
                said = server.get("/api/v1/works/" + name);
                assertThat(said).as(name + " is lost").doesNotContain("not-found");
            }
        }
    }

    Sums sums() throws IOException {
        var times = new TreeMap<String, Integer>();
        var lines = Files.exists(marks) ? Files.readAllLines(marks) : List.<String>of();
        lines.forEach(name -> times.merge(name, 1, Integer::sum));
        var lost = new TreeSet<>(acknowledged);
        lost.removeAll(times.keySet());
        int twice = (int) times.values().stream().filter(n -> n > 1).count();
        return new Sums(sent.get(), acknowledged.size(), times.size(), lost.size(), twice);
    }
}
