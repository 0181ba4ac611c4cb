package dev.medley.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Where people sign in at an issuer on loopback: a page with two links, and tokens for the codes
/// that it hands out, for one client without a secret. It takes nothing but what the protocol says:
/// codes and renewals are of use once, and a code only with the verifier of its challenge.
final class LoopbackEntrance {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final LoopbackIssuer issuer;
    private final String client;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> renewals = new ConcurrentHashMap<>();
    private final AtomicInteger renewed = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();

    LoopbackEntrance(LoopbackIssuer issuer, HttpServer server, String client) {
        this.issuer = issuer;
        this.client = client;
        server.createContext("/realm/authorize", this::authorize);
        server.createContext("/realm/token", this::token);
        // For the test alone: what befalls an issuer over time.
        server.createContext("/test/new-keys", this::newKeys);
        server.createContext("/test/forget", this::forget);
    }

    /// How often a token was given for an older one.
    int renewed() {
        return renewed.get();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var said = words(exchange.getRequestURI().getRawQuery());
        boolean good =
                word(said, "response_type").equals("code")
                        && word(said, "client_id").equals(client)
                        && word(said, "code_challenge_method").equals("S256")
                        && word(said, "code_challenge").length() == 43
                        && word(said, "scope").equals("openid profile")
                        && word(said, "redirect_uri").startsWith("http://127.0.0.1:");
        if (!good) {
            send(exchange, 400, "text/html", "<p>This request is not taken.</p>");
            return;
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, said);
        var back = said.get("redirect_uri") + "?state=" + encoded(word(said, "state"));
        var links =
                "<!doctype html><title>Login</title><p><a href=\"%s\">Let me in</a> <a href=\"%s\">Refuse</a></p>"
                        .formatted(
                                back
                                        + "&amp;code="
                                        + code
                                        + "&amp;iss="
                                        + encoded("" + issuer.url()),
                                back + "&amp;error=access_denied&amp;error_description=not+today");
        send(exchange, 200, "text/html", links);
    }

    private void token(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        var said =
                words(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean proper =
                exchange.getRequestMethod().equals("POST")
                        && type != null
                        && type.startsWith(FORM)
                        && word(said, "client_id").equals(client);
        if (!proper || !grants(said)) {
            send(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        var refresh = UUID.randomUUID().toString();
        renewals.put(refresh, true);
        var claims = issuer.claims("ada", List.of("medley-operator"));
        var answer =
                Map.of(
                        "access_token",
                        issuer.token(claims),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "refresh_token",
                        refresh);
        send(exchange, 200, "application/json", JsonMapper.shared().writeValueAsString(answer));
    }

    private boolean grants(Map<String, String> said) {
        return switch (word(said, "grant_type")) {
            case "authorization_code" -> {
                var asked = codes.remove(word(said, "code"));
                yield asked != null
                        && word(asked, "redirect_uri").equals(word(said, "redirect_uri"))
                        && word(asked, "code_challenge")
                                .equals(challenge(word(said, "code_verifier")));
            }
            case "refresh_token" -> {
                boolean known = renewals.remove(word(said, "refresh_token")) != null;
                if (known) {
                    renewed.incrementAndGet();
                }
                yield known;
            }
            default -> false;
        };
    }

    private static String challenge(String verifier) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Answers with a token that the new key signed.
    private void newKeys(HttpExchange exchange) throws IOException {
        issuer.rotate("key-" + turn.incrementAndGet());
        var eve = issuer.claims("eve", List.of("medley-viewer"));
        send(exchange, 200, "text/plain", issuer.token(eve));
    }

    private void forget(HttpExchange exchange) throws IOException {
        renewals.clear();
        send(exchange, 200, "text/plain", "forgotten");
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Map<String, String> words(String text) {
        var words = new TreeMap<String, String>();
        for (var word : text.split("&", -1)) {
            int at = word.indexOf('=');
            if (at > 0) {
                words.put(word.substring(0, at), decoded(word.substring(at + 1)));
            }
        }
        return words;
    }

    private static String word(Map<String, String> said, String name) {
        return said.getOrDefault(name, "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
