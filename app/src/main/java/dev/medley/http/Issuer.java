package dev.medley.http;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Gets what an issuer says of itself: keys, and where people sign in, by its discovery document.
final class Issuer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 1 << 20;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final URI issuer;
    private final boolean signsIn;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    /// @param signsIn whether people are sent there to sign in
    Issuer(URI issuer, boolean signsIn) {
        this.issuer = issuer;
        this.signsIn = signsIn;
    }

    /// What it says of itself.
    ///
    /// @param keys it signs with
    /// @param entrance where people sign in; null if nobody is sent there
    record Known(List<JsonWebKey> keys, @Nullable Entrance entrance) {
        static final Known NOTHING = new Known(List.of(), null);
    }

    /// @param authorize where a browser is sent
    /// @param token where it gets a token for the code that it came back with
    record Entrance(URI authorize, URI token) {}

    private record Places(URI keys, @Nullable Entrance entrance) {}

    /// What the issuer says makes no sense, now or later.
    static final class Senseless extends IOException {
        private static final long serialVersionUID = 1;

        Senseless(String text) {
            super(text);
        }
    }

    /// Asks it. Fails with [Senseless], or another [IOException] if it does not answer.
    CompletableFuture<Known> ask() {
        var base = issuer.toString();
        var root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return get(URI.create(root + DISCOVERY))
                .thenApply(this::places)
                .thenCompose(
                        places ->
                                get(places.keys)
                                        .thenApply(keys -> new Known(read(keys), places.entrance)));
    }

    private CompletableFuture<String> get(URI url) {
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .header("Accept", "application/json")
                        .build();
        return client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES))
                .handle((answer, failure) -> body(url, answer, failure))
                .thenCompose(stage -> stage);
    }

    private static CompletionStage<String> body(
            URI url, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
        if (answer == null) {
            var why = failure == null ? "" : String.valueOf(failure.getMessage());
            return failed(new IOException("%s does not answer (%s)".formatted(url, why), failure));
        }
        if (answer.statusCode() != 200) {
            var text = "%s answers %d".formatted(url, answer.statusCode());
            boolean later = answer.statusCode() >= 500 || answer.statusCode() == 429;
            return failed(later ? new IOException(text) : new Senseless(text));
        }
        return CompletableFuture.completedFuture(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static CompletionStage<String> failed(IOException failure) {
        return CompletableFuture.failedFuture(failure);
    }

    private Places places(String document) {
        try {
            var json = Json.MAPPER.readTree(document);
            var said = json.path("issuer").asString("");
            if (!said.equals(issuer.toString())) {
                throw senseless(
                        "The discovery document of %s is that of '%s'; name the issuer just so."
                                .formatted(issuer, Problem.shown(said)));
            }
            var entrance =
                    signsIn
                            ? new Entrance(
                                    place(json, "authorization_endpoint"),
                                    place(json, "token_endpoint"))
                            : null;
            return new Places(place(json, "jwks_uri"), entrance);
        } catch (JacksonException | IllegalArgumentException noDocument) {
            throw senseless("%s has no discovery document".formatted(issuer));
        }
    }

    private URI place(JsonNode document, String field) {
        var place = URI.create(document.path(field).asString(""));
        if (!Oidc.isSafe(place)) {
            throw senseless(
                    "The discovery document of %s names no https place as its %s"
                            .formatted(issuer, field));
        }
        return place;
    }

    private static List<JsonWebKey> read(String keys) {
        try {
            return List.copyOf(new JsonWebKeySet(keys).getJsonWebKeys());
        } catch (JoseException noKeys) {
            throw senseless("What should be keys is none: " + noKeys.getMessage());
        }
    }

    private static CompletionException senseless(String text) {
        return new CompletionException(new Senseless(text));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
