package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.cli.Terminal;
import dev.medley.cli.terminal.Exit;
import dev.medley.http.Options;
import dev.medley.live.FreshToken;
import dev.medley.live.Tokens;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A server with a certificate that is made here, and commands that believe it, or do not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsServeTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private Path folder = Path.of("");
    private final Terminal terminal = new Terminal();
    private Options.Tls tls;
    private Options.Tls other;
    private Served served;
    private String url = "";
    private Path token = Path.of("");

    @BeforeAll
    void open(@TempDir Path where) throws Exception {
        folder = where;
        tls = certificate("own");
        other = certificate("other");
        served = Served.open(options(tls));
        url = "https://127.0.0.1:" + served.server.port();
        var fresh = FreshToken.make("ada", Tokens.Role.OPERATOR, null, 0, null);
        served.tokens.add(fresh.grant(), "test");
        token = Files.writeString(folder.resolve("token"), fresh.token());
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterAll
    void close() throws IOException {
        served.close();
    }

    private static Options options(Options.Tls tls) {
        return new Options("127.0.0.1", 0, true, tls, null, List.of(), Options.Limits.USUAL);
    }

    /// A key, and a certificate that it signs itself.
    private Options.Tls certificate(String name) throws Exception {
        var store = folder.resolve(name + ".p12");
        var made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD),
                                "-alias",
                                "server",
                                "-keyalg",
                                name.equals("own") ? "RSA" : "EC",
                                "-dname",
                                "CN=localhost",
                                "-validity",
                                "2",
                                "-ext",
                                "san=dns:localhost,ip:127.0.0.1")
                        .redirectErrorStream(true)
                        .start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        return new Options.Tls(
                pem(name + ".crt", "CERTIFICATE", keys.getCertificate("server").getEncoded()),
                pem(name + ".key", "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()));
    }

    private Path pem(String file, String kind, byte[] bytes) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
    }

    private int list(String... more) {
        terminal.err.getBuffer().setLength(0);
        var words = new java.util.ArrayList<>(List.of("list", "--server", url, "--json"));
        words.addAll(List.of("--token-file", token.toString()));
        words.addAll(List.of(more));
        return terminal.execute(words.toArray(String[]::new));
    }

    @Test
    void commandsBelieveTheCertificateTheyAreGiven() {
        assertThat(list("--ca", tls.certificate().toString())).isZero();
        assertThat(terminal.json().get("total").asInt()).isZero();
    }

    @Test
    void commandsBelieveNoOther() {
        assertThat(list()).isEqualTo(Exit.FAULT);
        assertThat(terminal.err.toString())
                .contains("cannot be believed")
                .contains("Name its certificate, or that of its authority, with --ca");
        assertThat(list("--ca", other.certificate().toString())).isEqualTo(Exit.FAULT);
        assertThat(terminal.err.toString()).contains("cannot be believed");
    }

    @Test
    void saysWhatIsWrongWithTheFileOfAnAuthority() throws IOException {
        assertThat(list("--ca", folder.resolve("none").toString())).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("(--ca) cannot be used");
        var empty = Files.writeString(folder.resolve("empty.crt"), "nothing");
        assertThat(list("--ca", empty.toString())).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("(--ca) cannot be used");
    }

    @Test
    void doesNotStartWithAKeyOfAnotherCertificate() throws Exception {
        refused(new Options.Tls(tls.certificate(), other.key()), "are no certificate and its key");
        // Of the same kind, so that only trying tells.
        var third = certificate("third");
        refused(
                new Options.Tls(other.certificate(), third.key()),
                "are no certificate and its key");
    }

    @Test
    void doesNotStartWithFilesThatAreMissingOrHoldNothing() throws Exception {
        var nowhere = folder.resolve("nowhere.pem");
        refused(new Options.Tls(nowhere, tls.key()), "--tls-cert: there is no file " + nowhere);
        refused(
                new Options.Tls(tls.certificate(), nowhere),
                "--tls-key: there is no file " + nowhere);
        var text = Files.writeString(folder.resolve("text.pem"), "no certificate\n");
        refused(new Options.Tls(text, tls.key()), "are no certificate and its key");
        refused(new Options.Tls(tls.certificate(), text), "are no certificate and its key");
        refused(new Options.Tls(tls.key(), tls.certificate()), "are no certificate and its key");
    }

    private static void refused(Options.Tls wrong, String why) {
        assertThatThrownBy(() -> Served.open(options(wrong)).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }
}
