package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.http.Fuzzer;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Documents that are spoilt, or meant to harm, sent to a server with the real reader.
class ServedFuzzTest {

    private static final int EACH = Integer.getInteger("medley.fuzz", 12) * 4;

    private static final List<String> PATHS =
            List.of("/api/v1/works", "/api/v1/preview", "/api/v1/whatif");

    @Test
    void readsWhateverItIsSent() throws Exception {
        try (var served = Served.open()) {
            var documents =
                    List.of(
                            Served.job("good", "lab", 4),
                            Served.service("wave", 12),
                            Served.job("a", "lab", 1) + "---\n" + Served.job("b", "shop", 2),
                            Served.service("far", 3).replace("qwen3-30b-a3b", "/etc/passwd"),
                            Served.FLEET);
            for (long seed = 1; seed <= EACH; seed++) {
                var fuzzer = new Fuzzer(served.server.port(), seed);
                for (var path : PATHS) {
                    var outcome = fuzzer.send("POST", path, documents);
                    assertThat(outcome.status())
                            .as("seed %d: %s", seed, outcome.request())
                            .isBetween(0, 499);
                }
            }
        }
    }
}
