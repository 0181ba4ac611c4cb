package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.fleet.Host;
import dev.medley.core.fleet.Needs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// What nodes have beside devices, and what works ask of them.
class HostFilesTest {

    private static final String JOB =
            """
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata: {name: score}
            spec:
              command: [python, score.py]
              devices: 2
            """;

    private static final String FLEET =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata: {name: one}
            spec:
              currency: CNY
              sites: [{name: here, country: CN, powerPricePerKwh: 0.36, pue: 1.2}]
              pools:
                - name: h20
                  site: here
                  chip: nvidia-h20-96gb
                  devices: 16
                  costPerDeviceHour: 1
            """;

    @TempDir private Path folder;
    private Reader reader;

    @BeforeEach
    void begin() {
        reader = new Reader(folder);
    }

    private Needs needs(String more) throws IOException {
        reader.write("job.yaml", JOB + more);
        var needs = reader.loaded().portfolio().works().getFirst().terms().needs();
        return needs == null ? Needs.NONE : needs;
    }

    private Host host(String more) throws IOException {
        reader.write("fleet.yaml", FLEET + more);
        return reader.loaded().fleet().pools().getFirst().host();
    }

    @Test
    void worksSayWhatTheyNeedBesideEachDevice() throws IOException {
        assertThat(needs("  needs: {cpus: 7.5, memory: 64 GiB}\n"))
                .isEqualTo(new Needs(7_500, 64L << 30));
        var terms = reader.loaded().portfolio().works().getFirst().terms();
        assertThat(terms.beside(2)).isEqualTo(new Needs(15_000, 128L << 30));
    }

    @Test
    void aRunWithALimitOfMemoryNeedsThatMuch() throws IOException {
        assertThat(needs("  limits: {memory: 3 GiB}\n  needs: {cpus: 1}\n"))
                .isEqualTo(new Needs(1_000, 0));
        var terms = reader.loaded().portfolio().works().getFirst().terms();
        assertThat(terms.beside(2)).isEqualTo(new Needs(2_000, 3L << 30));
    }

    @Test
    void asksForNothingUnlessItSaysSo() throws IOException {
        assertThat(needs("")).isEqualTo(Needs.NONE);
        assertThat(reader.loaded().portfolio().works().getFirst().terms().needsMore()).isFalse();
    }

    @Test
    void poolsSayWhatNodesHave() throws IOException {
        assertThat(host("      node: {cpus: 192, memory: 2 TiB}\n"))
                .isEqualTo(new Host(192_000L, 2L << 40));
        assertThat(host("      node: {cpus: 0.5}\n")).isEqualTo(new Host(500L, null));
        assertThat(host("")).isEqualTo(Host.UNKNOWN);
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        for (var cpus : new String[] {"0", "-1", ".nan", ".inf", "1e7", "eight"}) {
            reader.write("job.yaml", JOB + "  needs: {cpus: %s}\n".formatted(cpus));
            assertThat(reader.problems())
                    .as(cpus)
                    .isNotEmpty()
                    .allMatch(p -> p.contains("spec.needs.cpus") || p.contains("finite number"));
        }
        for (var memory : new String[] {"-1 GiB", "0 GiB", "64", "2 PiB", "{}"}) {
            reader.write("job.yaml", JOB + "  needs: {memory: %s}\n".formatted(memory));
            assertThat(reader.problems())
                    .as(memory)
                    .isNotEmpty()
                    .allMatch(p -> p.contains("spec.needs.memory"));
        }
        reader.write("job.yaml", JOB + "  needs: {}\n");
        assertThat(reader.problems()).hasSize(1).allMatch(p -> p.contains("spec.needs"));
        reader.write("job.yaml", JOB + "  needs: {cpu: 8}\n");
        assertThat(reader.problems()).isNotEmpty().allMatch(p -> p.contains("cpus"));
    }

    @Test
    void aDeviceThatNeedsMoreThanItsRunMayHoldIsAProblem() throws IOException {
        reader.write("job.yaml", JOB + "  limits: {memory: 1 GiB}\n  needs: {memory: 2 GiB}\n");
        assertThat(reader.problems())
                .hasSize(1)
                .allMatch(p -> p.contains("spec.needs.memory") && p.contains("limits.memory"));
    }
}
