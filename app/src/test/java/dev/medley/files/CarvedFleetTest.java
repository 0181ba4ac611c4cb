package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// What a Fleet may say of parts of devices, and what it hears when it may not.
class CarvedFleetTest {

    private static final String DEVICES = "      devices: 512\n";

    @TempDir private Path folder = Path.of("");

    private Reader with(String lines) throws IOException {
        return new Reader(folder).write("w.yaml", Texts.FLEET.replace(DEVICES, DEVICES + lines));
    }

    private String only(String lines) throws IOException {
        var problems = with(lines).problems();
        assertThat(problems).as(() -> String.join("\n", problems)).hasSize(1);
        return problems.getFirst();
    }

    @Test
    void countsPartsWhereDevicesAreCarved() throws IOException {
        var fleet = with("      parts: 7\n      partMemory: 10 GB\n").loaded().fleet();
        var pool = fleet.pools().getFirst();
        assertThat(pool.devices()).isEqualTo(7 * 512);
        assertThat(pool.devicesPerNode()).isEqualTo(56);
        assertThat(pool.wholeDevices()).isEqualTo(512);
        assertThat(pool.costPerDeviceHour()).isEqualTo(14.2 / 7);
        assertThat(pool.carving().memoryShare()).isEqualTo(1.0 / 8);
        assertThat(pool.largestGang()).isEqualTo(1);
        assertThat(fleet.devices()).isEqualTo(512 + 1536);
    }

    @Test
    void tellsNumbersOfPartsThatNoDeviceHas() throws IOException {
        assertThat(only("      parts: 9\n")).startsWith("w.yaml:17:14: spec.pools[0].parts: 9 ");
        assertThat(only("      parts: 1\n")).startsWith("w.yaml:17:14: spec.pools[0].parts: 1 ");
        assertThat(only("      parts: 2.5\n")).contains("spec.pools[0].parts: 2.5 ");
    }

    @Test
    void tellsMemoryThatADeviceDoesNotHave() throws IOException {
        assertThat(only("      parts: 4\n      partMemory: 30 GB\n"))
                .isEqualTo(
                        "w.yaml:18:19: spec.pools[0].partMemory: '30 GB' is more than a device has"
                                + " for each of 4 parts (20.0 GB); write less, or fewer parts");
        assertThat(only("      partMemory: 30 GB\n"))
                .contains("says what a part has, and devices of this pool are whole");
    }

    @Test
    void tellsComputeThatADeviceDoesNotHave() throws IOException {
        assertThat(only("      parts: 4\n      partCompute: 30 %\n"))
                .contains("is no share that a device has for each of 4 parts");
        var fleet = with("      parts: 4\n      partCompute: 14 %\n").loaded().fleet();
        assertThat(fleet.pools().getFirst().carving().computeShare()).isEqualTo(0.14);
    }

    @Test
    void tellsStockOfCarvedPools() throws IOException {
        var stock =
                "  stock:\n    retirements:\n      - {pool: h800, devices: 8, date: 2027-09-01}\n";
        var text = Texts.FLEET.replace(DEVICES, DEVICES + "      parts: 4\n") + stock;
        assertThat(new Reader(folder).write("w.yaml", text).problems())
                .singleElement()
                .asString()
                .contains("'h800' is carved into parts, and stock counts whole devices");
    }
}
