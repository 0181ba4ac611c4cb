package dev.medley.cli.remote;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLContext;

/// The server that a command speaks to, and the token it shows.
final class ServerOption {

    private static final String USUAL = "http://127.0.0.1:7461";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "The server (default: what MEDLEY_SERVER says, else http://127.0.0.1:7461).")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with the token, readable by you alone (mode 600). Otherwise"
                            + " MEDLEY_TOKEN holds the token, or MEDLEY_TOKEN_FILE names the file.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "PEM",
            description =
                    "Certificates to believe an https server by, in place of those of the JDK"
                            + " (default: what MEDLEY_CA says).")
    private @Nullable Path authority;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// A server was named on the command line.
    boolean given() {
        return server != null;
    }

    Remote open() {
        return open(System.getenv());
    }

    Remote open(Map<String, String> environment) {
        var said = environment.getOrDefault("MEDLEY_SERVER", USUAL);
        var url = url(server == null ? said : server);
        var token = token(environment);
        if (!token.isEmpty() && url.getScheme().equals("http") && !isLoopback(url.getHost())) {
            throw wrong(
                    "A token would travel in the open to %s; use https:// there.".formatted(url));
        }
        return new Remote(url, token, believed(environment));
    }

    private @Nullable SSLContext believed(Map<String, String> environment) {
        var said = environment.getOrDefault("MEDLEY_CA", "");
        var pem = authority != null ? authority : said.isEmpty() ? null : Path.of(said);
        try {
            return pem == null ? null : Authority.of(pem);
        } catch (IOException unread) {
            throw wrong(
                    "The certificates in %s (--ca) cannot be used: %s."
                            .formatted(pem, unread.getMessage()));
        }
    }

    private URI url(String text) {
        try {
            var url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            var scheme = url.getScheme();
            if (scheme != null
                    && (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null) {
                return url;
            }
        } catch (IllegalArgumentException notOne) {
            // Said below.
        }
        throw wrong("The server '%s' is no URL; write for example %s".formatted(text, USUAL));
    }

    private static boolean isLoopback(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]");
    }

    private String token(Map<String, String> environment) {
        var inFile = environment.getOrDefault("MEDLEY_TOKEN_FILE", "");
        if (tokenFile != null) {
            return read(tokenFile);
        }
        var token = environment.getOrDefault("MEDLEY_TOKEN", "").strip();
        return !token.isEmpty() || inFile.isEmpty() ? token : read(Path.of(inFile));
    }

    private String read(Path file) {
        try {
            var open =
                    EnumSet.of(
                            PosixFilePermission.GROUP_READ,
                            PosixFilePermission.GROUP_WRITE,
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_WRITE);
            open.retainAll(Files.getPosixFilePermissions(file));
            if (!open.isEmpty()) {
                throw wrong("Others can read %s; run: chmod 600 %s".formatted(file, file));
            }
            return Files.readString(file).strip();
        } catch (IOException unread) {
            throw wrong("The token file %s cannot be read.".formatted(file));
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
