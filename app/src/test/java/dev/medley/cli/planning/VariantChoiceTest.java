package dev.medley.cli.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/// The market picks a smaller model when chips are scarce, and never one below the floor.
class VariantChoiceTest {

    private static final String WORK = "../examples/fewer-chips/after.yaml";

    @TempDir private Path scratch = Path.of("");

    @Test
    void choosesSmallerModelsWhenDevicesAreScarce() throws IOException {
        assertThat(models(32)).containsExactly("qwen3-32b");
    }

    /// What is compared is rate times quality on as many devices, so a variant that gives no more
    /// than it loses is not chosen.
    @Test
    void keepsTheOriginalWhereAVariantGainsNothing() throws IOException {
        var work =
                Files.readString(Path.of(WORK))
                        .replace("qwen3-32b,", "qwen2.5-72b, precision: bf16,");
        var file = Files.writeString(scratch.resolve("work.yaml"), work);

        assertThat(models(512, file.toString())).contains("qwen3-235b-a22b");
    }

    @Test
    void choosesNothingBelowTheFloorHoweverScarce() throws IOException {
        for (int devices : new int[] {8, 16, 24, 48, 96}) {
            assertThat(models(devices)).doesNotContain("qwen3-30b-a3b", "qwen3-8b");
        }
    }

    private SortedSet<String> models(int devices) throws IOException {
        return models(devices, WORK);
    }

    private SortedSet<String> models(int devices, String work) throws IOException {
        var fleet = scratch.resolve("fleet.yaml");
        Files.writeString(fleet, documents(devices));
        var models = new TreeSet<String>();
        for (var allocation :
                Terminal.stdout("plan", fleet.toString(), work, "--json").get("allocations")) {
            models.add(allocation.get("shape").get("model").stringValue());
        }
        return models;
    }

    /// Money and power count for nothing, so that only scarcity does.
    private static String documents(int devices) {
        return """
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
        """
                .formatted(devices);
    }
}
