package dev.medley.http;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Where and how the server listens.
///
/// @param listen address to listen on
/// @param port 0 takes any free one
/// @param auth whether whoever speaks needs a token
/// @param tls null without
/// @param oidc whose tokens are taken beside Medley's own; null for nobody's
/// @param names by which clients may call the server, beside loopback's
/// @param limits see [Limits]
public record Options(
        String listen,
        int port,
        boolean auth,
        @Nullable Tls tls,
        @Nullable Oidc oidc,
        List<String> names,
        Limits limits) {

    public static final int USUAL_PORT = 7461;

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]");

    /// PEM files.
    public record Tls(Path certificate, Path key) {}

    /// What one client, or all together, may ask of the server.
    ///
    /// @param connections at once
    /// @param streams event streams at once
    /// @param perSecond requests of one token, or of one address without
    /// @param burst requests that may come at once
    /// @param readMs until a request must have arrived whole
    /// @param answerMs until it is given up
    public record Limits(
            int bodyBytes,
            int headerBytes,
            int connections,
            int streams,
            double perSecond,
            int burst,
            long readMs,
            long answerMs) {

        public static final Limits USUAL =
                new Limits(8 << 20, 16 << 10, 1000, 200, 1000, 2000, 30_000, 300_000);
    }

    public Options {
        names = List.copyOf(names);
        if (!auth && oidc != null) {
            throw new IllegalArgumentException(
                    "Tokens of an issuer's are for a server with --auth.");
        }
        if (!auth && !isLoopback(listen)) {
            throw new IllegalArgumentException(
                    """
                    Without authentication the server listens on loopback only, not on %s.
                    Add --auth (and a first token: `medley tokens create`), or leave --listen away.\
                    """
                            .formatted(listen));
        }
    }

    /// On loopback, for whoever has an account on this machine.
    public static Options local(int port) {
        return new Options("127.0.0.1", port, false, null, null, List.of(), Limits.USUAL);
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /// Whether a client may call the server so. With tokens any name does unless some are listed: a
    /// page of somebody else's has none to send.
    boolean knows(String host) {
        return isLoopback(host)
                || names.contains(host)
                || (auth && names.isEmpty())
                || (auth && host.equals(listen));
    }
}
