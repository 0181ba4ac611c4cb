package dev.medley.http;

import dev.medley.live.Tokens;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Says who a request is from, and turns away what must not come in.
///
/// Tokens are 256 random bits, and only their SHA-256 is kept. A digest is looked up like any other
/// key: how long that takes may tell something about digests, and nothing of use about tokens, as
/// nobody can choose a token by its digest. So no comparison needs constant time.
final class Door {

    /// A grant that was looked up is believed for so long; one that is revoked here, not at all.
    private static final long BELIEVED_NANOS = 1_000_000_000L;

    private static final int MOST_BELIEVED = 1000;

    /// Wrong tokens from one address: so many at once, then one a second.
    private static final int WRONG_AT_ONCE = 20;

    private static final int LONGEST_TOKEN = 200;

    private final Options options;
    private final Tokens tokens;
    private final Bridge bridge;
    private final Rate rate;
    private final Rate wrong;
    private final Map<String, Believed> believed = new LinkedHashMap<>();

    private record Believed(Tokens.Grant grant, long untilNanos) {}

    Door(Options options, Tokens tokens, Bridge bridge) {
        this.options = options;
        this.tokens = tokens;
        this.bridge = bridge;
        var limits = options.limits();
        this.rate = new Rate(limits.perSecond(), limits.burst(), System::nanoTime);
        this.wrong = new Rate(1, WRONG_AT_ONCE, System::nanoTime);
    }

    /// Holds host and origin against what the server is called; throws what is wrong.
    ///
    /// A page of somebody else's can have a browser send requests here: under another name that
    /// resolves to this machine, which the host tells, or across origins, which the origin tells.
    void check(HttpServerRequest request) {
        var header = request.getHeader("Host");
        if (header == null || header.isEmpty()) {
            throw Problem.malformed("The Host header is missing.").thrown();
        }
        var host = host(header);
        if (!options.knows(host)) {
            throw Problem.wrongHost(
                            "Nobody calls this server '%s'; start it with --name %s if they should."
                                    .formatted(Problem.shown(host), Problem.shown(host)))
                    .thrown();
        }
        var method = request.method().name();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        var origin = request.getHeader("Origin");
        if (!reads && origin != null) {
            int scheme = origin.indexOf("://");
            var from = scheme < 0 ? "" : origin.substring(scheme + 3);
            if (!from.equalsIgnoreCase(header)) {
                throw Problem.forbidden(
                                "Pages of '%s' must not change anything here."
                                        .formatted(Problem.shown(origin)))
                        .thrown();
            }
        }
        var site = request.getHeader("Sec-Fetch-Site");
        if (!options.auth()
                && site != null
                && !site.equals("same-origin")
                && !(site.equals("none") && reads)) {
            throw Problem.forbidden("Pages of other sites may not ask this server.").thrown();
        }
    }

    private static String host(String header) {
        var host = header.toLowerCase(Locale.ROOT);
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return end > 0 ? host.substring(0, end) : host;
    }

    /// Who speaks; fails with a problem for somebody without a good token.
    Future<Caller> caller(HttpServerRequest request) {
        if (!options.auth()) {
            return Future.succeededFuture(Caller.LOCAL);
        }
        var address = address(request);
        if (wrong.isSpent(address)) {
            return Future.failedFuture(
                    new TooMany("Too many wrong tokens came from this address.", 1));
        }
        var token = token(request);
        if (token == null) {
            return Future.failedFuture(
                    Problem.unauthorised(
                                    "Send a token as Authorization: Bearer TOKEN;"
                                            + " `medley tokens add` makes one.")
                            .thrown());
        }
        var digest = digest(token.getBytes(StandardCharsets.UTF_8));
        var known = believed.get(digest);
        if (known != null && known.untilNanos - System.nanoTime() > 0) {
            return welcome(known.grant, address);
        }
        return bridge.quick(() -> tokens.find(digest))
                .compose(
                        found -> {
                            if (found.isEmpty()) {
                                believed.remove(digest);
                                return unknown(address);
                            }
                            believe(digest, found.get());
                            return welcome(found.get(), address);
                        });
    }

    private void believe(String digest, Tokens.Grant grant) {
        if (believed.size() >= MOST_BELIEVED) {
            believed.clear();
        }
        believed.put(digest, new Believed(grant, System.nanoTime() + BELIEVED_NANOS));
    }

    private Future<Caller> welcome(Tokens.Grant grant, String address) {
        var expires = grant.expiresMs();
        if (expires != null && expires <= System.currentTimeMillis()) {
            return unknown(address);
        }
        return Future.succeededFuture(Caller.of(grant));
    }

    private Future<Caller> unknown(String address) {
        wrong.wait(address);
        return Future.failedFuture(
                Problem.unauthorised("This token is not known, or not any more.").thrown());
    }

    /// Nobody is believed any more without being looked up.
    void forget() {
        believed.clear();
    }

    /// Seconds that the caller should wait first; 0 if it may go on.
    long wait(Caller caller, HttpServerRequest request) {
        return rate.wait(options.auth() ? "token " + caller.name() : address(request));
    }

    private static String address(HttpServerRequest request) {
        var address = request.remoteAddress();
        return address == null ? "" : String.valueOf(address.hostAddress());
    }

    private static @Nullable String token(HttpServerRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        var token = header.substring(7).strip();
        return token.isEmpty() || token.length() > LONGEST_TOKEN ? null : token;
    }

    /// SHA-256 in hexadecimal digits.
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
    }

    /// Somebody asks too often.
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final long seconds;

        TooMany(String text, long seconds) {
            super(text, null, false, false);
            this.seconds = seconds;
        }

        long seconds() {
            return seconds;
        }
    }
}
