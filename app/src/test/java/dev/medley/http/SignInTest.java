package dev.medley.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.web.Workshop;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/// People sign in on the page at an issuer of OpenID Connect.
class SignInTest {

    private static final Oidc.Page PAGE = new Oidc.Page("medley-page", "openid profile");

    private static House house(URI issuer, Oidc.@Nullable Page page) throws IOException {
        var oidc =
                new Oidc(
                        issuer,
                        "medley",
                        "sub",
                        "roles",
                        Oidc.USUAL_ROLES,
                        null,
                        new TreeMap<>(),
                        page);
        return House.with(new Options("127.0.0.1", 0, true, null, oidc, List.of(), House.LIMITS));
    }

    private static String policy(House house) throws Exception {
        var page = house.send(house.request("/"));
        return page.headers().firstValue("Content-Security-Policy").orElse("");
    }

    @Test
    void tellsThePageWhereToSignInAndLetsItAskThereAlone() throws Exception {
        try (var issuer = new LoopbackIssuer();
                var house = house(issuer.url(), PAGE)) {
            var at = house.get("/api/v1/signin").get("issuer");
            assertThat(at.get("client").stringValue()).isEqualTo("medley-page");
            assertThat(at.get("scopes").stringValue()).isEqualTo("openid profile");
            assertThat(at.get("tokenUrl").stringValue()).isEqualTo(issuer.url() + "/token");
            assertThat(policy(house))
                    .contains("connect-src 'self' http://127.0.0.1:%d;".formatted(issuer.port()));
        }
    }

    @Test
    void offersNoSignInWhereThePageIsNoClient() throws Exception {
        try (var issuer = new LoopbackIssuer();
                var house = house(issuer.url(), null);
                var alone = House.guarded()) {
            for (var one : List.of(house, alone)) {
                var said = one.get("/api/v1/signin");
                assertThat(said.get("auth").booleanValue()).isTrue();
                assertThat(said.get("issuer").isNull()).isTrue();
                assertThat(policy(one)).contains("connect-src 'self';");
            }
        }
    }

    @Test
    void saysThatAnIssuerIsSilent() throws Exception {
        int port;
        try (var gone = new LoopbackIssuer()) {
            port = gone.port();
        }
        var url = URI.create("http://127.0.0.1:%d/realm".formatted(port));
        try (var house = house(url, PAGE)) {
            var answer = house.send(house.request("/api/v1/signin"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("does not answer");
            try (var _ = new LoopbackIssuer(port)) {
                // It is asked again five seconds later at the earliest.
                Thread.sleep(5_100);
                assertThat(house.get("/api/v1/signin").get("issuer").isNull()).isFalse();
            }
        }
    }

    /// In a real browser: `walk/signin.mjs` leaves a line for each thing that it saw.
    @Test
    void letsPeopleInOverTheirIssuerAndRenewsWhatExpires() throws Exception {
        Workshop.needNode();
        Workshop.needPage();
        var browser = Workshop.needBrowser();
        var found = Path.of("target", "signin-walk.jsonl");
        try (var issuer = new LoopbackIssuer();
                var house = house(issuer.url(), PAGE)) {
            var entrance = issuer.entrance("medley-page");
            var arguments =
                    List.of(
                            Workshop.TESTS.resolve("walk").resolve("signin.mjs").toString(),
                            "--modules",
                            Workshop.MODULES.toString(),
                            "--chromium",
                            browser.toString(),
                            "--server",
                            "http://127.0.0.1:%d/".formatted(house.server.port()),
                            "--issuer",
                            "http://127.0.0.1:%d".formatted(issuer.port()));
            int code = Workshop.node(found, 3, arguments);
            var lines = Files.readString(found);
            assertThat(code).as(lines).isZero();
            assertThat(lines.lines().filter(line -> line.startsWith("{"))).hasSize(6);
            assertThat(entrance.renewed()).as(lines).isPositive();
        }
    }
}
