package dev.medley.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.cli.Terminal;
import dev.medley.cli.terminal.Exit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class SimulatePlacementCommandTest {

    private static final Path TRACES = Path.of("..", "examples", "traces");
    private static final String NODES =
            TRACES.resolve("openb_node_list_gpu_node.csv.gz").toString();
    private static final String PODS = TRACES.resolve("openb_pod_list_default.csv.gz").toString();

    private final Terminal terminal = new Terminal();

    @TempDir private Path folder = Path.of("");

    @Test
    void replaysThePublishedTrace() {
        assertThat(run("--load", "1.3", "--seed", "42", "--json")).isZero();

        var json = terminal.json();
        assertThat(json.get("arrived").asInt()).isBetween(10_000, 12_000);
        assertThat(json.get("placed").asInt()).isBetween(8_000, json.get("arrived").asInt());
        assertThat(json.get("allocatedGpuPct").asDouble()).isBetween(96.0, 97.0);
        assertThat(json.get("decisionUs").get("p99").asDouble())
                .isGreaterThanOrEqualTo(json.get("decisionUs").get("p50").asDouble());
    }

    /// The published means of ten seeds are 95.39 and 93.08.
    @Test
    void otherPoliciesDoAsWellAsPublished() {
        assertThat(run("--policy", "fgd", "--policy", "bestfit", "--json")).isZero();

        var means = terminal.json().get("means");
        assertThat(means.get(0).get("policy").asString()).isEqualTo("fgd");
        assertThat(means.get(0).get("allocatedGpuPct").asDouble()).isCloseTo(95.39, within(0.5));
        assertThat(means.get(1).get("allocatedGpuPct").asDouble()).isCloseTo(93.08, within(0.5));
    }

    @Test
    void sameSeedSameEnd() {
        run("--load", "0.3", "--seed", "7", "--json");
        var first = withoutTimes();
        run("--load", "0.3", "--seed", "7", "--json");

        assertThat(withoutTimes()).isEqualTo(first);
    }

    @Test
    void tableSetsPoliciesAndSeedsBesideOneAnother() {
        assertThat(run("--load", "0.2", "--seeds", "1..2", "--policy", "all")).isZero();

        assertThat(terminal.out.toString())
                .contains("151 kinds of pods (8,152 listed) on 1,213 nodes with 6,212 GPUs")
                .contains("GPUs allocated")
                .containsPattern("medley +mean")
                .containsPattern("random +mean")
                .containsPattern("G2 +4,392");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        var pods = folder.resolve("pods.csv");
        Files.writeString(
                pods, "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np0,12000,16384,one,1000\n");

        assertThat(
                        terminal.execute(
                                "simulate",
                                "placement",
                                "--nodes",
                                NODES,
                                "--pods",
                                pods.toString()))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .isEqualTo(
                        "medley: %s:2: num_gpu: 'one' must be a whole number from 0 to 1024; write for example 8%n"
                                .formatted(pods));
        assertThat(terminal.out.toString()).isEmpty();
    }

    @Test
    void refusesOptionsOutOfBounds() {
        assertThat(run("--load", "0")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--policy", "best")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--seeds", "9..1")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("--load: 0.0 must be above 0 and at most 100; write for example 1.3")
                .contains(
                        "--policy: 'best' is no policy; write medley, fgd, bestfit, random or all")
                .contains("--seeds: '9..1' must be two numbers, rising");
        assertThat(terminal.execute("simulate")).isEqualTo(Exit.BAD_INPUT);
    }

    @Test
    void placingNothingIsANo() throws IOException {
        var nodes = folder.resolve("nodes.csv");
        Files.writeString(nodes, "sn,cpu_milli,memory_mib,gpu,model\nn0,1000,1024,1,G2\n");
        var pods = folder.resolve("pods.csv");
        Files.writeString(
                pods, "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np0,12000,16384,1,1000\n");

        int code =
                terminal.execute(
                        "simulate",
                        "placement",
                        "--nodes",
                        nodes.toString(),
                        "--pods",
                        pods.toString());

        assertThat(code).isEqualTo(Exit.NO);
        assertThat(terminal.out.toString())
                .contains("too-little-cpu")
                .contains("needs 1 device, each with 12 CPU cores");
    }

    private int run(String... more) {
        var words = new ArrayList<>(List.of("simulate", "placement", "--nodes", NODES));
        words.addAll(List.of("--pods", PODS));
        words.addAll(List.of(more));
        return terminal.execute(words.toArray(String[]::new));
    }

    private String withoutTimes() {
        return terminal.out.toString().replaceAll("\"(p50|p99|learnMs)\":[0-9.]+", "");
    }
}
