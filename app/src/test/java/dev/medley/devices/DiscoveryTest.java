package dev.medley.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Observation;
import dev.medley.devices.listing.Health;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// Whatever tools do, a look at a machine ends and says what it saw.
class DiscoveryTest {

    private static final String ACCELERATOR = "120000";
    private static final String DISPLAY = "030000";

    @TempDir private Path root = Path.of("");

    @Test
    void withoutAcceleratorsTheProcessorIsTheDevice() {
        var found = new Machine(root).find();

        assertThat(found.accelerators()).isEmpty();
        assertThat(found.notes()).isEmpty();
        var device = found.devices().getFirst();
        assertThat(found.byChip()).containsOnlyKeys("cpu");
        assertThat(device.row().name()).isEqualTo("Some Processor 64");
        assertThat(device.row().memoryBytes()).isEqualTo(131_072_000L << 10);
        assertThat(found.processor().cores()).isPositive();
    }

    @Test
    void aToolThatFailsIsANote() {
        var found =
                new Machine(root)
                        .script(
                                "nvidia-smi",
                                "echo 'NVIDIA-SMI has failed because it could not talk to the"
                                        + " driver.' ; exit 9")
                        .onBus("0000:0f:00.0", "10de", "030200")
                        .find();

        assertThat(found.accelerators()).isEmpty();
        assertThat(found.notes())
                .anySatisfy(
                        note ->
                                assertThat(note)
                                        .contains("ended with code 9: NVIDIA-SMI has failed"))
                .contains("PCI shows 1 of Nvidia, and 0 are listed by nvidia-smi.");
        assertThat(found.byChip()).containsOnlyKeys("cpu");
    }

    @Test
    void aToolThatHangsIsKilledWithItsChildren() throws InterruptedException {
        var mark = root.resolve("alive");
        var machine =
                new Machine(root)
                        .patience(Duration.ofMillis(300))
                        .script("nvidia-smi", "sleep 3 && touch '%s'; sleep 60".formatted(mark))
                        .prints("mx-smi", "mx-smi-2.3.1.txt");
        long start = System.nanoTime();
        var found = machine.find();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(found.byChip()).containsOnlyKeys("metax-c500");
        assertThat(found.notes()).anyMatch(note -> note.contains("did not answer within 300 ms"));
        Thread.sleep(3_200);
        assertThat(Files.exists(mark)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia-smi", "npu-smi", "cnmon", "hy-smi", "amd-smi", "rocm-smi"})
    void garbageIsANote(String tool) {
        var found =
                new Machine(root)
                        .script(tool, "echo '%%PDF-1.7 {{{ ]]] | GPU Name | | 1 |'; echo '|||'")
                        .find();

        assertThat(found.accelerators()).isEmpty();
        assertThat(found.notes()).isNotEmpty();
    }

    @Test
    void outputCutAndMixedAtRandomNeverEndsALook() throws Exception {
        var random = new Random(42);
        try (var files = Files.list(Machine.recorded("README.md").getParent())) {
            for (var file : files.sorted().toList()) {
                var text = new StringBuilder(Files.readString(file));
                for (int n = 0; n < 40; n++) {
                    int at = random.nextInt(text.length());
                    switch (random.nextInt(3)) {
                        case 0 -> text.deleteCharAt(at);
                        case 1 -> text.insert(at, (char) random.nextInt(32, 127));
                        default -> text.setLength(Math.max(100, text.length() - 30));
                    }
                }
                for (var tool : VendorTool.ALL) {
                    assertThat(tool.reader().read(java.util.List.of(text.toString()))).isNotNull();
                }
            }
        }
    }

    @Test
    void intelsToolOfTheSameNameIsNotAsked() {
        var found =
                new Machine(root)
                        .script("xpu-smi", "touch '%s'".formatted(root.resolve("asked")))
                        .onBus("0000:03:00.0", "8086", DISPLAY)
                        .find();

        assertThat(root.resolve("asked")).doesNotExist();
        assertThat(found.notes())
                .anyMatch(note -> note.contains("PCI shows no device of Baidu Kunlunxin"));
    }

    @Test
    void theSameToolIsAskedWhereItsVendorsDevicesAre() {
        var found =
                new Machine(root)
                        .prints("xpu-smi", "xpu_smi-p800.txt")
                        .onBus("0000:03:00.0", "1d22", ACCELERATOR)
                        .onBus("0000:05:00.0", "1d22", ACCELERATOR)
                        .find();

        assertThat(found.byChip()).containsOnlyKeys("kunlunxin-p800");
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void pciSaysWhoseDevicesAToolOfABorrowedNameLists() {
        var found =
                new Machine(root)
                        .script(
                                "nvidia-smi",
                                """
                                echo 'index, name, uuid, pci.bus_id, memory.total [MiB]'
                                echo '0, PPU-ZW810E, GPU-1, 00000000:08:00.0, 98304 MiB'\
                                """)
                        .onBus("0000:08:00.0", "1ded", ACCELERATOR)
                        .find();

        assertThat(found.accelerators().getFirst().vendor()).isEqualTo("Alibaba T-Head");
        assertThat(found.byChip()).containsOnlyKeys("thead-zhenwu-810e");
        assertThat(found.notes())
                .anyMatch(note -> note.contains("nvidia-smi answers for devices that are of"));
    }

    @Test
    void aNameOfAnotherVendorsChipStaysOpen() {
        var found =
                new Machine(root)
                        .script(
                                "mx-smi",
                                """
                                sed 's/MetaX C500/NVIDIA L4/' '%s'\
                                """
                                        .formatted(Machine.recorded("mx-smi-2.3.1.txt")))
                        .find();

        assertThat(open(found.accelerators().getFirst()).reason())
                .contains("'NVIDIA L4' is the name of nvidia-l4, and this device is of MetaX");
    }

    @Test
    void saysWhatComesNearWhereTheMemoryDisagrees() {
        var found = new Machine(root).prints("npu-smi", "npu-smi-910c.txt").find();

        var open = open(found.accelerators().getFirst());
        assertThat(open.reason())
                .contains("'Ascend910' is the name of huawei-ascend-910a, which has 32 GB")
                .contains("the tool shows 64 GiB");
        assertThat(open.near()).contains("huawei-ascend-910c").doesNotContain("huawei-ascend-910a");
        assertThat(found.byChip()).isEmpty();
    }

    @Test
    void leavesANameOpenThatMemoryDoesNotDecide() {
        var found =
                new Machine(root)
                        .script(
                                "nvidia-smi",
                                "echo 'index, name, memory.total [MiB]'; echo '0, NVIDIA H20,"
                                        + " [N/A]'")
                        .find();

        var open = open(found.accelerators().getFirst());
        assertThat(open.reason()).contains("may be any of", "unknown memory does not decide");
        assertThat(open.near()).containsExactlyInAnyOrder("nvidia-h20-141gb", "nvidia-h20-96gb");
    }

    @Test
    void twoToolsOfOneVendorListADeviceOnce() {
        var found =
                new Machine(root)
                        .prints("amd-smi", "amd-smi.json")
                        .prints("rocm-smi", "rocm-smi.json")
                        .find();

        assertThat(found.accelerators()).hasSize(1);
        assertThat(found.accelerators().getFirst().tool()).isEqualTo("amd-smi");
    }

    @Test
    void theDisplayOfAServersManagementChipIsNoAccelerator() {
        var found = new Machine(root).onBus("0000:07:00.0", "19e5", DISPLAY).find();

        assertThat(found.bus().devices()).isEmpty();
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void saysWhichToolIsMissingForDevicesOnTheBus() {
        var found =
                new Machine(root)
                        .onBus("0000:c1:00.0", "19e5", ACCELERATOR)
                        .onBus("0000:c2:00.0", "19e5", ACCELERATOR)
                        .find();

        assertThat(found.notes())
                .containsExactly("PCI shows 2 of Huawei, and 0 are listed by npu-smi (not found).");
    }

    @Test
    void aDeviceThatVanishesOrFallsIllIsReportedDown() {
        var machine = new Machine(root).prints("nvidia-smi", "nvidia-smi-mixed.csv");
        var discovery = machine.discovery();
        var first = discovery.find();
        var vigil = new Vigil("here", first.accelerators());

        assertThat(vigil.seen(discovery.again(first)))
                .isEqualTo(new Observation.NodeSeen("here", true, java.util.List.of(6)));
        machine.script(
                "nvidia-smi",
                "grep -v '^2,' '%s'".formatted(Machine.recorded("nvidia-smi-mixed.csv")));
        assertThat(vigil.seen(discovery.again(first)).down()).containsExactly(2, 6);
        machine.script("nvidia-smi", "exit 1");
        assertThat(vigil.seen(discovery.again(first)).down()).hasSize(7);
    }

    @Test
    void asksOnlyToolsThatListedSomethingBefore() {
        var asked = root.resolve("asked");
        var machine =
                new Machine(root)
                        .prints("mx-smi", "mx-smi-2.2.4.txt")
                        .script("cnmon", "echo x >> '%s'".formatted(asked));
        var discovery = machine.discovery();
        var first = discovery.find();
        var again = discovery.again(first);

        assertThat(asked).hasContent("x\n");
        assertThat(again.accelerators()).isEqualTo(first.accelerators());
        assertThat(first.accelerators()).allMatch(d -> d.row().health() == Health.GOOD);
    }

    private static Match.Open open(Found device) {
        assertThat(device.match()).isInstanceOf(Match.Open.class);
        return (Match.Open) device.match();
    }
}
