package dev.medley.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medley.core.place.Member;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class PodTraceTest {

    private static final String NODES =
            """
            sn,cpu_milli,memory_mib,gpu,model
            n0,64000,262144,2,P100
            n1,96000,393216,8,G2
            """;
    private static final String PODS =
            """
            name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec
            p0,12000,16384,1,1000,
            p1,6000,12288,1,460,T4|P100|T4
            p2,6000,12288,4,250,
            p3,8000,2048,0,0,
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void readsNodesAndPods() throws IOException {
        var trace = PodTrace.read(file("nodes.csv", NODES), file("pods.csv", PODS));

        assertThat(trace.nodes())
                .extracting("id", "devices", "pool")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("n0", 2, "P100"),
                        org.assertj.core.groups.Tuple.tuple("n1", 8, "G2"));
        var pods = trace.pods();
        assertThat(pods.get(0).member()).isEqualTo(Member.whole(1, 12_000, 16L << 30));
        assertThat(pods.get(1).member()).isEqualTo(Member.part(460, 6_000, 12L << 30));
        assertThat(pods.get(1).pools()).containsExactly("P100", "T4");
        assertThat(pods.get(2).member())
                .as("several are whole")
                .isEqualTo(Member.whole(4, 6_000, 12L << 30));
        assertThat(pods.get(3).member()).isEqualTo(Member.plain(8_000, 2L << 30));
    }

    @Test
    void readsGzip() throws IOException {
        var file = folder.resolve("pods.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(PODS.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(PodTrace.pods(file)).hasSize(4);
    }

    @Test
    void tellsEverythingThatIsWrong() throws IOException {
        var file =
                file(
                        "pods.csv",
                        """
                        name,cpu_milli,memory_mib,num_gpu,gpu_milli
                        p0,12000,16384,1,1000
                        p1,-1,16384,1,1000
                        p2,1000,many,1,1500
                        ,1000,1,1,0
                        p4,1000,1
                        """);

        assertThat(problems(() -> PodTrace.pods(file)))
                .containsExactly(
                        file
                                + ":3: cpu_milli: '-1' must be a whole number from 0 to 1000000000;"
                                + " write for example 8",
                        file
                                + ":4: memory_mib: 'many' must be a whole number from 0 to"
                                + " 1099511627776; write for example 8",
                        file + ":5: name: '' must not be empty; write a name",
                        file
                                + ":6: has 3 fields, the first line 5; give every column a value,"
                                + " if an empty one");
    }

    @Test
    void partOfADeviceMustBeOne() throws IOException {
        var file = file("pods.csv", "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np0,1,1,1,1500\n");

        assertThat(problems(() -> PodTrace.pods(file)))
                .containsExactly(
                        file
                                + ":2: gpu_milli: '1500' must be a whole number from 1 to 1000;"
                                + " write for example 8");
    }

    @Test
    void namesTheColumnThatIsMissing() throws IOException {
        var file = file("nodes.csv", "sn,cpu_milli,memory_mib,gpu\nn0,1,1,1\n");

        assertThat(problems(() -> PodTrace.nodes(file)))
                .containsExactly(
                        file
                                + ":1: column 'model' is missing; the first line must name"
                                + " sn,cpu_milli,memory_mib,gpu,model");
    }

    @Test
    void refusesNodesOfOneName() throws IOException {
        var file = file("nodes.csv", NODES + "n1,96000,393216,8,G2\n");

        assertThat(problems(() -> PodTrace.nodes(file)))
                .containsExactly(
                        file + ":4: sn: 'n1' is the name of an earlier node; name each once");
    }

    @Test
    void refusesFilesWithoutRowsOrDevices() throws IOException {
        var empty = file("empty.csv", "");
        var cpuOnly = file("cpu.csv", "sn,cpu_milli,memory_mib,gpu,model\nn0,1,1,0,\n");

        assertThat(problems(() -> PodTrace.nodes(empty)).getFirst())
                .startsWith(empty + ": has no rows");
        assertThat(problems(() -> PodTrace.nodes(cpuOnly)).getFirst())
                .isEqualTo(cpuOnly + ": gpu: no node has a device; list nodes with a gpu above 0");
        assertThat(problems(() -> PodTrace.nodes(folder.resolve("none.csv"))).getFirst())
                .endsWith("none.csv: no such file; give a CSV file");
    }

    @Test
    void refusesBrokenGzipAndForeignText() throws IOException {
        var broken = folder.resolve("broken.csv.gz");
        Files.write(broken, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        var foreign = folder.resolve("foreign.csv");
        Files.write(foreign, new byte[] {'s', 'n', ',', (byte) 0xff, (byte) 0xfe, '\n'});

        assertThat(problems(() -> PodTrace.nodes(broken)).getFirst())
                .contains("gzip data is broken");
        assertThat(problems(() -> PodTrace.nodes(foreign)).getFirst())
                .contains("it is not UTF-8 text");
    }

    private static List<String> problems(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        var wrong = catchThrowableOfType(TraceException.class, read);
        assertThat(wrong).isNotNull();
        return wrong.problems();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
