package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Care;
import dev.medley.core.work.Launch;
import dev.medley.core.work.Recipe;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What works and policies say of how runs are started.
class LaunchTest {

    private static final String JOB =
            """
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata: {name: score}
            spec:
              command: [python, score.py, "{not} a placeholder"]
              devices: 8
            """;

    private static final String POLICY =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Policy
            metadata: {name: house}
            spec:
              currency: CNY
              templates:
            """;

    @TempDir private Path folder;
    private Reader reader;

    @BeforeEach
    void begin() {
        reader = new Reader(folder);
    }

    private Launch launchOf(String more) throws IOException {
        return reader.write("job.yaml", JOB + more)
                .loaded()
                .portfolio()
                .works()
                .getFirst()
                .terms()
                .launch();
    }

    @Test
    void aJobMaySayNothing() throws IOException {
        assertThat(launchOf("")).isEqualTo(Launch.DEFAULT);
    }

    @Test
    void aJobMaySayEverything() throws IOException {
        var launch =
                launchOf(
                        """
                          env: {OMP_NUM_THREADS: 4, MODE: "a b"}
                          directory: jobs/score
                          limits: {wall: 2h, memory: 16 GiB}
                          checkpoint: {signal: USR1, every: 10 min, takes: 20 s}
                          grace: 1 min
                          restart: 5 s
                          retries: 0
                        """);
        assertThat(launch.env()).isEqualTo(Map.of("OMP_NUM_THREADS", "4", "MODE", "a b"));
        assertThat(launch.directory()).isEqualTo("jobs/score");
        assertThat(launch.wallMs()).isEqualTo(7_200_000);
        assertThat(launch.memoryBytes()).isEqualTo(16L << 30);
        assertThat(launch.checkpoint())
                .isEqualTo(new Launch.Checkpoint(List.of(), "USR1", 600_000L, 20_000L));
        var work = reader.loaded().portfolio().works().getFirst();
        assertThat(Care.of(work)).isEqualTo(new Care(600_000, 20_000, 5_000, 60_000, 25_000, 0));
    }

    @Test
    void namesOfVariablesAreChecked() throws IOException {
        reader.write(
                "job.yaml",
                JOB
                        + "  env: {2X: a, MEDLEY_RUN: b, HF_TOKEN: c, HF_TOKEN_FILE: d, MAX_TOKENS:"
                        + " 5}\n");
        assertThat(reader.problems())
                .hasSize(3)
                .anyMatch(p -> p.contains("spec.env.2X") && p.contains("no digit first"))
                .anyMatch(p -> p.contains("spec.env.MEDLEY_RUN") && p.contains("by Medley itself"))
                .anyMatch(p -> p.contains("spec.env.HF_TOKEN") && p.contains("HF_TOKEN_FILE"));
    }

    @Test
    void limitsTakeUnits() throws IOException {
        reader.write("job.yaml", JOB + "  limits: {wall: 12, memory: 16 GiBi}\n");
        assertThat(reader.problems())
                .hasSize(2)
                .allMatch(p -> p.startsWith("job.yaml:7:"))
                .anyMatch(p -> p.contains("spec.limits.memory") && p.contains("maybe '16 GiB'"));
    }

    @Test
    void savingBothWaysOrTooLongIsAProblem() throws IOException {
        reader.write(
                "job.yaml",
                JOB
                        + "  grace: 10 s\n"
                        + "  checkpoint: {signal: USR1, command: [./save], takes: 20 s}\n");
        assertThat(reader.problems())
                .hasSize(2)
                .anyMatch(p -> p.contains("spec.checkpoint.signal") && p.contains("keep one"))
                .anyMatch(p -> p.contains("spec.checkpoint.takes") && p.contains("raise grace"));
    }

    @Test
    void templatesAreReadByStack() throws IOException {
        reader.write(
                "policy.yaml",
                POLICY
                        + """
                            cuda:
                              serve: [serve, "{model}", "--port={port}"]
                              ready: {paths: [], every: 1 s, failures: 2, within: 5 min}
                              variables: {CUDA_VISIBLE_DEVICES: "{devices}"}
                        """);
        var recipe =
                Objects.requireNonNull(reader.loaded().portfolio().policy().recipes().get("cuda"));
        assertThat(recipe.serve()).containsExactly("serve", "{model}", "--port={port}");
        assertThat(recipe.readiness()).isEqualTo(new Recipe.Readiness(List.of(), 1000, 2, 300_000));
        assertThat(recipe.variables()).containsEntry("CUDA_VISIBLE_DEVICES", "{devices}");
    }

    @Test
    void bracesThatNothingStandsForAreAProblem() throws IOException {
        reader.write(
                "policy.yaml",
                POLICY
                        + """
                            cuda:
                              serve: [serve, "{modle}", "{password}"]
                            kuda: {}
                        """);
        assertThat(reader.problems())
                .hasSize(3)
                .anyMatch(
                        p ->
                                p.startsWith("policy.yaml:8:")
                                        && p.contains("spec.templates.cuda.serve[1]")
                                        && p.contains("maybe 'model'"))
                .anyMatch(p -> p.contains("{password}") && p.contains("use one of"))
                .anyMatch(p -> p.contains("spec.templates.kuda"));
    }
}
