package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Observation.How;
import dev.medley.core.work.Launch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

class LocalExecutorTest {

    @TempDir Path data;

    @Test
    void aJobThatEndsWellIsFinishedAndAllOfItIsSaved() {
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", "echo hello"));
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.FINISHED);
            assertThat(end.saved()).isEqualTo(3600);
            assertThat(runs.seen).startsWith(new Observation.Started("a#0"));
        }
    }

    @Test
    void aJobThatFailsSaysItsCodeAndItsLastWords() {
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", "echo out of luck >&2; exit 7"));
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.FAILED);
            assertThat(end.text()).isEqualTo("exit code 7\nout of luck");
        }
    }

    @Test
    void aProgramThatIsNotThereFails() {
        try (var runs = Runs.under(data)) {
            runs.start(Runs.job("a", Launch.DEFAULT, List.of("no-such-program")));
            assertThat(runs.awaitEnd("a#0").text()).contains("exit code 127", "not found");
        }
    }

    @Test
    void aRunFindsItsVariablesAndNothingElseOfTheServers() throws IOException {
        assertThat(System.getenv()).isNotEmpty();
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", Runs.launch(Map.of("MODE", "a b")), "env; pwd"));
            runs.awaitEnd("a#0");
            var folder = data.resolve("runs/a#0");
            assertThat(runs.printed("a#0").lines())
                    .contains(
                            "MODE=a b",
                            "MEDLEY_RUN=a#0",
                            "MEDLEY_WORK=a",
                            "MEDLEY_DEVICES=2,3",
                            "MEDLEY_CHECKPOINT_DIR=" + data.resolve("works/a/checkpoint"),
                            "MEDLEY_PROGRESS=" + folder.resolve("progress"),
                            folder.resolve("work").toString())
                    .allMatch(
                            line ->
                                    line.matches(
                                            "(MEDLEY_[A-Z_]*|MODE|PATH|HOME|USER|LOGNAME|LANG|LC_ALL|LC_CTYPE|TZ|TMPDIR|LD_LIBRARY_PATH|JAVA_HOME|PWD|OLDPWD|SHLVL|_)=.*|/.*"));
        }
    }

    @Test
    void startedTwiceItRunsOnce() throws IOException {
        var job = Runs.script("a", "echo once; sleep 0.3");
        try (var runs = Runs.under(data)) {
            runs.start(job).start(job);
            runs.awaitEnd("a#0");
            runs.start(job);
            runs.await(() -> runs.ends("a#0").size() == 2);
            assertThat(runs.ends("a#0")).allMatch(end -> end.how() == How.FINISHED);
            assertThat(runs.printed("a#0")).isEqualTo("once\n");
        }
    }

    @Test
    void aStoppedRunIsToldAndMayTakeItsTime() throws IOException {
        var script =
                "trap 'echo saving; sleep 0.3; echo bye; exit 3' TERM; echo up; while :; do sleep"
                        + " 0.05; done";
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", script));
            runs.await(() -> says(runs, "up"));
            runs.stop("a#0", false, 20_000);
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.STOPPED);
            assertThat(end.text()).isEqualTo("exit code 3");
            assertThat(runs.printed("a#0")).endsWith("saving\nbye\n");
        }
    }

    @Test
    void whoeverDoesNotStopIsEnded() {
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", "trap '' TERM; echo up; while :; do sleep 0.05; done"));
            runs.await(() -> says(runs, "up"));
            runs.stop("a#0", false, 300);
            assertThat(runs.awaitEnd("a#0").text()).contains("signal 9");
        }
    }

    @Test
    void nothingOfItsGroupIsLeftBehind() throws Exception {
        var script = "(trap '' TERM; exec sleep 300) & setsid sleep 301 & echo $! $$; sleep 0.3";
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", script));
            runs.awaitEnd("a#0");
            var group = Long.parseLong(runs.printed("a#0").strip().split(" ", -1)[1]);
            TimeUnit.MILLISECONDS.sleep(50);
            assertThat(ProcessId.all())
                    .noneMatch(p -> p.group() == group && !p.zombie())
                    .noneMatch(p -> !p.zombie() && commandOf(p.pid()).contains("sleep\000301"));
        }
    }

    @Test
    void aRunThatWasStoppedBeforeItBeganNeverBegins() {
        try (var runs = Runs.under(data)) {
            runs.stop("a#0", false, 100);
            assertThat(runs.awaitEnd("a#0").how()).isEqualTo(How.STOPPED);
            runs.start(Runs.script("a", "echo hello"));
            runs.await(() -> runs.ends("a#0").size() == 2);
            assertThat(data.resolve("runs/a#0/stdout")).doesNotExist();
        }
    }

    @Test
    void aRunThatIsNotKnownIsSaidToBeUnknown() {
        try (var runs = Runs.under(data)) {
            runs.executor.perform(new Effect.Ask("x#3"), "here");
            assertThat(runs.awaitEnd("x#3").how()).isEqualTo(How.UNKNOWN);
        }
    }

    @Test
    void theNextServerAdoptsWhatStillRuns() throws IOException {
        var job = Runs.script("a", "echo once; while [ ! -e go ]; do sleep 0.05; done; exit 5");
        try (var runs = Runs.under(data)) {
            runs.start(job);
            runs.await(() -> says(runs, "once"));
        }
        try (var runs = Runs.under(data)) {
            runs.start(job);
            runs.awaitStarted("a#0");
            assertThat(runs.ends("a#0")).isEmpty();
            Files.createFile(data.resolve("runs/a#0/work/go"));
            assertThat(runs.awaitEnd("a#0").text()).isEqualTo("exit code 5");
            assertThat(runs.printed("a#0")).isEqualTo("once\n");
        }
    }

    @Test
    void theNextServerTellsHowItEndedWhileNobodyWatched() throws Exception {
        var job = Runs.script("a", "sleep 0.2; exit 4");
        try (var runs = Runs.under(data)) {
            runs.start(job);
            runs.awaitStarted("a#0");
        }
        var folder = RunFolder.of(data.resolve("runs"), "a#0");
        while (folder.exit() == null) {
            Runs.pause();
        }
        try (var runs = Runs.under(data)) {
            runs.start(job);
            assertThat(runs.awaitEnd("a#0").text()).isEqualTo("exit code 4");
        }
    }

    @Test
    void theNextServerStopsWhatIsToStop() {
        var job = Runs.script("a", "while :; do sleep 0.05; done");
        try (var runs = Runs.under(data)) {
            runs.start(job);
            runs.awaitStarted("a#0");
        }
        try (var runs = Runs.under(data)) {
            runs.stop("a#0", false, 2_000);
            assertThat(runs.awaitEnd("a#0").how()).isEqualTo(How.STOPPED);
        }
    }

    @Test
    void whatNobodyAsksForIsEnded() throws Exception {
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", "while :; do sleep 0.05; done"));
            runs.awaitStarted("a#0");
        }
        var program = Objects.requireNonNull(RunFolder.of(data.resolve("runs"), "a#0").program());
        assertThat(program.isAlive()).isTrue();
        try (var runs = Runs.under(Runs.settings(data).with(new Settings.Pace(20, 50, 200)))) {
            assertThat(runs.awaitEnd("a#0").how()).isEqualTo(How.STOPPED);
            assertThat(program.isAlive()).isFalse();
        }
    }

    @Test
    void aNumberThatAnotherProcessBearsNowIsNotTakenForTheRun() throws IOException {
        var other = Objects.requireNonNull(ProcessId.see(ProcessHandle.current().pid()));
        var boot = ProcessId.thisBoot();
        assertThat(new ProcessId(other.pid(), other.born(), boot).isAlive()).isTrue();
        assertThat(new ProcessId(other.pid(), other.born() - 1, boot).isAlive()).isFalse();
        assertThat(new ProcessId(other.pid(), other.born(), "another").isAlive()).isFalse();
        var job = Runs.script("a", "true");
        try (var runs = Runs.under(data)) {
            runs.start(job);
            runs.awaitEnd("a#0");
        }
        // As if the machine had died before the end was noted, and this very process had come
        // since.
        var folder = data.resolve("runs/a#0");
        Files.delete(folder.resolve("exit.0"));
        var mine = "%d %d %s\n".formatted(other.pid(), other.born() - 1, boot);
        Files.writeString(folder.resolve("claim"), mine);
        Files.writeString(folder.resolve("program"), mine);
        try (var runs = Runs.under(data)) {
            runs.start(job);
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.FAILED);
            assertThat(end.text()).contains("not known", "killed");
        }
    }

    @Test
    void aKilledWrapperLeavesARunThatIsStillWatchedToItsEnd() throws Exception {
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", "echo up; sleep 0.6"));
            runs.await(() -> says(runs, "up"));
            var folder = RunFolder.of(data.resolve("runs"), "a#0");
            var claim = (RunFolder.Claim.Wrappers) folder.claim();
            Signals.toProcess("KILL", claim.wrapper().pid());
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(runs.ends("a#0")).isEmpty();
            assertThat(runs.awaitEnd("a#0").text()).contains("exit code is not known");
        }
    }

    @Test
    void whatAProgramSaysOfItselfBecomesProgress() {
        var script =
                "echo '10 100 5' >>$MEDLEY_PROGRESS; sleep 1.3; echo '{\"done\": 40, \"total\":"
                    + " 100, \"saved\": 25}' >>$MEDLEY_PROGRESS; echo 'nonsense'"
                    + " >>$MEDLEY_PROGRESS; echo -n '99 100 9' >>$MEDLEY_PROGRESS; sleep 0.3; exit"
                    + " 1";
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", script));
            var end = runs.awaitEnd("a#0");
            assertThat(end.saved()).isEqualTo(900);
            var last = runs.progress("a#0").getLast();
            assertThat(last.done()).isEqualTo(1440);
            assertThat(last.saved()).isEqualTo(900);
            // 1080 seconds at rate 1 within the time between both lines.
            assertThat(last.rate()).isBetween(1080 / 8.0, 1080 / 1.2);
        }
    }

    @Test
    void aRunIsKeptWithinItsTime() {
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", Runs.limited(300L, null), "while :; do sleep 0.05; done"));
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.FAILED);
            assertThat(end.text()).startsWith("It ran longer than its limit");
        }
    }

    @Test
    void aRunIsKeptWithinItsMemory() {
        var greedy = "x=$(head -c 60000000 /dev/zero | tr '\\0' a); sleep 30";
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", Runs.limited(null, 40L << 20), greedy));
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.FAILED);
            assertThat(end.text()).contains("memory", "limit of 40 MiB");
        }
    }

    @Test
    void aRunIsSavedOnItsSignalAndEndsThen() throws IOException {
        var script =
                "trap 'echo 7 10 7 >>$MEDLEY_PROGRESS; echo saved' USR1; trap 'echo bye; exit 0'"
                        + " TERM; echo up; while :; do sleep 0.05; done";
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", Runs.saving(List.of(), "USR1"), script));
            runs.await(() -> says(runs, "up"));
            runs.stop("a#0", true, 50_000);
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.STOPPED);
            assertThat(end.saved()).isEqualTo(2520);
            assertThat(runs.printed("a#0")).isEqualTo("up\nsaved\nbye\n");
        }
    }

    @Test
    void aRunIsSavedByACommandBesideItAndEndsThen() throws IOException {
        var save = List.of("sh", "-c", "echo saves $MEDLEY_RUN; kill -0 $MEDLEY_PID && echo there");
        var script = "trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done";
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", Runs.saving(save, ""), script));
            runs.await(() -> says(runs, "up"));
            runs.stop("a#0", true, 50_000);
            runs.awaitEnd("a#0");
            assertThat(runs.printed("a#0")).isEqualTo("up\nsaves a#0\nthere\nbye\n");
        }
    }

    @Test
    void logsThatGrowLongArePutAside() throws IOException {
        var logs = new Settings.Logs(20_000, 2);
        var script =
                "i=0; while [ $i -lt 3000 ]; do echo line number $i of a long log; i=$((i+1));"
                        + " done; sleep 0.3";
        try (var runs = Runs.under(Runs.settings(data).with(logs))) {
            runs.start(Runs.script("a", script));
            runs.awaitEnd("a#0");
            var folder = data.resolve("runs/a#0");
            assertThat(folder.resolve("stdout")).exists();
            assertThat(folder.resolve("stdout.1")).exists();
            assertThat(folder.resolve("stdout.3")).doesNotExist();
            assertThat(Files.size(folder.resolve("stdout"))).isLessThan(60_000);
        }
    }

    @Test
    void aDirectoryThatIsNotThereRefusesTheRun() {
        var launch =
                new Launch(
                        List.of(),
                        new java.util.TreeMap<>(),
                        "nowhere",
                        null,
                        null,
                        Launch.Checkpoint.UNSAID,
                        null,
                        null,
                        null);
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", launch, "true"));
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.REFUSED);
            assertThat(end.text()).contains("nowhere is not there");
        }
    }

    @Test
    void aFolderThatCannotBeMadeRefusesTheRun() throws IOException {
        Files.writeString(data.resolve("runs"), "a file");
        try (var runs = Runs.under(data)) {
            runs.start(Runs.script("a", "true"));
            var end = runs.awaitEnd("a#0");
            assertThat(end.how()).isEqualTo(How.REFUSED);
            assertThat(end.text()).contains("could not be started");
        }
    }

    private static boolean says(Runs runs, String word) {
        try {
            return Files.exists(runs.executor.log("a#0", "stdout"))
                    && runs.printed("a#0").contains(word);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static String commandOf(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException _) {
            return "";
        }
    }
}
