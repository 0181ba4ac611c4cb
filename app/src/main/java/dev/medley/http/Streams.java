package dev.medley.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Server-sent events of what happens. A follower is a number in the feed: whoever reads slowly
/// keeps nothing waiting here, and whoever falls behind the feed's memory is let go.
final class Streams {

    static final long HEARTBEAT_MS = 15_000;

    /// A follower that takes nothing for so many heartbeats is let go.
    private static final int PATIENCE = 4;

    private static final int AT_ONCE = 500;

    private final Vertx vertx;
    private final Memory memory;
    private final int most;
    private final Door door;
    private final Set<Follower> followers = new LinkedHashSet<>();

    /// Streams of any kind that are open, by what is still to be done at their end.
    private final Map<Call, Runnable> open = new LinkedHashMap<>();

    private static final class Follower {
        private final Caller caller;
        private final HttpServerResponse response;
        private long next;
        private int stalled;
        private boolean waiting;

        Follower(Caller caller, HttpServerResponse response, long next) {
            this.caller = caller;
            this.response = response;
            this.next = next;
        }
    }

    /// @param most streams at once
    /// @param door asked again and again whether whoever follows still may
    Streams(Vertx vertx, Memory memory, int most, Door door) {
        this.door = door;
        this.vertx = vertx;
        this.memory = memory;
        this.most = most;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/v1/events", Endpoint.Reach.EVERYBODY, this::follow));
    }

    void start() {
        vertx.setPeriodic(HEARTBEAT_MS, _ -> beat());
    }

    /// Begins a stream; refuses where there are too many.
    void begin(Call call, Runnable atEnd) {
        var response = call.response();
        if (open.size() >= most) {
            throw Problem.busy("Too many streams are open; close one, or ask again later.")
                    .thrown();
        }
        open.put(call, atEnd);
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("X-Accel-Buffering", "no")
                // Compression would hold small events back.
                .putHeader("Content-Encoding", "identity")
                .setWriteQueueMaxSize(256 << 10);
        response.closeHandler(_ -> end(call));
        response.exceptionHandler(_ -> {});
    }

    private void end(Call call) {
        var atEnd = open.remove(call);
        if (atEnd != null) {
            atEnd.run();
        }
    }

    private Future<Answer> follow(Call call) {
        var feed = memory.feed();
        long next = feed.last() + 1;
        var given = call.header("Last-Event-ID");
        if (given.isEmpty()) {
            given = call.text("after");
        }
        if (!given.isEmpty()) {
            if (!given.matches("\\d{1,18}")) {
                throw Problem.badRequest("Last-Event-ID", given, "must be an entry's number")
                        .thrown();
            }
            next = Math.min(next, Long.parseLong(given) + 1);
        }
        var response = call.response();
        var follower = new Follower(call.caller(), response, next);
        begin(call, () -> followers.remove(follower));
        followers.add(follower);
        response.write(": welcome\nretry: 2000\n\n");
        if (next < feed.first()) {
            follower.next = feed.last() + 1;
            response.write(
                    "event: reset\nid: %d\ndata: {\"latestEntry\":%d}\n\n"
                            .formatted(feed.last(), feed.last()));
        }
        pump(follower);
        return Future.succeededFuture(new Answer.Streamed());
    }

    /// There are new entries.
    void pump() {
        for (var follower : new ArrayList<>(followers)) {
            if (!follower.waiting) {
                pump(follower);
            }
        }
    }

    private void pump(Follower follower) {
        var feed = memory.feed();
        var response = follower.response;
        for (int i = 0; i < AT_ONCE && follower.next <= feed.last(); i++) {
            if (response.writeQueueFull()) {
                follower.waiting = true;
                response.drainHandler(_ -> resume(follower));
                return;
            }
            if (follower.next < feed.first()) {
                close(follower);
                return;
            }
            var item = feed.item(follower.next++);
            var sent = Feed.seenBy(follower.caller, item);
            if (sent != null) {
                response.write(
                        "event: entry\nid: %d\ndata: %s\n\n"
                                .formatted(item.number(), Json.MAPPER.writeValueAsString(sent)));
            }
        }
        if (follower.next <= feed.last()) {
            vertx.runOnContext(_ -> resume(follower));
        }
    }

    private void resume(Follower follower) {
        follower.waiting = false;
        follower.stalled = 0;
        if (followers.contains(follower)) {
            pump(follower);
        }
    }

    /// Ends streams of those who may not look any more: whose token was revoked or has expired, or
    /// leads to somebody else by now. A stream goes on where only the answer cannot be had.
    private void check() {
        for (var call : List.copyOf(open.keySet())) {
            door.caller(call.request())
                    .onComplete(
                            found -> {
                                boolean gone =
                                        found.failed()
                                                && found.cause() instanceof Problem.Refusal refusal
                                                && refusal.problem().status() < 500;
                                boolean other =
                                        found.succeeded() && !found.result().equals(call.caller());
                                if ((gone || other) && open.containsKey(call)) {
                                    call.response().reset();
                                }
                            });
        }
    }

    private void beat() {
        check();
        for (var follower : new ArrayList<>(followers)) {
            if (follower.response.writeQueueFull()) {
                if (++follower.stalled >= PATIENCE) {
                    close(follower);
                }
            } else {
                follower.response.write(": beat\n\n");
            }
        }
    }

    /// It comes back and is told where to begin anew.
    private void close(Follower follower) {
        followers.remove(follower);
        follower.response.reset();
    }

    int open() {
        return open.size();
    }
}
