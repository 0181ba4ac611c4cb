package dev.medley.http;

import io.vertx.core.buffer.Buffer;

import java.util.Map;

/// What a request is answered with.
sealed interface Answer {

    /// An object that Jackson can write.
    record Json(int status, Object body, Map<String, String> headers) implements Answer {}

    record Text(String type, String text) implements Answer {}

    record Bytes(String type, Buffer bytes, Map<String, String> headers) implements Answer {}

    /// Whoever was asked writes the answer by itself.
    record Streamed() implements Answer {}

    static Answer ok(Object body) {
        return new Json(200, body, Map.of());
    }
}
