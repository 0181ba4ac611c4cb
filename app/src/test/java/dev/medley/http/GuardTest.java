package dev.medley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.live.Digest;
import dev.medley.live.Tokens;

import io.vertx.core.http.HttpMethod;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Who may do what, over every route.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {

    private House house;
    private String ours;
    private String theirs;
    private String viewer;
    private String user;
    private String operator;

    @BeforeAll
    void open() throws Exception {
        house = House.guarded();
        ours = house.token("ours", Tokens.Role.USER, "us");
        theirs = house.token("theirs", Tokens.Role.USER, "them");
        viewer = house.token("viewer", Tokens.Role.VIEWER, null);
        user = house.token("user", Tokens.Role.USER, null);
        operator = house.token("operator", Tokens.Role.OPERATOR, null);
        post(ours, "/api/v1/works", "{\"name\":\"our-secret-job\"}");
        post(theirs, "/api/v1/works", "{\"name\":\"their-job\",\"tenant\":\"them\"}");
        House.until(() -> house.state("our-secret-job").equals("running"));
        House.until(() -> house.state("their-job").equals("running"));
    }

    @AfterAll
    void close() throws IOException {
        house.close();
    }

    private HttpResponse<String> post(String token, String path, String body) throws Exception {
        return house.send(house.as(token, path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> call(Endpoint endpoint, String token) throws Exception {
        var path =
                endpoint.path()
                        .replace(":name", "our-secret-job")
                        .replace(":id", "nowhere")
                        .replace(":file", "x.js");
        var request = token.isEmpty() ? house.request(path) : house.as(token, path);
        var body = HttpRequest.BodyPublishers.ofString("");
        return house.send(request.method(endpoint.method().name(), body));
    }

    private static boolean isStream(Endpoint endpoint) {
        return endpoint.path().endsWith("/events");
    }

    @Test
    void turnsAwayWhoeverHasNoToken() throws Exception {
        for (var endpoint : house.server.endpoints()) {
            if (endpoint.needs() == null) {
                continue;
            }
            var none = call(endpoint, "");
            assertThat(none.statusCode()).as(endpoint.path()).isEqualTo(401);
            assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        assertThat(house.send(house.as("medley_wrong", "/api/v1/fleet")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void letsEachRoleDoWhatItMay() throws Exception {
        for (var endpoint : house.server.endpoints()) {
            var needs = endpoint.needs();
            if (needs == null || isStream(endpoint)) {
                continue;
            }
            for (var role : Tokens.Role.values()) {
                var name = role.name().toLowerCase(Locale.ROOT);
                boolean destroys =
                        endpoint.method().equals(HttpMethod.DELETE) && role.compareTo(needs) >= 0;
                if (destroys) {
                    continue;
                }
                var answer = call(endpoint, "medley_" + name);
                assertThat(answer.statusCode() == 403)
                        .as("%s %s as %s: %s", endpoint.method(), endpoint.path(), name, answer)
                        .isEqualTo(role.compareTo(needs) < 0);
            }
        }
    }

    @Test
    void showsATenantNothingOfAnother() throws Exception {
        for (var endpoint : house.server.endpoints()) {
            if (endpoint.needs() == null || isStream(endpoint)) {
                continue;
            }
            var answer = call(endpoint, theirs);
            assertThat(answer.body())
                    .as("%s %s", endpoint.method(), endpoint.path())
                    // What was asked may be said again; what it is may not.
                    .doesNotContain("BatchJob\",\"tenant\":\"us")
                    .doesNotContain("\"tenant\":\"us\"")
                    .doesNotContain("our-secret-job#0");
            if (endpoint.path().contains(":name")) {
                assertThat(answer.statusCode()).as(endpoint.path()).isIn(403, 404, 422);
            } else {
                assertThat(answer.body()).as(endpoint.path()).doesNotContain("our-secret");
            }
        }
        assertThat(house.state("our-secret-job")).isEqualTo("running");
        var page = house.send(house.as(theirs, "/api/v1/works")).body();
        assertThat(page).contains("their-job");
        assertThat(house.send(house.as(theirs, "/api/v1/prices")).statusCode()).isEqualTo(200);
    }

    @Test
    void streamsATenantNothingOfAnother() throws Exception {
        var bearer = "Authorization: Bearer " + theirs;
        try (var events = new Events(house, "/api/v1/events", bearer)) {
            post(ours, "/api/v1/works", "{\"name\":\"our-secret-second\"}");
            post(theirs, "/api/v1/works", "{\"name\":\"their-second\",\"tenant\":\"them\"}");
            var seen = events.until("their-second");
            assertThat(seen).noneMatch(e -> e.data().contains("secret"));
        }
    }

    @Test
    void takesWorkForTheTokensOwnTenantOnly() throws Exception {
        var answer = post(theirs, "/api/v1/works", "{\"name\":\"sly\",\"tenant\":\"us\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        var unnamed = post(theirs, "/api/v1/works", "{\"name\":\"free\",\"tenant\":\"default\"}");
        assertThat(unnamed.statusCode()).isEqualTo(201);
        assertThat(house.send(house.as(theirs, "/api/v1/works/free")).body())
                .contains("\"tenant\":\"them\"");
    }

    @Test
    void forgetsATokenThatIsRevoked() throws Exception {
        var made = post(operator, "/api/v1/tokens", "{\"name\":\"brief\",\"role\":\"viewer\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        var token = House.json(made).get("token").stringValue();
        assertThat(house.send(house.as(token, "/api/v1/fleet")).statusCode()).isEqualTo(200);
        house.send(house.as(operator, "/api/v1/tokens/brief").DELETE());
        assertThat(house.send(house.as(token, "/api/v1/fleet")).statusCode()).isEqualTo(401);
    }

    @Test
    void keepsTokensThatHaveExpiredOut() throws Exception {
        var digest = Digest.of("medley_old".getBytes(StandardCharsets.UTF_8));
        house.tokens.add(
                new Tokens.Grant("old", Tokens.Role.OPERATOR, null, digest, 0, 1L), "test");
        assertThat(house.send(house.as("medley_old", "/api/v1/fleet")).statusCode()).isEqualTo(401);
    }

    @Test
    void keepsTheDigestAloneAndShowsTheTokenOnce() throws Exception {
        var made = post(operator, "/api/v1/tokens", "{\"name\":\"kept\",\"role\":\"viewer\"}");
        var token = House.json(made).get("token").stringValue();
        assertThat(token).hasSizeGreaterThan(40);
        assertThat(house.send(house.as(operator, "/api/v1/tokens")).body())
                .contains("\"kept\"")
                .doesNotContain(token)
                .doesNotContain("digest");
        assertThat(house.tokens.list().toString()).doesNotContain(token);
        assertThat(house.journal.entries().toString()).doesNotContain(token).doesNotContain(ours);
    }

    @Test
    void writesDownWhoSaidWhat() {
        assertThat(house.journal.entries())
                .anyMatch(e -> e.origin().by().equals("ours") && e.origin().tenant().equals("us"));
    }

    @Test
    void slowsDownWhoeverGuessesTokens() throws Exception {
        var limits = House.LIMITS;
        try (var other =
                House.with(new Options("127.0.0.1", 0, true, null, null, List.of(), limits))) {
            int status = 0;
            for (int i = 0; i < 40 && status != 429; i++) {
                status = other.send(other.as("medley_" + i, "/api/v1/fleet")).statusCode();
            }
            assertThat(status).isEqualTo(429);
        }
    }

    @Test
    void slowsDownWhoeverAsksTooOften() throws Exception {
        var limits = new Options.Limits(1 << 20, 8 << 10, 200, 20, 1, 5, 2_000, 60_000);
        try (var other =
                House.with(new Options("127.0.0.1", 0, false, null, null, List.of(), limits))) {
            HttpResponse<String> last = other.send(other.request("/healthz"));
            for (int i = 0; i < 10; i++) {
                last = other.send(other.request("/healthz"));
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    // --- pages of others ------------------------------------------------------------------------

    private String raw(House at, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), at.server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var bytes = new byte[400];
            int read = socket.getInputStream().read(bytes);
            return read < 0 ? "" : new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void answersToItsOwnNamesOnly() throws Exception {
        try (var open = House.open()) {
            var path = "GET /api/v1/works HTTP/1.1\r\n";
            assertThat(raw(open, path + "Host: evil.example\r\n\r\n")).contains(" 421 ");
            assertThat(raw(open, path + "Host: localhost.evil.example:80\r\n\r\n"))
                    .contains(" 421 ");
            assertThat(raw(open, path + "\r\n")).contains(" 400 ");
            assertThat(raw(open, path + "Host: localhost:80\r\n\r\n")).contains(" 200 ");
            assertThat(raw(open, path + "Host: [::1]:80\r\n\r\n")).contains(" 200 ");
        }
    }

    @Test
    void takesNothingFromPagesOfOthers() throws Exception {
        try (var open = House.open()) {
            var post = "POST /api/v1/nodes/n1/cordon HTTP/1.1\r\nHost: localhost\r\n";
            var end = "Content-Length: 0\r\n\r\n";
            assertThat(raw(open, post + "Origin: http://evil.example\r\n" + end)).contains(" 403 ");
            assertThat(raw(open, post + "Origin: null\r\n" + end)).contains(" 403 ");
            assertThat(raw(open, post + "Sec-Fetch-Site: cross-site\r\n" + end)).contains(" 403 ");
            assertThat(raw(open, post + "Origin: http://localhost\r\n" + end)).contains(" 200 ");
        }
    }

    @Test
    void listensOnLoopbackOnlyWithoutTokens() {
        assertThatThrownBy(
                        () -> new Options("0.0.0.0", 0, false, null, null, List.of(), House.LIMITS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--auth");
    }

    @Test
    void endsTheStreamsOfATokenThatIsRevoked() throws Exception {
        var leaver = house.token("leaver", Tokens.Role.VIEWER, null);
        try (var events = new Events(house, "/api/v1/events", "Authorization: Bearer " + leaver);
                var stay = new Events(house, "/api/v1/events", "Authorization: Bearer " + viewer)) {
            post(user, "/api/v1/works", "{\"name\":\"before-leaving\"}");
            events.until("before-leaving");
            var out = house.as(operator, "/api/v1/tokens/leaver").DELETE();
            assertThat(house.send(out).statusCode()).isEqualTo(200);
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 1000; i++) {
                                    events.next();
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            post(user, "/api/v1/works", "{\"name\":\"after-leaving\"}");
            stay.until("after-leaving");
        }
    }

    @Test
    void sendsHeadersThatKeepThePageToItself() throws Exception {
        var page = house.send(house.request("/"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    // --- limits ---------------------------------------------------------------------------------

    @Test
    void takesNoMoreThanItSays() throws Exception {
        var big = "x".repeat(House.LIMITS.bodyBytes() + 1);
        assertThat(post(user, "/api/v1/works", big).statusCode()).isEqualTo(413);
        assertThat(house.send(house.as(viewer, "/api/v1/works?q=" + "y".repeat(600))).statusCode())
                .isEqualTo(400);
        assertThat(
                        raw(
                                house,
                                "GET / HTTP/1.1\r\nHost: localhost\r\nX-Junk: %s\r\n\r\n"
                                        .formatted("z".repeat(20_000))))
                .contains(" 431 ");
    }

    @Test
    void waitsForNobodyWhoSendsSlowly() throws Exception {
        assertThat(
                        raw(
                                house,
                                "POST /api/v1/works HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Authorization: Bearer "
                                        + user
                                        + "\r\nContent-Length: 100\r\n\r\n{"))
                .contains(" 408 ");
    }
}
