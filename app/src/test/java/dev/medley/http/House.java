package dev.medley.http;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Setup;
import dev.medley.core.ledger.UsageMeter;
import dev.medley.core.place.Node;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;
import dev.medley.live.Digest;
import dev.medley.live.Live;
import dev.medley.live.MemoryJournal;
import dev.medley.live.Meter;
import dev.medley.live.Origin;
import dev.medley.live.Rhythm;
import dev.medley.live.Tokens;
import dev.medley.live.Workshop;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A server with a small fleet, and a client.
final class House implements AutoCloseable {

    static final Options.Limits LIMITS =
            new Options.Limits(1 << 20, 8 << 10, 200, 20, 10_000, 20_000, 2_000, 60_000);

    final MemoryJournal journal = new MemoryJournal();
    final TokenList tokens = new TokenList();
    final Live live;
    final Server server;
    final Map<String, Path> logs = new TreeMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private House(Setup setup, List<Node> nodes, Options options) throws IOException {
        live =
                Live.start(
                        setup,
                        Workshop.FITTING,
                        journal,
                        new Obedient(),
                        System::currentTimeMillis,
                        new Rhythm(1_000, 10),
                        Meter.NONE);
        for (var node : nodes) {
            live.tell(Origin.START, at -> new Command.AddNode(at, node)).join();
        }
        server = Server.start(face(), options);
    }

    static House open() throws IOException {
        return with(new Options("127.0.0.1", 0, false, null, null, List.of(), LIMITS));
    }

    /// One that asks for tokens.
    static House guarded() throws IOException {
        return with(new Options("127.0.0.1", 0, true, null, null, List.of(), LIMITS));
    }

    static House with(Options options) throws IOException {
        return new House(Workshop.setup(), Workshop.NODES, options);
    }

    static House of(Setup setup, List<Node> nodes) throws IOException {
        return new House(
                setup, nodes, new Options("127.0.0.1", 0, false, null, null, List.of(), LIMITS));
    }

    private Face face() {
        var about = new Face.About("0.0-test", 1, 1, true, "CNY", Set.of("pool"));
        return new Face(
                about,
                live,
                House::read,
                new Plain(),
                (run, stream) -> logs.get(run + "/" + stream),
                Face.History.NONE,
                tokens,
                () -> "medley_up 1\n");
    }

    /// One JSON object per work: name, and if need be tenant and devices.
    static Face.Reading read(byte[] text) {
        try {
            var json = JsonMapper.shared().readTree(text);
            var works = new ArrayList<Face.Submission>();
            for (var one : json.isArray() ? json.values() : List.of(json)) {
                works.add(new Face.Submission(work(one), Care.DEFAULT));
            }
            return new Face.Reading.Works(works);
        } catch (JacksonException | IllegalArgumentException wrong) {
            var text1 = "1:1: the text is no work; write {\"name\":\"x\"}";
            return new Face.Reading.Wrong(
                    List.of(new Face.Mistake(1, 1, "metadata", "?", "is no work", text1)));
        }
    }

    private static BatchJob work(JsonNode one) {
        var name = one.path("name").asString("");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no name");
        }
        var terms =
                new Terms(
                        name,
                        one.path("tenant").asString("us"),
                        Priority.STANDARD,
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        int devices = one.path("devices").asInt(1);
        return new BatchJob(terms, devices, new TreeMap<>(), List.of("true"), 1.0, null);
    }

    /// Answers without thinking.
    private static final class Plain implements Face.Answers {

        @Override
        public Object preview(List<Face.Submission> works) {
            return Map.of("works", List.of(), "problems", List.of());
        }

        @Override
        public Object whatif(List<Face.Submission> works, @Nullable String tenant) {
            return Map.of("changes", List.of(), "prices", List.of(), "waits", List.of(), "ms", 1);
        }

        @Override
        public Object plan() {
            return Map.of("medley", Map.of("objective", 1), "others", List.of());
        }

        @Override
        public Object runway(int months, Consumer<Face.Step> doing) throws IOException {
            doing.accept(new Face.Step("playing", 3, 7));
            try {
                // What looks far ahead takes long.
                Thread.sleep(months == 60 ? 3_000 : 0);
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            return Map.of("months", months);
        }

        @Override
        public Object vouchers(List<UsageMeter.DayUse> uses) {
            return Map.of("balances", List.of());
        }
    }

    // --- asking ---------------------------------------------------------------------------------

    HttpRequest.Builder request(String path) {
        var url = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
        return HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> bytes(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var answer = send(request(path));
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> submit(String... names) throws IOException, InterruptedException {
        var works = new ArrayList<Map<String, String>>();
        for (var name : names) {
            works.add(Map.of("name", name));
        }
        return post("/api/v1/works", JsonMapper.shared().writeValueAsString(works));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /// A token of this role, for this tenant or for all.
    String token(String name, Tokens.Role role, @Nullable String tenant) {
        var token = "medley_" + name;
        var digest = Digest.of(token.getBytes(StandardCharsets.UTF_8));
        tokens.add(new Tokens.Grant(name, role, tenant, digest, 0, null), "test");
        return token;
    }

    HttpRequest.Builder as(String token, String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    /// Waits until something holds, a few seconds at most.
    static void until(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            if (holds.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("It did not come to that.");
    }

    String state(String work) {
        return live.ask(
                        desk -> {
                            var job = desk.state().jobs().get(work);
                            var closed = desk.state().closed().get(work);
                            return job != null
                                    ? WorkItem.stateOf(desk.state(), job)
                                    : closed != null ? Telling.word(closed.end()) : "none";
                        })
                .join();
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        live.close();
    }
}
