package dev.medley.http;

import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// An issuer of OpenID Connect on loopback: a discovery document, keys, and tokens signed with the
/// JDK's own cryptography.
final class LoopbackIssuer implements AutoCloseable {

    private final HttpServer server;
    private final List<Map<String, String>> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String says;
    private KeyPair key = pair();
    private String keyId = "first";

    LoopbackIssuer() throws IOException {
        this(0);
    }

    /// @param port 0 takes any free one
    LoopbackIssuer(int port) throws IOException {
        server = HttpServer.create(address(port), 0);
        says = url().toString();
        publish();
        answer("/realm/.well-known/openid-configuration", this::discovery);
        answer("/realm/keys", () -> JsonMapper.shared().writeValueAsString(keys()));
        server.start();
    }

    /// Also lets people sign in, see [LoopbackEntrance].
    LoopbackEntrance entrance(String client) {
        return new LoopbackEntrance(this, server, client);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private interface Text {
        String get();
    }

    private void answer(String path, Text text) {
        server.createContext(
                path,
                exchange -> {
                    asked.incrementAndGet();
                    var bytes = text.get().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, bytes.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(bytes);
                    }
                });
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/realm".formatted(port()));
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// How often it was asked for anything.
    int asked() {
        return asked.get();
    }

    /// Has it call itself otherwise.
    void says(String name) {
        says = name;
    }

    private String discovery() {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "issuer",
                                says,
                                "jwks_uri",
                                url() + "/keys",
                                "authorization_endpoint",
                                url() + "/authorize",
                                "token_endpoint",
                                url() + "/token"));
    }

    private Map<String, Object> keys() {
        return Map.of("keys", new ArrayList<>(published));
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void publish() {
        var rsa = (RSAPublicKey) key.getPublic();
        published.add(
                Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        keyId,
                        "n",
                        unsigned(rsa.getModulus()),
                        "e",
                        unsigned(rsa.getPublicExponent())));
    }

    private static String unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return base64(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /// Signs with a new key from now on; the old ones are gone.
    void rotate(String id) {
        key = pair();
        keyId = id;
        published.clear();
        publish();
    }

    // --- tokens ---------------------------------------------------------------------------------

    /// Claims of somebody for `medley`, good for some minutes.
    Map<String, Object> claims(String subject, Object roles) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", url().toString());
        claims.put("aud", List.of("medley", "others"));
        claims.put("sub", subject);
        claims.put("exp", Instant.now().getEpochSecond() + 300);
        claims.put("roles", roles);
        return claims;
    }

    String token(Map<String, Object> claims) {
        return signed(keyId, claims, key);
    }

    /// Signed with a key that it never had, under the name of its own.
    String forged(Map<String, Object> claims) {
        return signed(keyId, claims, pair());
    }

    String unsigned(Map<String, Object> claims) {
        return part(Map.of("alg", "none")) + "." + part(claims) + ".";
    }

    private static String signed(String id, Map<String, Object> claims, KeyPair with) {
        try {
            var text = part(Map.of("alg", "RS256", "typ", "JWT", "kid", id)) + "." + part(claims);
            var signing = Signature.getInstance("SHA256withRSA");
            signing.initSign(with.getPrivate());
            signing.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signing.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A token that a shared secret signs; the secret is what everybody can read of the key.
    String sharedSecret(Map<String, Object> claims) {
        try {
            var text = part(Map.of("alg", "HS256", "kid", keyId)) + "." + part(claims);
            var mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(
                    new javax.crypto.spec.SecretKeySpec(
                            key.getPublic().getEncoded(), "HmacSHA256"));
            return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String part(Map<String, Object> json) {
        return base64(JsonMapper.shared().writeValueAsBytes(json));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
