package dev.medley.http;

import dev.medley.core.control.Reply;
import dev.medley.core.fit.Reason;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is wrong with a request, as RFC 9457 has it.
///
/// @param type a word, stable
/// @param detail a sentence for people
/// @param errors each by itself, where there are several or places are known
/// @param more fields beside the standard ones
record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<Fault> errors,
        Map<String, Object> more) {

    /// One thing that is wrong. What is not known is null or empty.
    record Fault(
            String code,
            String field,
            String value,
            String rule,
            String text,
            int line,
            int column) {

        static Fault of(Reason reason) {
            return new Fault(reason.code(), "", "", "", reason.text(), 0, 0);
        }

        static Fault of(Face.Mistake mistake) {
            return new Fault(
                    "document",
                    mistake.field(),
                    mistake.value(),
                    mistake.rule(),
                    mistake.text(),
                    mistake.line(),
                    mistake.column());
        }
    }

    Problem {
        errors = List.copyOf(errors);
        more = Map.copyOf(more);
    }

    private static Problem of(int status, String type, String title, String detail) {
        return new Problem(type, title, status, detail, List.of(), Map.of());
    }

    static Problem badRequest(String field, String value, String rule) {
        var text = "%s: '%s' %s".formatted(field, shown(value), rule);
        return new Problem(
                "bad-request",
                "The request cannot be understood",
                400,
                text,
                List.of(new Fault("parameter", field, shown(value), rule, text, 0, 0)),
                Map.of());
    }

    static Problem malformed(String detail) {
        return of(400, "bad-request", "The request cannot be understood", detail);
    }

    static Problem unauthorised(String detail) {
        return of(401, "unauthorised", "Who speaks?", detail);
    }

    static Problem forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }

    static Problem notFound(String detail) {
        return of(404, "not-found", "There is no such thing", detail);
    }

    static Problem method(String detail) {
        return of(405, "method-not-allowed", "Not done this way", detail);
    }

    static Problem late(String detail) {
        return of(408, "too-slow", "The request took too long to arrive", detail);
    }

    static Problem conflict(String detail) {
        return of(409, "conflict", "It is taken", detail);
    }

    static Problem tooLarge(String detail) {
        return of(413, "too-large", "Too much at once", detail);
    }

    static Problem wrongHost(String detail) {
        return of(421, "wrong-host", "This server is not called so", detail);
    }

    static Problem tooMany(String detail) {
        return of(429, "too-many-requests", "Slow down", detail);
    }

    static Problem fault() {
        return of(
                500,
                "fault",
                "A fault of the server",
                "The server failed to answer; its log says why. Nothing was promised.");
    }

    static Problem busy(String detail) {
        return of(503, "busy", "Ask again later", detail);
    }

    static Problem noRoom(String detail) {
        return of(507, "no-room", "The disk is full", detail);
    }

    /// Documents in which something is wrong.
    static Problem documents(List<Face.Mistake> mistakes) {
        var first = mistakes.isEmpty() ? "nothing to read" : mistakes.getFirst().text();
        return new Problem(
                "bad-documents",
                "Something is wrong with the documents",
                422,
                mistakes.size() > 1
                        ? first + " (and %d more)".formatted(mistakes.size() - 1)
                        : first,
                mistakes.stream().map(Fault::of).toList(),
                Map.of());
    }

    /// What the controller did not take.
    static Problem refused(Reply.Refused refused) {
        var code = refused.reasons().getFirst().code();
        var known = List.of("unknown-work", "unknown-node").contains(code);
        return new Problem(
                known ? "not-found" : "refused",
                known ? "There is no such thing" : "It is not taken",
                known ? 404 : 422,
                refused.reasons().getFirst().text(),
                refused.reasons().stream().map(Fault::of).toList(),
                Map.of());
    }

    /// Its fields in order, without those that say nothing.
    Map<String, Object> shown() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", "https://medley.dev/problems/" + type);
        fields.put("title", title);
        fields.put("status", status);
        fields.put("detail", detail);
        fields.put("errors", errors);
        fields.putAll(more);
        return fields;
    }

    /// Short, and without anything that a terminal would obey.
    static String shown(String value) {
        var text = new StringBuilder();
        value.codePoints()
                .limit(80)
                .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) ? '?' : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    /// Ends a request with a problem.
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        Refusal(Problem problem) {
            super(problem.detail, null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    Refusal thrown() {
        return new Refusal(this);
    }
}
