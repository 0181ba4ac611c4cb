package dev.medley.process;

import dev.medley.core.work.Recipe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Whether a service serves. Looks go on beside the watcher, which only reads what came of them.
final class Health {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int GOOD = 200;

    private final Recipe.Readiness readiness;
    private final int port;
    private final HttpClient client;
    private boolean wasReady;
    private int failures;
    private long nextMs;
    private boolean looking;
    private String trouble = "nothing was seen of it";

    Health(Recipe.Readiness readiness, int port, HttpClient client) {
        this.readiness = readiness;
        this.port = port;
        this.client = client;
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(PATIENCE)
                .build();
    }

    /// It has served once.
    synchronized boolean wasReady() {
        return wasReady;
    }

    /// It served once and does not any more.
    synchronized boolean isLost() {
        return wasReady && failures >= readiness.failures();
    }

    /// What the latest look found wrong.
    synchronized String trouble() {
        return trouble;
    }

    boolean isLate(long sinceMs, long nowMs) {
        return !wasReady() && nowMs - sinceMs > readiness.withinMs();
    }

    /// Begins to look if it is time.
    synchronized void look(long nowMs) {
        if (looking || nowMs < nextMs) {
            return;
        }
        looking = true;
        // Before it is ready somebody waits for it: a few looks more do no harm.
        nextMs = nowMs + (wasReady ? readiness.everyMs() : Math.min(500, readiness.everyMs()));
        Thread.ofVirtual().name("medley-health").start(() -> found(find()));
    }

    private synchronized void found(String wrong) {
        looking = false;
        trouble = wrong;
        if (wrong.isEmpty()) {
            wasReady = true;
            failures = 0;
        } else {
            failures++;
        }
    }

    /// What is wrong; empty if nothing is.
    private String find() {
        try {
            if (readiness.paths().isEmpty()) {
                connect();
            }
            for (var path : readiness.paths()) {
                int status = get(path);
                if (status != GOOD) {
                    return "GET %s answered %d".formatted(path, status);
                }
            }
            return "";
        } catch (IOException failure) {
            return "port %d: %s"
                    .formatted(
                            port,
                            failure.getMessage() == null
                                    ? failure.getClass().getSimpleName()
                                    : failure.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "closing";
        }
    }

    private void connect() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    (int) PATIENCE.toMillis());
        }
    }

    private int get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
