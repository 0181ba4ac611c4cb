package dev.medley.cli.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/// A service that wants more than any pool has is served by all of them together.
class SpreadServiceTest {

    @TempDir private Path scratch = Path.of("");

    @Test
    void aServiceTooLargeForAnyPoolRunsInAllOfThem() throws IOException {
        var file =
                Files.writeString(
                        scratch.resolve("fleet.yaml"),
                        """
                        apiVersion: medley.dev/v1alpha1
                        kind: Fleet
                        metadata: {name: mine}
                        spec:
                          currency: CNY
                          sites: [{name: here, country: CN, powerPricePerKwh: 0.5, pue: 1.3}]
                          pools:
                            - {name: h20, chip: nvidia-h20-96gb, site: here, devices: 64, costPerDeviceHour: 6.2}
                            - {name: b3, chip: ascend-910b3, site: here, devices: 128, costPerDeviceHour: 4.6}
                        ---
                        apiVersion: medley.dev/v1alpha1
                        kind: Tenant
                        metadata: {name: me}
                        spec: {}
                        ---
                        apiVersion: medley.dev/v1alpha1
                        kind: InferenceService
                        metadata: {name: chat}
                        spec:
                          tenant: me
                          model: deepseek-r1
                          requestsPerSecond: 20
                          inputTokens: 2000
                          outputTokens: 800
                          ttft: 2 s
                          tpot: 50 ms
                        """);
        var plan = Terminal.stdout("plan", file.toString(), "--json");

        var devices = new TreeMap<String, Integer>();
        for (var one : plan.get("allocations")) {
            devices.merge(one.get("pool").asString(), one.get("devices").asInt(), Integer::sum);
        }
        assertThat(devices.getOrDefault("h20", 0)).isGreaterThanOrEqualTo(48);
        assertThat(devices.getOrDefault("b3", 0)).isGreaterThanOrEqualTo(96);
    }
}
