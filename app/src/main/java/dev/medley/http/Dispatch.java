package dev.medley.http;

import dev.medley.live.Busy;
import dev.medley.live.DiskFull;
import dev.medley.live.NotDurable;
import dev.medley.live.Tokens;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/// Takes each request through the same steps: is it meant for us, who asks, may they, what is sent
/// along, what is the answer. Whatever goes wrong becomes a problem.
final class Dispatch {

    private static final System.Logger LOG = System.getLogger("dev.medley.http");

    private static final Map<String, String> HEADERS =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Cache-Control", "no-store");

    private final Vertx vertx;
    private final Options options;
    private final Door door;
    private final Router router;

    Dispatch(Vertx vertx, Options options, Door door, List<Endpoint> endpoints) {
        this.vertx = vertx;
        this.options = options;
        this.door = door;
        this.router = Router.router(vertx);
        for (var endpoint : endpoints) {
            router.route(endpoint.method(), endpoint.path()).handler(c -> take(c, endpoint));
        }
        router.errorHandler(400, c -> fail(c, Problem.malformed("The request is malformed.")));
        router.errorHandler(404, c -> fail(c, Problem.notFound("Nothing is found at this path.")));
        router.errorHandler(
                405,
                c ->
                        fail(
                                c,
                                Problem.method(
                                        "%s is not understood here."
                                                .formatted(
                                                        Problem.shown(
                                                                c.request().method().name())))));
        router.errorHandler(500, c -> refuse(c, c.failure()));
    }

    void handle(HttpServerRequest request) {
        request.response().headers().addAll(HEADERS);
        if (options.tls() != null) {
            request.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        try {
            door.check(request);
        } catch (Problem.Refusal refusal) {
            send(request.response(), refusal.problem());
            return;
        }
        router.handle(request);
    }

    private void take(RoutingContext context, Endpoint endpoint) {
        var request = context.request();
        request.pause();
        var limits = options.limits();
        long timer =
                vertx.setTimer(
                        limits.answerMs(),
                        _ -> {
                            if (!context.response().headWritten()) {
                                fail(context, Problem.busy("The answer takes too long."));
                            }
                        });
        welcome(request, endpoint)
                .compose(
                        caller ->
                                Body.read(vertx, request, most(endpoint), limits.readMs())
                                        .map(body -> new Call(context, caller, body)))
                .compose(call -> endpoint.handler().handle(call))
                .onComplete(
                        answer -> {
                            vertx.cancelTimer(timer);
                            if (answer.failed()) {
                                refuse(context, answer.cause());
                            } else {
                                send(context.response(), answer.result());
                            }
                        });
    }

    private int most(Endpoint endpoint) {
        return endpoint.takesBody() ? options.limits().bodyBytes() : options.limits().headerBytes();
    }

    /// Who asks, if they may.
    private Future<Caller> welcome(HttpServerRequest request, Endpoint endpoint) {
        var needs = endpoint.needs();
        if (needs == null) {
            return slowed(new Caller("", Tokens.Role.VIEWER, null), request);
        }
        return door.caller(request)
                .compose(caller -> slowed(caller, request))
                .map(
                        caller -> {
                            if (!caller.may(needs)) {
                                throw Problem.forbidden(
                                                "This needs the role %s; yours is %s."
                                                        .formatted(
                                                                Telling.word(needs),
                                                                Telling.word(caller.role())))
                                        .thrown();
                            }
                            if (endpoint.reach() == Endpoint.Reach.ALL_TENANTS_ONLY
                                    && caller.tenant() != null) {
                                throw Problem.forbidden(
                                                "This speaks of all tenants; your token is for '%s'."
                                                        .formatted(caller.tenant()))
                                        .thrown();
                            }
                            return caller;
                        });
    }

    private Future<Caller> slowed(Caller caller, HttpServerRequest request) {
        long seconds = door.wait(caller, request);
        return seconds == 0
                ? Future.succeededFuture(caller)
                : Future.failedFuture(new Door.TooMany("Too many requests at once.", seconds));
    }

    // --- answers --------------------------------------------------------------------------------

    private static void send(HttpServerResponse response, Answer answer) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        switch (answer) {
            case Answer.Json(int status, Object body, Map<String, String> headers) -> {
                var bytes = Json.MAPPER.writeValueAsBytes(body);
                response.setStatusCode(status).putHeader("Content-Type", "application/json");
                headers.forEach(response::putHeader);
                response.end(Buffer.buffer(bytes));
            }
            case Answer.Text(var type, var text) ->
                    response.putHeader("Content-Type", type)
                            .end(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
            case Answer.Bytes(var type, var bytes, Map<String, String> headers) -> {
                response.putHeader("Content-Type", type);
                headers.forEach(response::putHeader);
                response.end(bytes);
            }
            case Answer.Streamed _ -> {}
        }
    }

    private static void fail(RoutingContext context, Problem problem) {
        send(context.response(), problem);
    }

    private static void send(HttpServerResponse response, Problem problem) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json");
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"medley\"");
        }
        if (problem.status() == 503) {
            response.putHeader("Retry-After", "1");
        }
        if (problem.status() == 413 || problem.status() == 408) {
            // The rest of what was sent is not waited for.
            response.putHeader("Connection", "close");
        }
        response.end(Buffer.buffer(Json.MAPPER.writeValueAsBytes(problem.shown())));
    }

    private static void refuse(RoutingContext context, @Nullable Throwable thrown) {
        var failure =
                thrown instanceof CompletionException e && e.getCause() != null
                        ? e.getCause()
                        : thrown;
        if (failure instanceof Door.TooMany many) {
            context.response().putHeader("Retry-After", String.valueOf(many.seconds()));
        }
        var problem =
                switch (failure) {
                    case Problem.Refusal refusal -> refusal.problem();
                    case Door.TooMany many -> Problem.tooMany(String.valueOf(many.getMessage()));
                    case Busy busy -> Problem.busy(String.valueOf(busy.getMessage()));
                    case NotDurable lost -> notKept(lost);
                    case IOException io -> unread(context, io);
                    case null -> Problem.fault();
                    default -> fault(context, failure);
                };
        fail(context, problem);
    }

    private static Problem notKept(NotDurable failure) {
        if (!failure.certain()) {
            return Problem.busy(
                    "The journal cannot be reached just now, so it is not known whether this was"
                            + " kept; ask again under the same Idempotency-Key.");
        }
        return failure.getCause() instanceof DiskFull full
                ? Problem.noRoom(
                        full.getMessage()
                                + " Nothing was taken. Make room there; the server goes on by"
                                + " itself.")
                : Problem.busy("The journal cannot be written just now; nothing was taken.");
    }

    private static Problem unread(RoutingContext context, IOException failure) {
        LOG.log(System.Logger.Level.ERROR, "path=" + context.request().path(), failure);
        return Problem.busy("A file or the journal cannot be read just now.");
    }

    private static Problem fault(RoutingContext context, Throwable failure) {
        LOG.log(
                System.Logger.Level.ERROR,
                "event=fault method=%s path=%s"
                        .formatted(
                                context.request().method(),
                                Problem.shown(String.valueOf(context.request().path()))),
                failure);
        return Problem.fault();
    }
}
