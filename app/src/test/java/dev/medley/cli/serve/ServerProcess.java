package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// `medley serve` as a process of its own, as its users start it.
public final class ServerProcess implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("Medley serves on (https?://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /// Listens on a free port when it returns.
    public static ServerProcess start(Path folder, String... options)
            throws IOException, InterruptedException {
        return start(Startup.PLAIN, folder, options);
    }

    static ServerProcess start(Startup startup, Path folder, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(startup.flags());
        command.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(startup.classPath());
        command.addAll(List.of(Medley.class.getName(), "serve", "--port", "0"));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        command.addAll(List.of(options));
        var said = folder.resolve("said");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            var found = URL.matcher(Files.readString(said));
            if (found.find()) {
                return new ServerProcess(process, found.group(1));
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new NotUp("The server did not come up:\n" + Files.readString(said));
    }

    /// What it said is the message.
    static final class NotUp extends AssertionError {
        private static final long serialVersionUID = 1;

        NotUp(String said) {
            super(said);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public String url() {
        return url;
    }

    int post(String path, String body, String key) throws IOException, InterruptedException {
        return submit(path, body, key).statusCode();
    }

    HttpResponse<String> submit(String path, String body, String key)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/yaml")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    public String get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(20))
                        .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    /// Says a line of a document to the server.
    ///
    /// @param said gets what the command writes
    /// @return its exit code
    public int ask(String command, StringWriter said) {
        var words = new ArrayList<String>();
        Arrays.stream(command.split("\\s+"))
                .skip(1)
                .map(word -> word.startsWith("examples/") ? "../" + word : word)
                .forEach(words::add);
        words.addAll(List.of("--server", url));
        var out = new PrintWriter(said, true);
        return Medley.commandLine().setOut(out).setErr(out).execute(words.toArray(String[]::new));
    }

    /// Waits until something runs.
    public void awaitRuns() throws InterruptedException {
        for (int look = 0; look < 200; look++) {
            var said = new StringWriter();
            ask("./medley list --json", said);
            if (said.toString().contains("\"running\"")) {
                return;
            }
            Thread.sleep(250);
        }
        throw new AssertionError("Nothing runs after 50 seconds.");
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// SIGTERM.
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
        client.close();
    }

    private void awaitEnd() {
        var ended = process.onExit().orTimeout(300, TimeUnit.SECONDS);
        assertThat(ended.join().isAlive()).isFalse();
    }
}
