package dev.medley.cli.serve;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server that can be killed with SIGKILL, all its processes at once, and started
/// again over the same files.
final class KillablePostgres implements AutoCloseable {

    private static final int PATIENCE = 300;

    private final Path data;
    private final EmbeddedPostgres first;
    private final List<String> command;
    private ProcessHandle server;

    private KillablePostgres(Path data, EmbeddedPostgres first) throws IOException {
        this.data = data;
        this.first = first;
        this.server = running();
        var words = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root; in a user namespace of its own it does not see that it is.
            words.addAll(List.of("unshare", "-U"));
        }
        var line = Files.readString(Path.of("/proc", "" + server.pid(), "cmdline"));
        words.addAll(Arrays.asList(line.split("\0")));
        this.command = List.copyOf(words);
    }

    static KillablePostgres start(Path data) throws IOException {
        return new KillablePostgres(
                data,
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .start());
    }

    private ProcessHandle running() throws IOException {
        var lines = Files.readAllLines(data.resolve("postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
    }

    String url() {
        return first.getJdbcUrl("postgres", "postgres");
    }

    void kill() throws InterruptedException {
        var all = new ArrayList<>(server.descendants().toList());
        all.add(server);
        all.forEach(ProcessHandle::destroyForcibly);
        for (var one : all) {
            for (int i = 0; one.isAlive() && i < PATIENCE; i++) {
                Thread.sleep(10);
            }
        }
    }

    void startAgain() throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("postgres.log").toFile())
                .start();
        for (int i = 0; i < PATIENCE; i++) {
            try (var handle = Jdbi.open(url())) {
                handle.execute("SELECT 1");
                server = running();
                return;
            } catch (JdbiException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IOException(
                "PostgreSQL does not come back:\n"
                        + Files.readString(data.resolveSibling("postgres.log")));
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        try {
            server.onExit().get(20, TimeUnit.SECONDS);
        } catch (Exception slow) {
            server.destroyForcibly();
        }
        first.close();
    }
}
