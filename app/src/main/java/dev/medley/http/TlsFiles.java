package dev.medley.http;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.X509KeyManager;

/// The files of a server's certificate, looked at before it listens: a certificate and a key that
/// do not belong together would fail only when the first client comes.
final class TlsFiles {

    private static final byte[] ANYTHING = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA", "DSA");

    private TlsFiles() {}

    /// @throws IOException that says which file is wrong, and how
    static void check(Options.Tls tls, Vertx vertx) throws IOException {
        readable("--tls-cert", tls.certificate());
        readable("--tls-key", tls.key());
        var options =
                new PemKeyCertOptions()
                        .addCertPath(tls.certificate().toString())
                        .addKeyPath(tls.key().toString());
        try {
            for (var manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    check(tls, keys);
                    return;
                }
            }
        } catch (IOException refused) {
            throw refused;
        } catch (Exception unreadable) {
            throw new IOException(
                    "--tls-cert %s and --tls-key %s are no certificate and its key in PEM: %s"
                            .formatted(tls.certificate(), tls.key(), unreadable.getMessage()),
                    unreadable);
        }
        throw new IOException("--tls-cert %s holds no certificate.".formatted(tls.certificate()));
    }

    private static void readable(String option, Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException(
                    "%s: there is no file %s that can be read.".formatted(option, file));
        }
    }

    private static void check(Options.Tls tls, X509KeyManager keys) throws IOException {
        for (var kind : KINDS) {
            var aliases = keys.getServerAliases(kind, null);
            if (aliases == null || aliases.length == 0) {
                continue;
            }
            var chain = keys.getCertificateChain(aliases[0]);
            if (!belong(keys.getPrivateKey(aliases[0]), chain[0])) {
                throw new IOException(
                        "--tls-cert %s and --tls-key %s are no certificate and its key: it is another's."
                                .formatted(tls.certificate(), tls.key()));
            }
            var until = chain[0].getNotAfter().toInstant();
            if (until.isBefore(Instant.now())) {
                throw new IOException(
                        "--tls-cert %s expired on %s.".formatted(tls.certificate(), until));
            }
            return;
        }
    }

    private static boolean belong(PrivateKey key, X509Certificate certificate) {
        var algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "DSA" -> "SHA256withDSA";
                    default -> key.getAlgorithm();
                };
        try {
            var signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(ANYTHING);
            var signed = signing.sign();
            signing.initVerify(certificate.getPublicKey());
            signing.update(ANYTHING);
            return signing.verify(signed);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }
}
