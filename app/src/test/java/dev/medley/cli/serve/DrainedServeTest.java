package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.function.Predicate;

/// A node of this machine that is drained while something runs there, and the server started again.
class DrainedServeTest {

    private static final String JOB =
            """
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata: {name: long}
            spec:
              command: [sleep, "60"]
              devices: 1
              duration: 1 min
              grace: 1 s
            """;

    @TempDir private Path folder;
    private final Terminal terminal = new Terminal();

    @Test
    @Timeout(300)
    void staysDrainedWhenTheServerStartsAgainUntilItIsUncordoned() throws Exception {
        String node;
        try (var server = ServerProcess.start(folder)) {
            assertThat(server.post("/api/v1/works", JOB, "one")).isEqualTo(201);
            until(server, "/api/v1/works/long", w -> w.at("/state").asString("").equals("running"));
            node = json(server.get("/api/v1/fleet")).at("/nodes/0/id").stringValue();
            assertThat(run(server, "drain", node)).isZero();
            assertThat(terminal.out.toString()).contains("is being drained");
            until(server, "/api/v1/works/long", w -> w.at("/state").asString("").equals("waiting"));
            until(server, "/api/v1/fleet", f -> state(f).equals("drained"));
        }
        try (var server = ServerProcess.start(folder)) {
            assertThat(state(json(server.get("/api/v1/fleet")))).isEqualTo("drained");
            Thread.sleep(2_000);
            var work = json(server.get("/api/v1/works/long"));
            assertThat(work.at("/state").stringValue()).isEqualTo("waiting");
            assertThat(run(server, "uncordon", node)).isZero();
            until(server, "/api/v1/works/long", w -> w.at("/state").asString("").equals("running"));
            assertThat(run(server, "cancel", "long")).isZero();
            until(
                    server,
                    "/api/v1/works/long",
                    w -> w.at("/state").asString("").equals("cancelled"));
        }
    }

    private int run(ServerProcess server, String command, String what) {
        return terminal.execute(command, what, "--server", server.url());
    }

    private static String state(JsonNode fleet) {
        return fleet.at("/nodes/0/state").asString("");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static void until(ServerProcess server, String path, Predicate<JsonNode> holds)
            throws Exception {
        String said = "";
        for (int look = 0; look < 600; look++) {
            said = server.get(path);
            if (holds.test(json(said))) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("It did not come to that: " + said);
    }
}
