package dev.medley.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A request with whoever makes it.
final class Call {

    /// Longest value of a parameter.
    private static final int LONGEST = 512;

    private final RoutingContext context;
    private final Caller caller;
    private final byte[] body;

    /// @param body empty where none is taken
    Call(RoutingContext context, Caller caller, byte[] body) {
        this.context = context;
        this.caller = caller;
        this.body = body;
    }

    Caller caller() {
        return caller;
    }

    byte[] body() {
        return body;
    }

    HttpServerRequest request() {
        return context.request();
    }

    HttpServerResponse response() {
        return context.response();
    }

    /// A part of the path.
    String part(String name) {
        var value = context.pathParam(name);
        if (value == null || value.isEmpty() || value.length() > LONGEST) {
            throw Problem.notFound("The path names nothing.").thrown();
        }
        return value;
    }

    /// A parameter, or "" if it is not given.
    String text(String name) {
        var values = values(name);
        if (values.isEmpty()) {
            return "";
        }
        if (values.size() > 1) {
            throw Problem.badRequest(name, values.getLast(), "is given twice").thrown();
        }
        var value = values.getFirst();
        if (value.length() > LONGEST) {
            throw Problem.badRequest(name, value, "is too long").thrown();
        }
        return value;
    }

    private List<String> values(String name) {
        try {
            return context.queryParam(name);
        } catch (IllegalArgumentException | HttpException undecodable) {
            throw Problem.malformed("The query is not percent-encoded UTF-8.").thrown();
        }
    }

    /// A parameter that must be one of these, or the first if it is not given.
    String oneOf(String name, List<String> words) {
        var value = text(name);
        if (value.isEmpty()) {
            return words.getFirst();
        }
        if (!words.contains(value)) {
            var named = words.stream().filter(word -> !word.isEmpty()).toList();
            throw Problem.badRequest(name, value, "is none of " + named).thrown();
        }
        return value;
    }

    int whole(String name, int usual, int least, int most) {
        return (int) number(name, usual, least, most);
    }

    long number(String name, long usual, long least, long most) {
        var value = text(name);
        if (value.isEmpty()) {
            return usual;
        }
        var number = parsed(value);
        if (number == null || number < least || number > most) {
            var rule =
                    least == Long.MIN_VALUE && most == Long.MAX_VALUE
                            ? "must be a whole number"
                            : "must be a whole number from %d to %d".formatted(least, most);
            throw Problem.badRequest(name, value, rule).thrown();
        }
        return number;
    }

    private static @Nullable Long parsed(String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    /// A header, or "".
    String header(String name) {
        var value = request().getHeader(name);
        return value == null ? "" : value;
    }

    boolean wantsEvents() {
        return header("Accept").contains("text/event-stream");
    }
}
