package dev.medley.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.devices.listing.Health;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What every known tool prints leads to the devices that it speaks of.
class RecordedOutputTest {

    /// @param devices index, name, bus, MiB, power cap, health and chip of each
    record Recorded(String tool, String file, String version, List<String> devices) {}

    private static Recorded of(String tool, String file, String version, String... devices) {
        return new Recorded(tool, file, version, List.of(devices));
    }

    static final List<Recorded> RECORDED =
            List.of(
                    of(
                            "nvidia-smi",
                            "nvidia-smi-h20.csv",
                            "",
                            "0 NVIDIA H20 0000:0f:00.0 97871 500 UNSAID nvidia-h20-96gb",
                            "1 NVIDIA H20 0000:34:00.0 97871 500 UNSAID nvidia-h20-96gb"),
                    of(
                            "nvidia-smi",
                            "nvidia-smi-mixed.csv",
                            "",
                            "0 NVIDIA A100-SXM4-80GB 0000:07:00.0 81920 400 UNSAID"
                                    + " nvidia-a100-80gb-sxm",
                            "1 NVIDIA A800-SXM4-80GB 0000:0a:00.0 81920 400 UNSAID"
                                    + " nvidia-a800-80gb-sxm",
                            "2 NVIDIA H200 0000:18:00.0 143771 700 UNSAID nvidia-h200-sxm",
                            "3 NVIDIA L4 0000:2a:00.0 23034 72 UNSAID nvidia-l4",
                            "4 Tesla T4 0000:3b:00.0 15360 70 UNSAID nvidia-t4",
                            "5 NVIDIA A100-PCIE-40GB 0000:3c:00.0 40960 250 UNSAID ?",
                            "6 NVIDIA H100 80GB HBM3 0000:5d:00.0 - - BAD nvidia-h100-sxm"),
                    of(
                            "npu-smi",
                            "npu-smi-910b4.txt",
                            "25.5.2",
                            "5 910B4 0000:41:00.0 32768 - GOOD huawei-ascend-910b4"),
                    of(
                            "npu-smi",
                            "npu-smi-910c.txt",
                            "25.0.rc1",
                            "0 Ascend910 0000:9d:00.0 65536 - GOOD ?",
                            "1 Ascend910 0000:9f:00.0 65536 - GOOD ?",
                            "2 Ascend910 0000:99:00.0 65536 - GOOD ?",
                            "3 Ascend910 0000:9b:00.0 65536 - BAD ?"),
                    of(
                            "npu-smi",
                            "npu-smi-310p.txt",
                            "25.0.rc1.1",
                            "0 310P3 0000:01:00.0 44280 - GOOD huawei-ascend-310p-duo",
                            "1 310P3 0000:01:00.0 43693 - GOOD huawei-ascend-310p-duo"),
                    of(
                            "npu-smi",
                            "npu-smi-310p-single.txt",
                            "25.2.0",
                            "0 310P3 0000:01:00.0 21527 - GOOD ?",
                            "1 310P3 0000:02:00.0 21527 - GOOD ?"),
                    of(
                            "npu-smi",
                            "npu-smi-26.txt",
                            "26.0.rc2",
                            "0 Ascend910 0000:9d:00.0 65536 - GOOD ?",
                            "1 Ascend910 0000:9f:00.0 65536 - GOOD ?",
                            "15 Ascend910 0000:83:00.0 65536 - GOOD ?"),
                    of(
                            "npu-smi",
                            "npu-smi-910b4-1.txt",
                            "25.2.0",
                            "0 910B4-1  65536 - GOOD ?",
                            "1 910B4-1  65536 - GOOD ?"),
                    of("cnmon", "cnmon-1.txt", "1.16.0", "0 MLU220-M2  4096 8.25 UNSAID ?"),
                    of(
                            "cnmon",
                            "cnmon-5.txt",
                            "5.10.13",
                            "0 MLU370-X8 0000:39:00.0 23374 250 UNSAID cambricon-mlu370-x8",
                            "1 MLU370-X8 0000:3d:00.0 23374 250 UNSAID cambricon-mlu370-x8"),
                    of(
                            "cnmon",
                            "cnmon-5.10.22.txt",
                            "5.10.22",
                            "0 MLU370-X8 0000:13:00.0 20638 250 UNSAID cambricon-mlu370-x8",
                            "1 MLU370-X8 0000:16:00.0 20638 250 UNSAID cambricon-mlu370-x8"),
                    of(
                            "cnmon",
                            "cnmon-4.txt",
                            "4.20.11",
                            "0 MLU370-X4  23308 150 UNSAID ?",
                            "1 MLU370-X4  23308 150 UNSAID ?"),
                    of(
                            "cnmon",
                            "cnmon-6.txt",
                            "6.5.26",
                            "0 MLU590-M9DG 0000:63:00.0 81920 550 UNSAID cambricon-mlu590"),
                    of(
                            "xpu_smi",
                            "xpu_smi-p800.txt",
                            "",
                            "0 P800 OAM 0000:03:00.0 98304 400 UNSAID kunlunxin-p800",
                            "1 P800 OAM 0000:05:00.0 98304 400 UNSAID kunlunxin-p800"),
                    of(
                            "xpu_smi",
                            "xpu-smi-5.19.txt",
                            "",
                            "0 P800 OAM 0000:03:00.0 98304 400 UNSAID kunlunxin-p800"),
                    of(
                            "mx-smi",
                            "mx-smi-2.2.8.txt",
                            "2.2.8",
                            "0 MetaX N260 0000:01:00.0 65536 225 GOOD ?",
                            "1 MetaX N260 0000:21:00.0 65536 225 GOOD ?"),
                    of(
                            "mx-smi",
                            "mx-smi-2.1.6.txt",
                            "2.1.6",
                            "0 MXC500 0000:05:00.0 65536 - UNSAID metax-c500",
                            "1 MXC500 0000:08:00.0 65536 - UNSAID metax-c500"),
                    of(
                            "mx-smi",
                            "mx-smi-2.1.12.txt",
                            "2.1.12",
                            "0 MetaX C500 0000:0e:00.0 65536 350 UNSAID metax-c500",
                            "1 MetaX C500 0000:0f:00.0 65536 350 UNSAID metax-c500"),
                    of(
                            "mx-smi",
                            "mx-smi-2.2.4.txt",
                            "2.2.4",
                            "0 MetaX C550 0000:0f:00.0 65536 450 GOOD metax-c550",
                            "1 MetaX C550 0000:34:00.0 65536 450 GOOD metax-c550"),
                    of(
                            "mx-smi",
                            "mx-smi-2.3.1.txt",
                            "2.3.1",
                            "0 MetaX C500 0000:12:00.0 65536 350 GOOD metax-c500"),
                    of(
                            "hy-smi",
                            "hy-smi-malformed.json",
                            "",
                            "0 Z100L 0000:04:00.0 32752 - UNSAID hygon-z100",
                            "1 Z100L 0000:26:00.0 32752 - UNSAID hygon-z100"),
                    of(
                            "hy-smi",
                            "hy-smi-z100.txt",
                            "",
                            "0 Z100SM  16368 - UNSAID ?",
                            "1 Z100SM  16368 - UNSAID ?"),
                    of(
                            "rocm-smi",
                            "rocm-smi.json",
                            "",
                            "0 AMD Instinct MI300X OAM 0000:05:00.0 196592 750 UNSAID amd-mi300x",
                            "1 AMD Instinct MI300X OAM 0000:26:00.0 196592 750 UNSAID amd-mi300x"),
                    of(
                            "rocm-smi",
                            "rocm-smi-radeon.json",
                            "",
                            "0 Radeon RX 7900 XT  20464 - UNSAID ?"),
                    of(
                            "rocm-smi",
                            "rocm-smi-mi250x.json",
                            "",
                            "0 AMD INSTINCT MI200 (MCM) OAM LC MBA HPE C2 0000:c1:00.0 - - UNSAID"
                                    + " ?",
                            "1 AMD INSTINCT MI200 (MCM) OAM LC MBA HPE C2 0000:c6:00.0 - - UNSAID"
                                    + " ?"),
                    of(
                            "amd-smi",
                            "amd-smi.json",
                            "",
                            "0 AMD Instinct MI300X OAM 0000:05:00.0 196592 650 UNSAID amd-mi300x"),
                    of(
                            "amd-smi",
                            "amd-smi-list.json",
                            "",
                            "0 MI210 0000:03:00.0 65520 300 UNSAID amd-mi210"),
                    of(
                            "ixsmi",
                            "ixsmi.txt",
                            "4.1.0",
                            "0 Iluvatar BI-V150 0000:13:00.0 32768 - UNSAID iluvatar-tiangai-150",
                            "1 Iluvatar BI-V150 0000:16:00.0 32768 350 UNSAID"
                                    + " iluvatar-tiangai-150"),
                    of(
                            "ixsmi",
                            "ixsmi-3.txt",
                            "3.0.1",
                            "0 Iluvatar BI-V100 0000:14:00.0 32768 250 UNSAID iluvatar-tiangai-100",
                            "1 Iluvatar BI-V100 0000:15:00.0 32768 250 UNSAID"
                                    + " iluvatar-tiangai-100"),
                    of(
                            "ixsmi",
                            "ixsmi-4.0.txt",
                            "4.0.0",
                            "0 Iluvatar BI-V150S 0000:8a:00.0 32768 - UNSAID ?"),
                    of(
                            "ixsmi",
                            "ixsmi-4.4.txt",
                            "4.4.0",
                            "0 Iluvatar MR-V100 DUO 0000:35:00.0 32768 - UNSAID ?",
                            "1 Iluvatar MR-V100 DUO 0000:38:00.0 32768 350 UNSAID ?"),
                    of(
                            "efsmi",
                            "efsmi-1.4.txt",
                            "1.4.0.505",
                            "0 Enflame S60 0000:3d:00.0 49120 - UNSAID enflame-s60",
                            "1 Enflame S60 0000:3e:00.0 49120 - UNSAID enflame-s60"),
                    of(
                            "efsmi",
                            "efsmi-1.4.0.3.txt",
                            "1.4.0.3",
                            "0 Enflame S60 0000:23:00.0 42976 300 UNSAID enflame-s60"),
                    of(
                            "efsmi",
                            "efsmi-1.6.txt",
                            "1.6.3.12",
                            "0 Enflame S60G 0000:2e:00.0 23552 - UNSAID ?"),
                    of(
                            "efsmi",
                            "efsmi-1.7.txt",
                            "1.7.2.14",
                            "0 Enflame L300 0000:2d:00.0 147456 300 UNSAID ?"),
                    of(
                            "mthreads-gmi",
                            "mthreads-gmi-1.14.txt",
                            "1.14.0",
                            "0 MTT S80 0000:04:00.0 16384 - UNSAID ?"),
                    of(
                            "mthreads-gmi",
                            "mthreads-gmi-2.0.txt",
                            "2.0.0",
                            "0 MTT S80 0000:01:00.0 16384 - UNSAID ?"),
                    of(
                            "mthreads-gmi",
                            "mthreads-gmi-2.3.txt",
                            "2.3.2",
                            "0 MTT S5000 0000:2a:00.0 81920 - UNSAID mthreads-s5000",
                            "1 MTT S5000 0000:3a:00.0 81920 - UNSAID mthreads-s5000"),
                    of(
                            "mthreads-gmi",
                            "mthreads-gmi-2.4.txt",
                            "2.4.1",
                            "0 MTT S5000 0000:18:00.0 81920 - UNSAID mthreads-s5000",
                            "1 MTT S5000 0000:3a:00.0 81920 - UNSAID mthreads-s5000"),
                    of(
                            "ppu-smi",
                            "ppu-smi.csv",
                            "",
                            "0 PPU-ZW810E 0000:08:00.0 98304 400 UNSAID thead-zhenwu-810e"),
                    of(
                            "ppu-smi",
                            "ppu-smi-alixpu.csv",
                            "",
                            "0 alixpu  40960 - UNSAID ?",
                            "1 alixpu  24576 - UNSAID ?"),
                    of(
                            "hl-smi",
                            "hl-smi.txt",
                            "hl-1.15.1-fw-49.0.0.0",
                            "0 HL-225 0000:19:00.0 98304 600 UNSAID intel-gaudi2"));

    @TempDir private Path root = Path.of("");

    @ParameterizedTest
    @FieldSource("RECORDED")
    void readsWhatIsRecorded(Recorded recorded) {
        var found = new Machine(root).prints(recorded.tool(), recorded.file()).find();

        assertThat(found.accelerators().stream().map(RecordedOutputTest::line).toList())
                .as("%s", found.notes())
                .isEqualTo(recorded.devices());
        assertThat(found.accelerators())
                .allMatch(device -> device.toolVersion().equals(recorded.version()));
    }

    private static String line(Found device) {
        var row = device.row();
        var memory = row.memoryBytes();
        var chip = device.chip();
        return String.join(
                " ",
                Integer.toString(row.index()),
                row.name(),
                row.busId(),
                memory == null ? "-" : Long.toString(memory >> 20),
                row.powerLimitWatts() == null
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", row.powerLimitWatts())
                                .replaceFirst("\\.00$", ""),
                row.health().name(),
                chip == null ? "?" : chip.id());
    }

    @Test
    void everyRecordedFileIsReadAndExplained() throws IOException {
        var used = new ArrayList<String>();
        RECORDED.forEach(recorded -> used.add(recorded.file()));
        used.addAll(
                List.of(
                        "README.md",
                        "hy-smi-hcu.txt",
                        "hy-smi-dcu.txt",
                        "hy-smi-product.txt",
                        "hy-smi-memory.txt",
                        "npu-smi-910c-board.txt"));
        var readme = Files.readString(Machine.recorded("README.md"));
        try (var files = Files.list(Machine.recorded("README.md").getParent())) {
            var names = files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(used).containsExactlyInAnyOrderElementsOf(names);
            names.stream()
                    .filter(name -> !name.equals("README.md"))
                    .forEach(name -> assertThat(readme).contains("`" + name + "`"));
        }
    }

    @Test
    void putsTogetherWhatSeveralCommandsOfHySmiSay() {
        for (var table : List.of("hy-smi-hcu.txt", "hy-smi-dcu.txt")) {
            var found =
                    new Machine(root)
                            .script(
                                    "hy-smi",
                                    """
                                    case "$1" in
                                      "") cat '%s' ;;
                                      --showproductname) cat '%s' ;;
                                      --showmeminfo) cat '%s' ;;
                                      --showbus) echo 'HCU[0] : PCI Bus: 0000:04:00.0' ;;
                                      *) echo 'unrecognized arguments' >&2; exit 2 ;;
                                    esac\
                                    """
                                            .formatted(
                                                    Machine.recorded(table),
                                                    Machine.recorded("hy-smi-product.txt"),
                                                    Machine.recorded("hy-smi-memory.txt")))
                            .find();

            assertThat(found.accelerators().stream().map(RecordedOutputTest::line).toList())
                    .containsExactly(
                            "0 K100_AI 0000:04:00.0 65520 %s UNSAID hygon-k100-ai"
                                    .formatted(table.contains("hcu") ? "1000" : "800"),
                            "1 K100_AI  65520 %s UNSAID hygon-k100-ai"
                                    .formatted(table.contains("hcu") ? "1000" : "800"));
            assertThat(found.notes()).anyMatch(note -> note.contains("unrecognized arguments"));
        }
    }

    @Test
    void asksTheBoardWhichAscend910ItIs() {
        var found =
                new Machine(root)
                        .script(
                                "npu-smi",
                                "case \"$*\" in *board*) cat '%s' ;; *) cat '%s' ;; esac"
                                        .formatted(
                                                Machine.recorded("npu-smi-910c-board.txt"),
                                                Machine.recorded("npu-smi-910c.txt")))
                        .find();

        assertThat(found.accelerators())
                .hasSize(4)
                .allSatisfy(
                        device -> {
                            assertThat(device.row().name()).isEqualTo("Ascend910");
                            assertThat(device.row().model()).isEqualTo("Ascend910_9392");
                        });
        assertThat(found.byChip()).containsOnlyKeys("huawei-ascend-910c");
        assertThat(found.accelerators().get(3).row().card()).isEqualTo(1);
        assertThat(found.accelerators().get(3).row().health()).isEqualTo(Health.BAD);
    }
}
