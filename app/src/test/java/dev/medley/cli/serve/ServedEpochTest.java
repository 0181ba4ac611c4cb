package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;
import dev.medley.journal.Journals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A server with a catalogue and rules of its own, and what its journal is worth without them.
class ServedEpochTest {

    private static final String CHIPS =
            """
            vendor: acme
            headquarters: CN
            chips:
              - id: acme-one
                name: One
                family: one
                status: shipping
                devicesPerNode: 8
                denseTflops: {bf16: 300, int8: 600}
                memoryGb: 64
                memoryGbs: 1600
                tdpWatts: 350
                stack: cann
                designedForDataCentres: true
                torchDevice: npu
                source: A chip for a test
                date: '2026'
                confidence: low
            """;

    private static final String FLEET =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata: {name: home}
            spec:
              currency: CNY
              sites:
                - {name: here, country: CN, pue: 1.2, powerPricePerKwh: 0.38}
              pools:
                - {name: ones, site: here, chip: acme-one, devices: 16, devicesPerNode: 8, costPerDeviceHour: 10}
                - {name: h800, site: here, chip: nvidia-h800-sxm, devices: 8, devicesPerNode: 8, costPerDeviceHour: 20}
            """;

    private static final String RULE =
            """
            id: OWN
            authority: the house
            title: Chips of our own first
            citation: a test
            effectiveFrom: 2025-01-01
            status: in_force
            scope:
              acts: [use]
              where: [to in CN, designer_hq not in China]
            clauses:
              - id: others
                when: tpp >= 1
                result: attention
                text: Chips of others stand still.
            confidence: high
            source: a test
            """;

    private static final String POLICY =
            """
            ---
            apiVersion: medley.dev/v1alpha1
            kind: Policy
            metadata: {name: careful}
            spec:
              rules: {acts: [use], block: [attention]}
            """;

    private static final String WORK =
            """
            apiVersion: medley.dev/v1alpha1
            kind: TrainingJob
            metadata: {name: train}
            spec: {model: qwen3-30b-a3b, tokens: 2e9, method: lora, batchTokens: 262144, sequenceLength: 4096}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata: {name: rows}
            spec: {devices: 4, command: [make, rows], duration: 2 h}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: TrainingJob
            metadata: {name: small}
            spec: {model: ./tiny/config.json, tokens: 1e9, method: lora, batchTokens: 262144, sequenceLength: 4096}
            """;

    private static final String CONFIG =
            """
            {"model_type": "llama", "hidden_size": 2048, "intermediate_size": 5632,
             "num_hidden_layers": 22, "num_attention_heads": 32, "num_key_value_heads": 4,
             "vocab_size": 32000, "max_position_embeddings": 4096}
            """;

    @TempDir private Path folder;
    private final Terminal terminal = new Terminal();

    @Test
    @Timeout(300)
    void isDecidedAgainWithoutTheFilesThatTheServerHad() throws Exception {
        var own = Files.createDirectories(folder.resolve("own"));
        Files.createDirectories(own.resolve("catalog/chips"));
        Files.writeString(own.resolve("catalog/chips/acme.yaml"), CHIPS);
        var rules = Files.createDirectories(own.resolve("rules"));
        Files.writeString(rules.resolve("OWN.yaml"), RULE);
        var fleet = Files.writeString(own.resolve("fleet.yaml"), FLEET + POLICY);
        var work = Files.writeString(own.resolve("work.yaml"), WORK).toString();
        var tiny = Files.createDirectories(own.resolve("tiny"));
        Files.writeString(tiny.resolve("config.json"), CONFIG);
        try (var server =
                ServerProcess.start(
                        folder,
                        fleet.toString(),
                        "--simulate",
                        "--catalog",
                        own.resolve("catalog").toString(),
                        "--rules",
                        rules.toString())) {
            assertThat(terminal.execute("submit", work, "--server", server.url()))
                    .as(terminal.err.toString())
                    .isZero();
            awaitRuns(server);
            assertThat(server.get("/api/v1/works/small")).contains("\"tiny\"");
        }
        var copy = folder.resolve("copy.db").toString();
        var other = folder.resolve("other").toString();
        var data = folder.resolve("data").toString();
        assertThat(terminal.execute("backup", "--data", data, "--to", copy)).isZero();
        assertThat(terminal.execute("restore", "--from", copy, "--data", other)).isZero();
        try (var archive = Journals.read(other)) {
            assertThat(archive.epochs().lastEntry().getValue().files())
                    .containsOnlyKeys("catalog/chips/acme.yaml", "rules/OWN.yaml");
        }
        remove(own);
        assertThat(terminal.execute("replay", "--data", other, "--json"))
                .as("%s %s", terminal.out, terminal.err)
                .isZero();
        assertThat(terminal.json().get("same").asBoolean()).isTrue();
        assertThat(terminal.json().get("entries").asInt()).isGreaterThan(5);
    }

    private void awaitRuns(ServerProcess server) throws Exception {
        for (int look = 0; look < 400; look++) {
            if (server.get("/api/v1/works?state=running").contains("\"running\"")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Nothing runs: " + server.get("/api/v1/works"));
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
