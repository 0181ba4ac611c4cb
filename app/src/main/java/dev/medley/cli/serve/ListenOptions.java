package dev.medley.cli.serve;

import dev.medley.http.Options;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;

/// Where a server listens, and to whom.
final class ListenOptions {

    private static final int MOST_PORT = 65_535;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7461",
            description = "Port to listen on; 0 takes any free one (default: 7461).")
    private int port = Options.USUAL_PORT;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; any but loopback needs --auth.")
    private String address = "127.0.0.1";

    @Mixin private OidcOptions oidc = new OidcOptions();

    @Option(names = "--auth", description = "Whoever speaks needs a token, see `medley tokens`.")
    private boolean auth;

    @Option(
            names = "--tls-cert",
            paramLabel = "PEM",
            description = "Certificate for HTTPS, with --tls-key.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "PEM",
            description = "Private key for HTTPS, with --tls-cert.")
    private @Nullable Path key;

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A name that clients may call this server by, beside localhost.")
    private List<String> names = List.of();

    Options options() {
        if (port < 0 || port > MOST_PORT) {
            throw wrong("--port: %d must be from 0 to %d".formatted(port, MOST_PORT));
        }
        var cert = certificate;
        var pem = key;
        if ((cert == null) != (pem == null)) {
            throw wrong("--tls-cert and --tls-key: give both or neither");
        }
        var tls = cert == null || pem == null ? null : new Options.Tls(cert, pem);
        var issuer = oidc.oidc();
        boolean asks = auth || issuer != null;
        try {
            return new Options(address, port, asks, tls, issuer, names, Options.Limits.USUAL);
        } catch (IllegalArgumentException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private ParameterException wrong(@Nullable String problem) {
        return new ParameterException(spec.commandLine(), "" + problem);
    }
}
