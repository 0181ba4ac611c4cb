package dev.medley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class SimulateFleetCommandTest {
    private static final String TRACES = Path.of("..", "examples", "traces", "gavel") + "/";
    private static final String RATES = TRACES + "rates.csv";
    private static final String TWENTY = "gavel:" + TRACES + "twenty_jobs.trace";
    private static final String JOB = "A3C\tpython3 main.py\tdata\t-step\t1\t%s\t%s\t1\t-1.0\t%s%n";

    @TempDir private Path folder = Path.of("");
    private final Terminal terminal = new Terminal();

    @Test
    void replaysTheExampleUnderEveryPolicy() {
        assertThat(run(TWENTY, "--fleet", "v100=4,p100=4,k80=4", "--compare", "--json")).isZero();

        var runs = terminal.json().get("runs");
        assertThat(runs.size()).isEqualTo(7);
        for (var run : runs) {
            assertThat(run.get("finished").asInt()).isEqualTo(20);
            assertThat(run.get("meanCompletionH").asDouble())
                    .isGreaterThan(terminal.json().get("boundMeanCompletionH").asDouble());
        }
        assertThat(runs.get(0).get("policy").asString()).isEqualTo("medley");
        assertThat(runs.get(2).get("policy").asString()).isEqualTo("gavel-maxmin");
        assertThat(mean(runs.get(0))).isLessThan(0.9 * mean(runs.get(2)));
        assertThat(runs.get(0).get("finishTimeFairness").get("worst").asDouble()).isLessThan(1.5);
    }

    @Test
    void theSameSeedGivesTheSameJobs() {
        assertThat(run("poisson:30@20", "--seed", "7", "--policy", "fifo", "--json")).isZero();
        var first = withoutTimes();
        assertThat(run("poisson:30@20", "--seed", "7", "--policy", "fifo", "--json")).isZero();
        assertThat(withoutTimes()).isEqualTo(first);
        assertThat(run("poisson:30@20", "--seed", "8", "--policy", "fifo", "--json")).isZero();
        assertThat(withoutTimes()).isNotEqualTo(first);
    }

    @Test
    void printsATable() {
        assertThat(run(TWENTY, "--policy", "fifo", "--policy", "medley")).isZero();
        assertThat(terminal.out.toString())
                .contains("policy", "average h", "worst rho", "v100")
                .contains("20 jobs of gavel:")
                .contains("no policy gets below 2.98 h on average");
    }

    @Test
    void writesAPageThatNeedsNoNetwork() throws IOException {
        var page = folder.resolve("fleet.html");

        assertThat(run(TWENTY, "--policy", "fifo", "--policy", "medley", "--html", page.toString()))
                .isZero();

        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("default-src", "Jobs waiting", "Devices busy", "medley", "k80")
                .doesNotContain("http://", "https://", "src=");
    }

    @Test
    void tellsWhichLineOfTheTraceIsWrong() throws IOException {
        var trace = folder.resolve("bad.trace");
        Files.writeString(
                trace,
                JOB.formatted("100", "1", "0")
                        + JOB.formatted("many", "0", "-1")
                        + "A3C\t5\n"
                        + JOB.formatted("100", "64", "0"));

        assertThat(run("gavel:" + trace)).isEqualTo(Medley.BAD_INPUT);
        assertThat(terminal.err.toString().lines())
                .containsExactly(
                        "medley: %s:2: total_steps: 'many' must be a whole number from 1 to 1000000000000000; write for example 4"
                                .formatted(trace),
                        "medley: %s:2: scale_factor: '0' must be a whole number from 1 to 1024; write for example 4"
                                .formatted(trace),
                        "medley: %s:2: arrival_time: '-1' must be a number from 0 to 1000000000; write for example 4"
                                .formatted(trace),
                        "medley: %s:3: has 2 fields, a job has 10; put one tab between fields"
                                .formatted(trace),
                        "medley: %s:4: job_type: 'A3C' has no rate above 0 with 64 workers for any chip of the fleet; add it to %s or enlarge the fleet"
                                .formatted(trace, RATES));
        assertThat(terminal.out.toString()).isEmpty();
    }

    @Test
    void tellsWhichRateIsWrong() throws IOException {
        var rates = folder.resolve("rates.csv");
        Files.writeString(
                rates,
                """
                job_type,num_workers,gpu_type,steps_per_second
                A3C,1,v100,fast
                A3C,1,v100,2.5
                """);

        assertThat(
                        terminal.execute(
                                "simulate",
                                "fleet",
                                "--trace",
                                TWENTY,
                                "--rates",
                                rates.toString()))
                .isEqualTo(Medley.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains(
                        ":2: steps_per_second: 'fast' must be a number from 0 to 1000000000; write"
                                + " for example 2.5")
                .contains(":3: gpu_type: 'v100' was given before for this job");
    }

    @Test
    void refusesOptionsOutOfBounds() {
        assertThat(run(TWENTY, "--fleet", "v100=0")).isEqualTo(Medley.BAD_INPUT);
        assertThat(run(TWENTY, "--fleet", "v100=1,v100=2")).isEqualTo(Medley.BAD_INPUT);
        assertThat(run(TWENTY, "--fleet", "tpu=4")).isEqualTo(Medley.BAD_INPUT);
        assertThat(run(TWENTY, "--policy", "best")).isEqualTo(Medley.BAD_INPUT);
        assertThat(run(TWENTY, "--restart", "360")).isEqualTo(Medley.BAD_INPUT);
        assertThat(run("poisson:5")).isEqualTo(Medley.BAD_INPUT);
        assertThat(run("gavel:nowhere.trace")).isEqualTo(Medley.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("--fleet: 'v100=0' must name a chip and how many of it there are")
                .contains("--fleet: 'v100' is named twice")
                .contains("gpu_type: 'tpu' of --fleet is not there; name some of k80, p100, v100")
                .contains("--policy: 'best' is no policy; write one of medley, medley-blind")
                .contains("--restart: 360.0 must be at least 0 and less than --round")
                .contains("--trace: 'poisson:5' must be gavel:FILE or poisson:JOBS@PER_HOUR")
                .contains("nowhere.trace: no such file");
    }

    private static double mean(JsonNode run) {
        return run.get("meanCompletionH").asDouble();
    }

    private int run(String trace, String... more) {
        var words = new ArrayList<>(List.of("simulate", "fleet", "--rates", RATES));
        words.addAll(List.of("--trace", trace));
        words.addAll(List.of(more));
        return terminal.execute(words.toArray(String[]::new));
    }

    private String withoutTimes() {
        return terminal.out.toString().replaceAll("\"(p50|p99)\":[0-9.]+", "");
    }
}
