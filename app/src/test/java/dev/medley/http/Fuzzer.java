package dev.medley.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// Sends what nobody should send, the same for the same seed, and reads how it is answered.
public final class Fuzzer {

    private static final List<String> WORDS =
            List.of(
                    "..",
                    "../../../../etc/passwd",
                    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                    "%00",
                    "%zz",
                    "%",
                    "%ff%fe",
                    "a%0d%0aX-Injected:1",
                    "-1",
                    "0",
                    "99999999999999999999999999",
                    "1e400",
                    "NaN",
                    "null",
                    "true",
                    "'\"><script>alert(1)</script>",
                    "a;b=c",
                    "%E2%80%AE",
                    "{}",
                    "[]",
                    "alpha",
                    "alpha%230",
                    "n0",
                    "x".repeat(3000));

    private static final List<String> QUERIES =
            List.of(
                    "limit", "after", "q", "state", "tenant", "tail", "run", "stream", "fromMs",
                    "toMs", "points", "months", "reasons", "zzz", "");

    private static final List<String> HEADERS =
            List.of(
                    "Authorization: Bearer x",
                    "Authorization: " + "y".repeat(3000),
                    "Idempotency-Key: \u0001\u0002",
                    "Idempotency-Key: " + "k".repeat(500),
                    "Last-Event-ID: -5",
                    "Last-Event-ID: 99999999999999999999",
                    "Accept: text/event-stream",
                    "Accept-Encoding: gzip, br;q=9, ,,,",
                    "Content-Type: multipart/form-data; boundary=",
                    "Content-Type: application/x-www-form-urlencoded",
                    "Expect: 100-continue",
                    "Cookie: a=b; c",
                    "X-Forwarded-For: 1.2.3.4",
                    "Origin: http://evil.example",
                    "Upgrade: websocket",
                    "Connection: upgrade",
                    "Range: bytes=0-1,5-",
                    "If-None-Match: *",
                    "No-Colon",
                    ": no name",
                    "Host: other",
                    "Transfer-Encoding: gzip");

    private final int port;
    private final SplittableRandom random;

    /// What came of a request.
    ///
    /// @param status 0 if the connection was closed without a word, -1 if nothing came in time
    public record Outcome(String request, int status) {}

    public Fuzzer(int port, long seed) {
        this.port = port;
        this.random = new SplittableRandom(seed);
    }

    /// Sends something, mostly bad.
    ///
    /// @param path with `:name` where something of the caller's stands
    /// @param documents good ones, to be spoilt
    public Outcome send(String method, String path, List<String> documents) throws IOException {
        var target = target(path);
        var head = new StringBuilder();
        head.append(rarely(20) ? pick(List.of("BREW", "get", "PATCH", "OPTIONS")) : method);
        head.append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            head.append(pick(HEADERS)).append("\r\n");
        }
        var body = method.equals("GET") && !rarely(10) ? new byte[0] : body(documents);
        if (rarely(10)) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            head.append(rarely(2) ? "5\r\nhello\r\n0\r\n\r\n" : "zz\r\n\r\n");
            body = new byte[0];
        } else {
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        }
        var request = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new Outcome(head + " + " + body.length, status(request, body));
    }

    private int status(byte[] head, byte[] body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            try {
                out.write(head);
                out.write(body);
            } catch (IOException closed) {
                // It had heard enough; what it said is read below.
            }
            var line = new ByteArrayOutputStream();
            var in = socket.getInputStream();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
            var text = line.toString(StandardCharsets.ISO_8859_1);
            return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
        } catch (SocketTimeoutException silent) {
            return -1;
        } catch (IOException reset) {
            return 0;
        }
    }

    private String target(String path) {
        var target = path;
        while (target.contains(":")) {
            target = target.replaceFirst(":\\w+", word().replace("$", ""));
        }
        if (rarely(3)) {
            target += "?";
            for (int i = random.nextInt(4); i >= 0; i--) {
                target += pick(QUERIES) + "=" + word() + "&";
            }
        }
        return (rarely(30) ? target + "/" + word() : target).replace(" ", "%20");
    }

    private String word() {
        return pick(WORDS);
    }

    private byte[] body(List<String> documents) {
        return switch (random.nextInt(9)) {
            case 0 -> new byte[0];
            case 1 -> noise(random.nextInt(2000));
            case 2 -> "[".repeat(50_000).getBytes(StandardCharsets.UTF_8);
            case 3 -> "{\"a\":".repeat(5_000).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("{\"name\":" + "9".repeat(5_000) + "}").getBytes(StandardCharsets.UTF_8);
            case 5 -> bomb().getBytes(StandardCharsets.UTF_8);
            default -> spoilt(pick(documents));
        };
    }

    private static String bomb() {
        var text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            text.append("%c: &%c [".formatted(c, c));
            text.append("*%c, ".formatted(c - 1).repeat(9)).append("]\n");
        }
        return text.toString();
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] spoilt(String document) {
        var bytes = document.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(6); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (rarely(3)) {
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            var value = pick(List.of("-1", "1e308", "null", "[]", "{}", "\"\"", "true", "1e-300"));
            text = text.replaceFirst("\\b\\d+\\b", value);
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        return bytes;
    }

    private boolean rarely(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
