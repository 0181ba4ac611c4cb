package dev.medley.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.market.PoolSupply;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class JobLogTest {
    private static final Path SAMPLES = Path.of("src", "test", "resources", "traces");
    private static final Path PHILLY = SAMPLES.resolve("philly_seven_jobs.json");
    private static final Path HELIOS = SAMPLES.resolve("helios_five_jobs.csv");
    private static final Path RATES = Path.of("..", "examples", "traces", "gavel", "rates.csv");

    @TempDir private Path folder = Path.of("");

    @Test
    void readsWhatPhillyJobsDidAndLeavesOutThoseThatNobodyKnows() {
        var log = PhillyTrace.read(PHILLY);

        assertThat(log.jobs())
                .containsExactly(
                        new TraceJob("application_1_0001", "vc-a", 0, 3600, 1),
                        new TraceJob("application_1_0002", "vc-b", 1800, 7260, 4),
                        new TraceJob("application_1_0005", "vc-b", 180_000, 3600, 16));
        assertThat(log.leftOut())
                .containsOnlyKeys(
                        "never started",
                        "start or end not known, or still running",
                        "time of submission not known",
                        "ran for no time");
        assertThat(log.read()).isEqualTo(7);
    }

    @Test
    void readsCsvByTheNamesOfItsColumns() {
        var log = JobCsv.read(HELIOS);

        assertThat(log.jobs())
                .containsExactly(
                        new TraceJob("101", "vcA", 0, 3600, 1),
                        new TraceJob("102", "vcB", 600, 249, 4),
                        new TraceJob("105", "vcB", 22_739, 7200, 8));
        assertThat(log.leftOut())
                .containsEntry("had no device", 1)
                .containsEntry("start or end not known, or still running", 1);
    }

    @Test
    void readsOffsetsSecondsWorkersAndPartsOfDevices() throws IOException {
        assertThat(
                        csv(
                                "user,submit_time,start_time,end_time,gpu_num",
                                "u1,2023-03-01 08:00:10+08:00,2023-03-01T00:01:00Z,2023-03-01"
                                        + " 00:02:00,0.5"))
                .containsExactly(new TraceJob("line-2", "u1", 0, 60, 1));
        assertThat(
                        csv(
                                "job_name,organization,gpu_request,worker_num,submit_time,duration",
                                "7,13,2,16,9589663,41060"))
                .containsExactly(new TraceJob("7", "13", 0, 41_060, 32));
    }

    @Test
    void readsGzip() throws IOException {
        var packed = folder.resolve("log");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(PHILLY, out);
        }

        assertThat(PhillyTrace.read(packed).jobs()).isEqualTo(PhillyTrace.read(PHILLY).jobs());
    }

    @Test
    void cutsByDateDaysAndNumber() {
        var log = PhillyTrace.read(PHILLY);
        double fromS = TraceTime.seconds("2017-10-09 07:30:00").orElseThrow();

        var cut = log.cut(new JobLog.Slice(fromS, 1, 5));
        assertThat(cut.jobs())
                .containsExactly(new TraceJob("application_1_0002", "vc-b", 0, 7260, 4));
        assertThat(cut.leftOut())
                .containsEntry("submitted before the time chosen", 1)
                .containsEntry("submitted after the time chosen", 1);
        assertThat(cut.read()).isEqualTo(7);
        assertThat(log.cut(new JobLog.Slice(JobLog.Slice.FIRST, 10, 2)).jobs()).hasSize(2);
        assertThatThrownBy(() -> log.cut(new JobLog.Slice(fromS * 2, 1, 5)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("has no job to play");
    }

    @Test
    void tellsLineFieldValueAndRuleOfWhatIsWrong() throws IOException {
        var philly =
                write(
                        "[\n"
                                + "{\"jobid\": 7, \"submitted_time\": \"noon\",\n"
                                + "\"attempts\": [{\"start_time\": \"2017-10-09\", \"end_time\":"
                                + " \"None\", \"detail\": [{\"ip\": \"m1\"}]}]},\n"
                                + "3]");
        assertThatThrownBy(() -> PhillyTrace.read(philly))
                .hasMessageContaining(":2: jobid: '7' must be a text; give every job a name")
                .hasMessageContaining(":2: submitted_time: 'noon' must be seconds, or a date")
                .hasMessageContaining(":2: attempts[0].detail[0].gpus: '' must be an array")
                .hasMessageContaining(":4: job: '3' must be an object");
        var broken = write("[\n{\"jobid\": }");
        assertThatThrownBy(() -> PhillyTrace.read(broken)).hasMessageContaining(":2: is not JSON");
        var object = write("{}");
        assertThatThrownBy(() -> PhillyTrace.read(object))
                .hasMessageContaining(":1: must be a JSON array");

        var csv = write("job_id,submit_time,duration,gpu_num\n1,yesterday,long,-1\n");
        assertThatThrownBy(() -> JobCsv.read(csv))
                .hasMessageContaining(":2: submit_time: 'yesterday' must be seconds, or a date")
                .hasMessageContaining(":2: duration: 'long' must be a number")
                .hasMessageContaining(":2: gpu_num: '-1' must be a number from 0");
        var nameless = write("job_id,duration,gpu_num\n1,2,3\n");
        assertThatThrownBy(() -> JobCsv.read(nameless))
                .hasMessageContaining(
                        ":1: no column tells the time of submission; name one of them submit_time");
    }

    @Test
    void aPartOfALogHasTheTypesOfTheWhole() {
        var rates = JobRates.read(RATES);
        var fleet = List.of(new PoolSupply("v100", 16), new PoolSupply("k80", 8));
        var assumed = new TypedJobs.Assumption("v100", "", 3);
        var log = PhillyTrace.read(PHILLY);

        var whole = TypedJobs.of(log, rates, fleet, assumed);
        var part =
                TypedJobs.of(
                        log.cut(new JobLog.Slice(JobLog.Slice.FIRST, 1, 9)), rates, fleet, assumed);

        assertThat(whole.jobs()).hasSize(3);
        assertThat(part.jobs()).isEqualTo(whole.jobs().subList(0, 2));
        for (int i = 0; i < 3; i++) {
            var job = whole.jobs().get(i);
            assertThat(job.workers()).isEqualTo(log.jobs().get(i).devices());
            assertThat(job.steps() / job.rate(0))
                    .isCloseTo(log.jobs().get(i).durationS(), within());
        }
    }

    @Test
    void leavesOutJobsLargerThanEveryPoolAndRefusesTypesThatDoNotRun() {
        var rates = JobRates.read(RATES);
        var fleet = List.of(new PoolSupply("v100", 8));
        var log = PhillyTrace.read(PHILLY);

        assertThat(
                        TypedJobs.of(log, rates, fleet, new TypedJobs.Assumption("v100", "A3C", 3))
                                .leftOut())
                .containsEntry("larger than every pool where its type runs", 1);
        assertThatThrownBy(
                        () ->
                                TypedJobs.of(
                                        log,
                                        rates,
                                        fleet,
                                        new TypedJobs.Assumption("v100", "GPT", 3)))
                .hasMessageContaining("job_type: 'GPT' of --type does not run on 'v100' there");
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    private List<TraceJob> csv(String... lines) throws IOException {
        return JobCsv.read(write(String.join("\n", lines) + "\n")).jobs();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "log", ""), text);
    }
}
