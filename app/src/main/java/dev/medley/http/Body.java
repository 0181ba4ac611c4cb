package dev.medley.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/// Reads what is sent along with a request, up to a limit and not for ever.
final class Body {

    private Body() {}

    /// Fails with a problem if it is too much or takes too long.
    static Future<byte[]> read(Vertx vertx, HttpServerRequest request, int most, long withinMs) {
        var whole = Promise.<byte[]>promise();
        var gathered = Buffer.buffer();
        long timer =
                vertx.setTimer(
                        withinMs,
                        _ ->
                                whole.tryFail(
                                        Problem.late(
                                                        "It did not arrive within %d seconds."
                                                                .formatted(withinMs / 1000))
                                                .thrown()));
        request.handler(
                part -> {
                    if (whole.future().isComplete()) {
                        return;
                    }
                    if (gathered.length() + part.length() > most) {
                        whole.tryFail(
                                Problem.tooLarge(
                                                "At most %d bytes can be sent at once; send it in parts."
                                                        .formatted(most))
                                        .thrown());
                        return;
                    }
                    gathered.appendBuffer(part);
                });
        request.exceptionHandler(
                _ -> whole.tryFail(Problem.malformed("The body does not arrive whole.").thrown()));
        request.endHandler(_ -> whole.tryComplete(gathered.getBytes()));
        request.resume();
        return whole.future().onComplete(_ -> vertx.cancelTimer(timer));
    }
}
