package dev.medley.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;
import dev.medley.cli.terminal.Exit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        assertThat(runs.get(0).get("finishTimeFairness").get("worst").asDouble())
                .isLessThan(1.5)
                .isGreaterThan(terminal.json().get("boundWorstFairness").asDouble());
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
    void provesACloserBoundWhenAsked() {
        String[] few = {"--fleet", "v100=4,p100=4,k80=4", "--policy", "fifo", "--json"};
        assertThat(run("poisson:60@1", few)).isZero();
        double usual = terminal.json().get("boundMeanCompletionH").asDouble();

        var close = Stream.concat(Stream.of(few), Stream.of("--close-bound"));
        assertThat(run("poisson:60@1", close.toArray(String[]::new))).isZero();
        assertThat(terminal.json().get("boundMeanCompletionH").asDouble())
                .isGreaterThan(usual)
                .isLessThan(mean(terminal.json().get("runs").get(0)));
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

        assertThat(run("gavel:" + trace)).isEqualTo(Exit.BAD_INPUT);
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
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains(
                        ":2: steps_per_second: 'fast' must be a number from 0 to 1000000000; write"
                                + " for example 2.5")
                .contains(":3: gpu_type: 'v100' was given before for this job");
    }

    @Test
    void refusesOptionsOutOfBounds() {
        assertThat(run(TWENTY, "--fleet", "v100=0")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(TWENTY, "--fleet", "v100=1,v100=2")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(TWENTY, "--fleet", "tpu=4")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(TWENTY, "--policy", "best")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(TWENTY, "--restart", "360")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("poisson:5")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("gavel:nowhere.trace")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("--fleet: 'v100=0' must name a chip and how many of it there are")
                .contains("--fleet: 'v100' is named twice")
                .contains("gpu_type: 'tpu' of --fleet is not there; name some of k80, p100, v100")
                .contains("--policy: 'best' is no policy; write one of medley, medley-blind")
                .contains("--restart: 360.0 must be at least 0 and less than --round")
                .contains(
                        "--trace: 'poisson:5' must be gavel:FILE, philly:FILE, csv:FILE or"
                                + " poisson:")
                .contains("nowhere.trace: no such file");
    }

    @Test
    void playsTheLogOfAClusterAndSaysWhatItAssumes() {
        var sixty = "philly:" + Path.of("..", "examples", "traces", "synthetic");
        sixty += "/philly_sixty_jobs.json";
        assertThat(run(sixty, "--fleet", "v100=8,p100=8,k80=8", "--json")).isZero();

        var report = terminal.json();
        assertThat(report.get("read").asInt()).isEqualTo(60);
        assertThat(report.get("jobs").asInt()).isEqualTo(57);
        assertThat(report.get("leftOut").toString())
                .contains("{\"reason\":\"never started\",\"jobs\":2}")
                .contains("still running");
        assertThat(report.get("remark").asString())
                .contains(
                        "types are drawn from rates.csv (seed 42); work is duration x rate on"
                                + " v100");
        var tenants = report.get("runs").get(0).get("tenants");
        assertThat(tenants.size()).isEqualTo(3);
        int jobs = 0;
        for (var tenant : tenants) {
            jobs += tenant.get("jobs").asInt();
            assertThat(tenant.get("deviceHours").asDouble()).isPositive();
        }
        assertThat(jobs).isEqualTo(57);

        assertThat(run(sixty, "--fleet", "k80=8", "--jobs", "3", "--type", "A3C")).isZero();
        assertThat(terminal.out.toString())
                .contains("Left out: 54 jobs, more jobs than were asked for.")
                .contains("all jobs count as 'A3C'; work is duration x rate on k80");
    }

    @Test
    void countsDeadlinesThatWereMissed() throws IOException {
        var trace = folder.resolve("deadlines.trace");
        var line = "A3C\tpython3 main.py\tdata\t-step\t1\t40000\t1\t1\t%s\t0%n";
        Files.writeString(
                trace, line.formatted("1.5") + line.formatted("1.5") + line.formatted("-1"));

        assertThat(run("gavel:" + trace, "--fleet", "v100=1", "--json")).isZero();
        var deadlines = terminal.json().get("runs").get(0).get("deadlines");
        assertThat(deadlines.get("jobs").asInt()).isEqualTo(2);
        assertThat(deadlines.get("missed").asInt()).isBetween(1, 2);
        assertThat(run("gavel:" + trace, "--fleet", "v100=1")).isZero();
        assertThat(terminal.out.toString()).contains("late");
    }

    @Test
    void refusesChoicesThatTheTraceCannotFollow() {
        var log = "csv:" + Path.of("src", "test", "resources", "traces", "helios_five_jobs.csv");
        assertThat(run(TWENTY, "--jobs", "3")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(log, "--measured-on", "tpu")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(log, "--from", "soon")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(log, "--for", "0")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(log, "--jobs", "0")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run(log, "--from", "2030-01-01")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("are for philly: and csv:, not for 'gavel:")
                .contains("--measured-on: 'tpu' is not in")
                .contains("--from: 'soon' must be seconds, or a date")
                .contains("--for: 0.0 must be more than 0")
                .contains("--jobs: 0 must be at least 1")
                .contains("has no job to play");
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
