package dev.medley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.doctor.Check.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

class DoctorTest {

    @TempDir private Path root = Path.of("");

    @Test
    void saysOfEveryProblemWhatToDo() throws IOException {
        write("proc/self/limits", "Max open files            256                  4096    files");

        assertThat(new Doctor(root, root.resolve("data"), 0).examine())
                .isNotEmpty()
                .allSatisfy(
                        check ->
                                assertThat(check.advice().isEmpty())
                                        .isEqualTo(check.verdict() == Verdict.OK));
    }

    @Test
    void warnsOfFewOpenFiles() throws IOException {
        write("proc/self/limits", "Max open files            256                  4096    files");
        assertThat(check("open files").verdict()).isEqualTo(Verdict.WARN);
        write("proc/self/limits", "Max open files            65536                65536   files");
        assertThat(check("open files").verdict()).isEqualTo(Verdict.OK);
        write("proc/self/limits", "Max open files            unlimited            x       files");
        assertThat(check("open files").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void wantsACgroupTreeThatItMayWriteAndThatControlsMemory() throws IOException {
        assertThat(check("cgroup").text()).contains("no cgroup v2 tree");
        write("sys/fs/cgroup/cgroup.controllers", "cpu memory pids");
        write("proc/self/cgroup", "0::/user.slice/medley\n");
        write("sys/fs/cgroup/user.slice/medley/cgroup.controllers", "cpu pids");
        assertThat(check("cgroup").text()).contains("without control of memory");
        write("sys/fs/cgroup/user.slice/medley/cgroup.controllers", "cpu memory pids");
        assertThat(check("cgroup").text()).contains("may not be written");
        write("sys/fs/cgroup/user.slice/medley/cgroup.procs", "");
        assertThat(check("cgroup").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void refusesAFileAsDataFolderAndWarnsOfOneOpenToOthers() throws IOException {
        var data = root.resolve("data");
        assertThat(check("data folder").text()).contains("does not exist yet and can be made");
        Files.createDirectories(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(check("data folder").verdict()).isEqualTo(Verdict.WARN);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        assertThat(check("data folder").verdict()).isEqualTo(Verdict.OK);
        assertThat(data).isEmptyDirectory();
        Files.delete(data);
        Files.writeString(data, "");
        assertThat(check("data folder").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void failsWhereThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var doctor = new Doctor(root, root, taken.getLocalPort());

            assertThat(doctor.examine())
                    .filteredOn(check -> check.name().equals("port"))
                    .allMatch(check -> check.verdict() == Verdict.FAIL)
                    .hasSize(1);
        }
    }

    @Test
    void judgesClockDiskAndJdk() {
        var now = Instant.parse("2026-11-22T10:00:00Z");
        assertThat(Doctor.clock(now, 1_000_000).verdict()).isEqualTo(Verdict.OK);
        assertThat(Doctor.clock(now, 300_000_000).verdict()).isEqualTo(Verdict.WARN);
        assertThat(Doctor.clock(Instant.EPOCH, 0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(DataFolder.disk(100).verdict()).isEqualTo(Verdict.OK);
        assertThat(DataFolder.disk(2).verdict()).isEqualTo(Verdict.WARN);
        assertThat(DataFolder.disk(0.1).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(Doctor.jdk(21).verdict()).isEqualTo(Verdict.FAIL);
    }

    private Check check(String name) {
        return new Doctor(root, root.resolve("data"), 0)
                .examine().stream()
                        .filter(check -> check.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
