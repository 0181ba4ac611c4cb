package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The whole server on a small disk that something else fills while people submit jobs. Only who
/// may mount one can try it; others skip it.
class FullDiskServeTest {

    private static final int MOST = 5_000;

    @TempDir private Path folder = Path.of("");
    private Path disk = Path.of("");
    private int next;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("data"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
                "no file system can be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private Path filler() {
        return disk.resolve("filler");
    }

    private void fill() {
        try (var out =
                Files.newOutputStream(
                        filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < 100_000; i++) {
                out.write(new byte[1024]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        }
    }

    private String name() {
        return "job-" + next++;
    }

    /// Submits until the server finds no room, and says what it said then.
    private String fillUnder(Deeds deeds, ServerProcess server) throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(deeds.submit(server, name()).status()).isEqualTo(201);
        }
        fill();
        for (int i = 0; i < MOST; i++) {
            var answer = deeds.submit(server, name());
            if (answer.status() != 201) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(507);
                return answer.body();
            }
            fill();
        }
        throw new AssertionError("The disk is full and the server does not mind.");
    }

    @Test
    @Timeout(600)
    void saysSoAndGoesOnWhenThereIsRoomAgain() throws Exception {
        var deeds = new Deeds(folder.resolve("marks"));
        try (var server = ServerProcess.start(folder)) {
            assertThat(fillUnder(deeds, server))
                    .contains("There is no room on the disk of the journal")
                    .contains("Nothing was taken. Make room there");
            for (int i = 0; i < 20; i++) {
                assertThat(deeds.submit(server, name()).status()).isEqualTo(507);
            }
            assertThat(server.get("/api/v1/works")).contains("\"job-0\"");
            assertThat(server.isAlive()).isTrue();
            Files.delete(filler());
            awaitRoom(deeds, server);
            deeds.await(server);
        }
        check(deeds);
    }

    @Test
    @Timeout(600)
    void losesNothingWhenItIsKilledOnAFullDisk() throws Exception {
        var deeds = new Deeds(folder.resolve("marks"));
        for (int life = 0; life < 3; life++) {
            var server = ServerProcess.start(folder);
            fillUnder(deeds, server);
            Thread.sleep(300L * life);
            server.kill();
            fill();
            startOnAFullDisk();
            Files.delete(filler());
        }
        try (var server = ServerProcess.start(folder)) {
            deeds.await(server);
        }
        check(deeds);
    }

    /// It serves what there is, or ends with a clear word.
    private void startOnAFullDisk() throws Exception {
        try (var server = ServerProcess.start(folder)) {
            assertThat(server.get("/api/v1/works")).contains("\"job-0\"");
        } catch (ServerProcess.NotUp ended) {
            assertThat(ended).hasMessageContaining("no room on the disk");
            assertThat(ended.getMessage()).doesNotContain("fault of Medley");
        }
    }

    private void awaitRoom(Deeds deeds, ServerProcess server) throws Exception {
        for (int i = 0; deeds.submit(server, name()).status() != 201; i++) {
            assertThat(i).as("tries after there was room").isLessThan(100);
            Thread.sleep(100);
        }
    }

    private static void check(Deeds deeds) throws IOException {
        var sums = deeds.sums();
        System.out.println("full disk: " + sums);
        assertThat(sums.lost()).isZero();
        assertThat(sums.twice()).isZero();
    }
}
