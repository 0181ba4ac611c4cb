package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Observation.How;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Launch;
import dev.medley.core.work.Recipe;
import dev.medley.core.work.Variant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Services are up when they answer, and over when they do not any more.
class ServicesTest {

    private static final Path SERVE = Path.of("../examples/local/Serve.java").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final Recipe.Readiness SOON =
            new Recipe.Readiness(List.of("/health", "/v1/models"), 50, 2, 60_000);

    @TempDir Path data;

    private Settings settings(List<String> serve, Recipe.Readiness readiness) {
        var policy = new TreeMap<String, Recipe>();
        policy.put("cpu", new Recipe(List.of(), serve, readiness, new TreeMap<>(), "test"));
        return Settings.usual(data, data, policy).with(Runs.QUICK);
    }

    private static InferenceService service(String name) {
        var model = CatalogFiles.builtIn().model("qwen3-0.6b").orThrow();
        return new InferenceService(
                Runs.terms(name, Launch.DEFAULT),
                List.of(new Variant(model, null, 1)),
                0,
                1,
                100,
                100,
                0,
                null,
                null);
    }

    private static Effect.Start replica(int number) {
        var start = Runs.start(service("answers"), "cpu");
        return new Effect.Start(
                "answers#" + number, start.work(), start.fit(), start.seats(), 0, start.care());
    }

    @Test
    void replicasListenOnPortsOfTheirOwnAndAreUpWhenTheyAnswer() throws Exception {
        var serve = List.of(JAVA.toString(), SERVE.toString(), "{work}", "{port}");
        try (var runs = Runs.under(settings(serve, SOON))) {
            for (int i = 0; i < 3; i++) {
                runs.executor.perform(replica(i), "here");
            }
            for (int i = 0; i < 3; i++) {
                runs.awaitStarted("answers#" + i);
                int port = runs.executor.port("answers#" + i);
                assertThat(get(port, "/v1/models")).contains("\"id\":\"answers\"");
                assertThat(complete(port)).contains("text_completion");
            }
            for (int i = 0; i < 3; i++) {
                runs.stop("answers#" + i, false, 20_000);
                assertThat(runs.awaitEnd("answers#" + i).how()).isEqualTo(How.STOPPED);
            }
        }
    }

    @Test
    void theNextServerFindsTheReplicaThatStillServes() throws Exception {
        var serve = List.of(JAVA.toString(), SERVE.toString(), "{work}", "{port}");
        int port;
        try (var runs = Runs.under(settings(serve, SOON))) {
            runs.executor.perform(replica(0), "here");
            runs.awaitStarted("answers#0");
            port = runs.executor.port("answers#0");
        }
        try (var runs = Runs.under(settings(serve, SOON))) {
            runs.executor.perform(replica(0), "here");
            runs.awaitStarted("answers#0");
            assertThat(runs.executor.port("answers#0")).isEqualTo(port);
            assertThat(get(port, "/health")).isEqualTo("{}");
            runs.stop("answers#0", false, 20_000);
            runs.awaitEnd("answers#0");
        }
    }

    @Test
    void aReplicaThatDoesNotAnswerAnyMoreHasFailed() throws Exception {
        var serve = List.of(JAVA.toString(), SERVE.toString(), "{work}", "{port}");
        var impatient = new Recipe.Readiness(List.of("/health"), 50, 2, 60_000);
        try (var runs = Runs.under(settings(serve, impatient))) {
            runs.executor.perform(replica(0), "here");
            runs.awaitStarted("answers#0");
            var folder = RunFolder.of(data.resolve("runs"), "answers#0");
            var program = Objects.requireNonNull(folder.program());
            Signals.toGroup("STOP", program.pid());
            var end = runs.awaitEnd("answers#0");
            assertThat(end.how()).isEqualTo(How.FAILED);
            assertThat(end.text()).contains("does not serve any more");
        }
    }

    @Test
    void aReplicaThatIsNotReadyInTimeHasFailed() {
        var late = new Recipe.Readiness(List.of(), 50, 2, 300);
        try (var runs = Runs.under(settings(List.of("sleep", "60"), late))) {
            runs.executor.perform(replica(0), "here");
            var end = runs.awaitEnd("answers#0");
            assertThat(end.how()).isEqualTo(How.FAILED);
            assertThat(end.text()).contains("did not become ready in time", "port");
            assertThat(runs.seen).noneMatch(Observation.Started.class::isInstance);
        }
    }

    @Test
    void aReplicaThatEndsByItselfHasFailed() {
        try (var runs = Runs.under(settings(List.of("true"), SOON))) {
            runs.executor.perform(replica(0), "here");
            assertThat(runs.awaitEnd("answers#0").how()).isEqualTo(How.FAILED);
        }
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(port, path)).build());
    }

    private static String complete(int port) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(at(port, "/v1/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"why\"}"))
                        .build());
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
