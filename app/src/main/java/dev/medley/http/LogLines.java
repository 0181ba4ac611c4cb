package dev.medley.http;

import dev.medley.live.Desk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What runs write: the last lines, or a stream of all that comes. A run is looked up among those
/// of the work; no part of a path comes from the request.
final class LogLines {

    private static final int MOST_LINES = 10_000;
    private static final int MOST_BYTES = 4 << 20;
    private static final int CHUNK_BYTES = 64 << 10;
    private static final long LOOK_MS = 500;

    private final Vertx vertx;
    private final Face.Logs logs;
    private final Bridge bridge;
    private final Memory memory;
    private final Streams streams;

    LogLines(Vertx vertx, Face.Logs logs, Bridge bridge, Memory memory, Streams streams) {
        this.vertx = vertx;
        this.logs = logs;
        this.bridge = bridge;
        this.memory = memory;
        this.streams = streams;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/works/:name/logs", Endpoint.Reach.EVERYBODY, this::logs));
    }

    /// Where a run writes, as far as it is known.
    private record Source(String run, @Nullable Path path) {}

    private Future<Answer> logs(Call call) {
        var name = call.part("name");
        var asked = call.text("run");
        var stream = call.oneOf("stream", List.of("stdout", "stderr"));
        int tail = call.whole("tail", 200, 0, MOST_LINES);
        return bridge.ask(desk -> current(desk, call.caller(), name))
                .map(current -> run(name, asked, current))
                .compose(run -> bridge.quick(() -> new Source(run, logs.path(run, stream))))
                .compose(
                        source ->
                                call.wantsEvents()
                                        ? follow(call, source, tail)
                                        : bridge.quick(() -> tail(source, tail))
                                                .map(LogLines::text));
    }

    private static Answer text(Tail tail) {
        return new Answer.Text("text/plain; charset=utf-8", tail.text());
    }

    /// The latest run that holds devices, or "".
    private String current(Desk desk, Caller caller, String name) {
        var job = desk.state().jobs().get(name);
        if (job != null && caller.sees(job.work().terms().tenant())) {
            return job.runs().isEmpty() ? "" : job.runs().last();
        }
        boolean over = desk.state().closed().containsKey(name);
        if (!over || !caller.sees(memory.lives().tenant(name))) {
            throw Looks.unknown(name).thrown();
        }
        return "";
    }

    private String run(String work, String asked, String current) {
        if (!asked.isEmpty()) {
            if (!work.equals(memory.lives().workOf(asked))) {
                throw Problem.notFound(
                                "Work '%s' has no run '%s'."
                                        .formatted(Problem.shown(work), Problem.shown(asked)))
                        .thrown();
            }
            return asked;
        }
        if (!current.isEmpty()) {
            return current;
        }
        var past = memory.lives().past(work);
        if (past.isEmpty()) {
            throw Problem.notFound("Work '%s' has had no run yet.".formatted(Problem.shown(work)))
                    .thrown();
        }
        return past.getLast().id();
    }

    // --- files ----------------------------------------------------------------------------------

    /// @param end position in the file after the text
    record Tail(String text, long end) {}

    private static Tail tail(Source source, int lines) throws IOException {
        var path = source.path;
        if (path == null || !Files.isRegularFile(path)) {
            throw Problem.notFound("Run '%s' has written nothing here.".formatted(source.run))
                    .thrown();
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length();
            long from = Math.max(0, length - MOST_BYTES);
            var bytes = new byte[(int) (length - from)];
            file.seek(from);
            file.readFully(bytes);
            int start = bytes.length;
            int left = lines;
            while (start > 0) {
                boolean ends = bytes[start - 1] == '\n' && start < bytes.length;
                if (ends && --left <= 0) {
                    break;
                }
                start--;
            }
            start = lines == 0 ? bytes.length : start;
            var text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
            return new Tail(text, length);
        }
    }

    /// What came since; from the start again where the file was begun anew.
    private static Tail since(Path path, long position) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length();
            long from = length < position ? 0 : position;
            var bytes = new byte[(int) Math.min(CHUNK_BYTES, length - from)];
            file.seek(from);
            file.readFully(bytes);
            int whole = wholeCharacters(bytes);
            return new Tail(new String(bytes, 0, whole, StandardCharsets.UTF_8), from + whole);
        } catch (FileNotFoundException gone) {
            return new Tail("", 0);
        }
    }

    /// Bytes before a character that is cut off.
    private static int wholeCharacters(byte[] bytes) {
        int start = bytes.length;
        for (int i = 1; i <= 3 && i <= bytes.length; i++) {
            int b = bytes[bytes.length - i] & 0xFF;
            if (b >= 0xC0) {
                int needs = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return i < needs && bytes.length > i ? bytes.length - i : start;
            }
            if (b < 0x80) {
                return start;
            }
        }
        return start;
    }

    // --- following ------------------------------------------------------------------------------

    private Future<Answer> follow(Call call, Source source, int tail) {
        return bridge.quick(() -> source.path == null ? new Tail("", 0) : begin(source, tail))
                .map(
                        first -> {
                            var path = source.path;
                            if (path == null) {
                                throw Problem.notFound(
                                                "Run '%s' has written nothing here."
                                                        .formatted(source.run))
                                        .thrown();
                            }
                            var following = new Following(call.response(), source.run, path);
                            streams.begin(call, () -> following.closed = true);
                            call.response()
                                    .write("event: run\ndata: %s\n\n".formatted(json(source.run)));
                            following.send(first);
                            following.look();
                            return new Answer.Streamed();
                        });
    }

    private static Tail begin(Source source, int tail) throws IOException {
        var path = source.path;
        return path != null && Files.isRegularFile(path) ? tail(source, tail) : new Tail("", 0);
    }

    private static String json(String text) {
        return Json.MAPPER.writeValueAsString(text);
    }

    /// Somebody who reads along.
    private final class Following {
        private final HttpServerResponse response;
        private final String run;
        private final Path path;
        private long position;
        private long quiet;
        private boolean closed;

        Following(HttpServerResponse response, String run, Path path) {
            this.response = response;
            this.run = run;
            this.path = path;
        }

        /// Text travels as a JSON string: lines within it do no harm to the stream.
        private void send(Tail tail) {
            position = tail.end();
            if (!tail.text().isEmpty()) {
                quiet = 0;
                response.write("event: log\ndata: %s\n\n".formatted(json(tail.text())));
            } else if ((quiet += LOOK_MS) >= Streams.HEARTBEAT_MS) {
                quiet = 0;
                response.write(": beat\n\n");
            }
        }

        private void look() {
            if (closed) {
                return;
            }
            if (response.writeQueueFull()) {
                vertx.setTimer(LOOK_MS, _ -> look());
                return;
            }
            bridge.ask(desk -> desk.state().runs().containsKey(run))
                    .compose(
                            alive ->
                                    bridge.quick(() -> since(path, position))
                                            .map(t -> more(alive, t)))
                    .onFailure(_ -> response.reset());
        }

        private boolean more(boolean alive, Tail tail) {
            if (closed) {
                return false;
            }
            send(tail);
            if (!tail.text().isEmpty()) {
                vertx.setTimer(1, _ -> look());
            } else if (alive) {
                vertx.setTimer(LOOK_MS, _ -> look());
            } else {
                response.end("event: end\ndata: \"the run is over\"\n\n");
            }
            return alive;
        }
    }
}
