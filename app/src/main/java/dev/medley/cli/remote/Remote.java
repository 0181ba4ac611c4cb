package dev.medley.cli.remote;

import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Release;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// A server somewhere, spoken to over HTTP.
final class Remote implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(6);
    private static final int TRIES = 3;
    private static final long PAUSE_MS = 700;

    private final URI server;
    private final String token;
    private final HttpClient client;

    /// @param believed whose certificates are believed; null for what is usual
    Remote(URI server, String token, @Nullable SSLContext believed) {
        this.server = server;
        this.token = token;
        var builder =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        // A token goes where it was meant to go and nowhere else.
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1);
        if (believed != null) {
            builder.sslContext(believed);
        }
        this.client = builder.build();
    }

    /// The server says no, or that it failed.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;
        private final transient JsonNode problem;

        Refused(int status, JsonNode problem) {
            super(problem.path("detail").asString("The server answered " + status + "."));
            this.status = status;
            this.problem = problem;
        }

        JsonNode problem() {
            return problem;
        }

        /// What the command ends with.
        int code() {
            boolean unread = problem.path("type").asString("").endsWith("/bad-documents");
            return switch (status) {
                case 400, 401, 413, 421 -> Exit.BAD_INPUT;
                case 422 -> unread ? Exit.BAD_INPUT : Exit.NO;
                default -> status < 429 ? Exit.NO : Exit.FAULT;
            };
        }
    }

    /// Nobody answers.
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreachable(String text, Throwable cause) {
            super(text, cause);
        }
    }

    /// A name as a part of a path.
    static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return json(again(request(path).GET()));
    }

    JsonNode post(String path, byte[] body) {
        return json(again(request(path).POST(BodyPublishers.ofByteArray(body))));
    }

    /// The same, done once however often it has to be said.
    JsonNode post(String path, byte[] body, String key) {
        var request = request(path).header("Idempotency-Key", key);
        return json(again(request.POST(BodyPublishers.ofByteArray(body))));
    }

    JsonNode delete(String path) {
        return json(again(request(path).DELETE()));
    }

    String text(String path) {
        return new String(again(request(path).GET()).body(), StandardCharsets.UTF_8);
    }

    /// A stream of events, which has no end of its own.
    InputStream events(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Accept", "text/event-stream")
                        .header("User-Agent", "medley/" + Release.VERSION);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                try (var body = answer.body()) {
                    throw refused(answer.statusCode(), body.readAllBytes());
                }
            }
            return answer.body();
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .timeout(ANSWER)
                        .header("User-Agent", "medley/" + Release.VERSION);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    /// Asks once more where the server is busy.
    private HttpResponse<byte[]> again(HttpRequest.Builder request) {
        HttpResponse<byte[]> answer = send(request.build());
        for (int i = 1; i < TRIES && isBusy(answer.statusCode()); i++) {
            try {
                Thread.sleep(i * PAUSE_MS);
            } catch (InterruptedException interrupted) {
                throw interrupted(interrupted);
            }
            answer = send(request.build());
        }
        if (answer.statusCode() >= 300) {
            throw refused(answer.statusCode(), answer.body());
        }
        return answer;
    }

    private static boolean isBusy(int status) {
        return status == 429 || status == 503;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private Unreachable unreachable(IOException failure) {
        var why = failure.getMessage();
        if (failure instanceof SSLException) {
            return new Unreachable(
                    "%s cannot be believed (%s).\nName its certificate, or that of its authority, with --ca."
                            .formatted(server, why),
                    failure);
        }
        return new Unreachable(
                "No server answers at %s%s.\nStart one with `medley serve`, or name another with --server."
                        .formatted(server, why == null || why.isBlank() ? "" : " (" + why + ")"),
                failure);
    }

    private static Unreachable interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new Unreachable("Interrupted.", interrupted);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        var json = parsed(answer.body());
        if (json == null) {
            throw new Unreachable(
                    "What answers there is no Medley server: it does not speak JSON.",
                    new IOException("no JSON"));
        }
        return json;
    }

    private static Refused refused(int status, byte[] body) {
        var json = parsed(body);
        return new Refused(
                status,
                json == null || !json.isObject() ? JsonMapper.shared().createObjectNode() : json);
    }

    private static @Nullable JsonNode parsed(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
