package dev.medley.http;

import dev.medley.live.Digest;
import dev.medley.live.Tokens;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
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
    private static final int LONGEST_VOUCHED = 12_000;

    private final Options options;
    private final Tokens tokens;
    private final Bridge bridge;
    private final Rate rate;
    private final Rate wrong;
    private final Map<String, Believed> believed = new LinkedHashMap<>();

    private final @Nullable Vouching vouching;

    /// @param expiresMs milliseconds since 1970, or null
    private record Believed(Caller caller, @Nullable Long expiresMs, long untilNanos) {}

    /// @param vouching for tokens of an issuer's, or null
    Door(Options options, Tokens tokens, Bridge bridge, @Nullable Vouching vouching) {
        this.vouching = vouching;
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
        var digest = Digest.of(token.getBytes(StandardCharsets.UTF_8));
        var known = believed.get(digest);
        if (known != null && known.untilNanos - System.nanoTime() > 0) {
            return welcome(known, address);
        }
        if (vouching != null && Vouching.isOne(token)) {
            return vouching.caller(token)
                    .map(good -> believe(digest, good.caller(), good.expiresMs()))
                    .compose(good -> welcome(good, address))
                    .onFailure(
                            bad -> {
                                believed.remove(digest);
                                if (bad instanceof Problem.Refusal r
                                        && r.problem().status() == 401) {
                                    wrong.wait(address);
                                }
                            });
        }
        return bridge.quick(() -> tokens.find(digest))
                .compose(
                        found -> {
                            if (found.isEmpty()) {
                                believed.remove(digest);
                                return unknown(address);
                            }
                            var grant = found.get();
                            return welcome(
                                    believe(digest, Caller.of(grant), grant.expiresMs()), address);
                        });
    }

    private Believed believe(String digest, Caller caller, @Nullable Long expiresMs) {
        if (believed.size() >= MOST_BELIEVED) {
            believed.clear();
        }
        var one = new Believed(caller, expiresMs, System.nanoTime() + BELIEVED_NANOS);
        believed.put(digest, one);
        return one;
    }

    private Future<Caller> welcome(Believed one, String address) {
        var expires = one.expiresMs();
        if (expires != null && expires <= System.currentTimeMillis()) {
            return unknown(address);
        }
        return Future.succeededFuture(one.caller());
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

    private @Nullable String token(HttpServerRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        var token = header.substring(7).strip();
        int longest = vouching == null ? LONGEST_TOKEN : LONGEST_VOUCHED;
        return token.isEmpty() || token.length() > longest ? null : token;
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
