package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.process.SmallDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The whole server on a small disk that something else fills while people submit jobs. Only who
/// may mount one can try it; others skip it.
class FullDiskServeTest {

    private static final int MOST = 5_000;
    private static final String SIZE = "24m";

    @TempDir private Path folder = Path.of("");
    private int next;

    private String name() {
        return "job-" + next++;
    }

    /// Submits until the server finds no room, and says what it said then.
    private String fillUnder(SmallDisk disk, Deeds deeds, ServerProcess server) throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(deeds.submit(server, name()).status()).isEqualTo(201);
        }
        disk.fill();
        for (int i = 0; i < MOST; i++) {
            var answer = deeds.submit(server, name());
            if (answer.status() != 201) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(507);
                return answer.body();
            }
            disk.fill();
        }
        throw new AssertionError("The disk is full and the server does not mind.");
    }

    @Test
    @Timeout(600)
    void saysSoAndGoesOnWhenThereIsRoomAgain() throws Exception {
        var deeds = new Deeds(folder.resolve("marks"));
        try (var disk = SmallDisk.at(folder.resolve("data"), SIZE);
                var server = ServerProcess.start(folder)) {
            assertThat(fillUnder(disk, deeds, server))
                    .contains("There is no room on the disk of the journal")
                    .contains("Nothing was taken. Make room there");
            for (int i = 0; i < 20; i++) {
                assertThat(deeds.submit(server, name()).status()).isEqualTo(507);
            }
            assertThat(server.get("/api/v1/works")).contains("\"job-0\"");
            assertThat(server.isAlive()).isTrue();
            disk.free();
            awaitRoom(deeds, server);
            deeds.await(server);
        }
        check(deeds);
    }

    @Test
    @Timeout(600)
    void losesNothingWhenItIsKilledOnAFullDisk() throws Exception {
        var deeds = new Deeds(folder.resolve("marks"));
        try (var disk = SmallDisk.at(folder.resolve("data"), SIZE)) {
            for (int life = 0; life < 3; life++) {
                var server = ServerProcess.start(folder);
                fillUnder(disk, deeds, server);
                Thread.sleep(300L * life);
                server.kill();
                disk.fill();
                startOnAFullDisk();
                disk.free();
            }
            try (var server = ServerProcess.start(folder)) {
                deeds.await(server);
            }
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
