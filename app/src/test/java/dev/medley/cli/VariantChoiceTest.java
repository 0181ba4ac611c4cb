package dev.medley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/// The market picks a smaller model when chips are scarce, and never one below the floor.
class VariantChoiceTest {

    private static final String WORK = "../examples/fewer-chips/after.yaml";

    /// Money and power count for nothing, so that only scarcity does.
    private static final String DOCUMENTS =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Policy
            metadata: {name: only-worth}
            spec: {moneyWeight: 0, powerWeight: 0}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata: {name: some}
            spec:
              currency: CNY
              sites: [{name: here, country: CN, powerPricePerKwh: 0.4 CNY/kWh, pue: 1.2}]
              pools: [{name: h20, site: here, chip: nvidia-h20-96gb, devices: %d, devicesPerNode: 8, domainDevices: 8, costPerDeviceHour: 0}]
            ---
            apiVersion: medley.dev/v1alpha1
            kind: Tenant
            metadata: {name: assistant}
            spec: {}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: Tenant
            metadata: {name: search}
            spec: {}
            """;

    @TempDir private Path scratch = Path.of("");

    @Test
    void choosesTheOriginalsWhenThereIsPlenty() throws IOException {
        assertThat(models(1024)).containsExactlyInAnyOrder("qwen3-235b-a22b", "qwen2.5-72b");
    }

    @Test
    void choosesSmallerModelsWhenDevicesAreScarce() throws IOException {
        assertThat(models(32)).containsExactly("qwen3-32b");
    }

    @Test
    void choosesNothingBelowTheFloorHoweverScarce() throws IOException {
        for (int devices : new int[] {8, 16, 24, 48, 96}) {
            assertThat(models(devices)).doesNotContain("qwen3-30b-a3b", "qwen3-8b");
        }
    }

    private TreeSet<String> models(int devices) throws IOException {
        var fleet = scratch.resolve("fleet.yaml");
        Files.writeString(fleet, DOCUMENTS.formatted(devices));
        var models = new TreeSet<String>();
        for (var allocation : plan(fleet.toString()).get("allocations")) {
            models.add(allocation.get("shape").get("model").stringValue());
        }
        return models;
    }

    private static JsonNode plan(String fleet) {
        var bytes = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Medley.commandLine().execute("plan", fleet, WORK, "--json");
        } finally {
            System.setOut(stdout);
        }
        return JsonMapper.shared().readTree(bytes.toString(StandardCharsets.UTF_8));
    }
}
