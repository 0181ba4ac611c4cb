package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;
import dev.medley.cli.terminal.Exit;
import dev.medley.journal.Journals;
import dev.medley.live.Digest;
import dev.medley.live.Tokens;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// The first operator comes in without a server that is open to everybody.
class FirstTokenTest {

    @TempDir private Path folder;
    private final Terminal terminal = new Terminal();

    private String data() {
        return folder.resolve("data").toString();
    }

    private int create(String... more) {
        terminal.err.getBuffer().setLength(0);
        var words = new ArrayList<>(List.of("tokens", "create", "--data", data()));
        words.addAll(List.of(more));
        return terminal.execute(words.toArray(String[]::new));
    }

    @Test
    void isWrittenWhereNoServerRunsAndLetsItsBearerIn() throws Exception {
        assertThat(create("ada", "--role", "operator")).isZero();
        var token = terminal.out.toString().strip();
        assertThat(token).startsWith("medley_").hasSizeGreaterThan(40);
        assertThat(terminal.err.toString()).contains("only time that the token of ada is shown");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(data()))))
                .isEqualTo("rwx------");
        var file = Files.writeString(folder.resolve("token"), token);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (var server = ServerProcess.start(folder, "--auth")) {
            String[] list = {"list", "--server", server.url(), "--token-file", file.toString()};
            assertThat(terminal.execute(list)).isZero();
            assertThat(terminal.execute("list", "--server", server.url()))
                    .isEqualTo(Exit.BAD_INPUT);
            assertThat(create("eve", "--role", "operator")).isEqualTo(Exit.BAD_INPUT);
            assertThat(terminal.err.toString())
                    .contains("Another server has the journal")
                    .contains("is asked with `medley tokens add`");
        }
    }

    @Test
    void isKeptAsADigestWithWhatItMayDo() throws IOException {
        assertThat(create("bob", "--role", "user", "--tenant", "lab", "--expires", "90d", "--json"))
                .isZero();
        var said = terminal.json();
        assertThat(said.get("role").stringValue()).isEqualTo("user");
        assertThat(said.get("tenant").stringValue()).isEqualTo("lab");
        long days = (said.get("expiresMs").asLong() - said.get("createdMs").asLong()) / 86_400_000;
        assertThat(days).isEqualTo(90);
        var token = said.get("token").stringValue();
        try (var journal = Journals.open(data())) {
            var digest = Digest.of(token.getBytes(StandardCharsets.UTF_8));
            var grant = journal.tokens().find(digest).orElseThrow();
            assertThat(grant.role()).isEqualTo(Tokens.Role.USER);
            assertThat(grant.toString()).doesNotContain(token);
        }
    }

    @Test
    void refusesNamesThatAreTakenAndTermsThatMakeNoSense() {
        assertThat(create("ada", "--role", "viewer")).isZero();
        assertThat(create("ada", "--role", "operator")).isEqualTo(Exit.NO);
        assertThat(terminal.err.toString()).contains("there is a token 'ada' already");
        assertThat(create("local", "--role", "viewer")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("The name 'local' must be");
        assertThat(create("eve", "--role", "operator", "--tenant", "lab"))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("An operator cannot be bound");
        assertThat(create("eve", "--role", "king")).isEqualTo(Exit.BAD_INPUT);
        assertThat(create("eve", "--role", "user", "--expires", "soon")).isEqualTo(Exit.BAD_INPUT);
        assertThat(create("eve", "--role", "user", "--expires", "0")).isEqualTo(Exit.BAD_INPUT);
    }

    @Test
    void aServerThatAsksForTokensSaysHowToMakeTheFirst() {
        assertThat(terminal.execute("serve", "--auth", "--port", "0", "--data", data()))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("nobody has one yet")
                .contains("medley tokens create NAME --role operator --data " + data());
        assertThat(terminal.execute("serve", "--listen", "0.0.0.0", "--data", data()))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("a first token: `medley tokens create`");
    }

    @Test
    void saysWhatIsMissingOfAnIssuer() {
        assertThat(terminal.execute("serve", "--oidc-issuer", "https://login.example"))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("needs both --oidc-issuer and --oidc-audience");
        assertThat(
                        terminal.execute(
                                "serve",
                                "--oidc-issuer",
                                "http://login.example",
                                "--oidc-audience",
                                "medley"))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("must be an https URL");
    }
}
