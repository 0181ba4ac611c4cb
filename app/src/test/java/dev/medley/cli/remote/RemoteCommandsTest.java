package dev.medley.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;
import dev.medley.cli.serve.Served;
import dev.medley.cli.terminal.Exit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;

/// Commands that ask a server, as users give them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteCommandsTest {

    @TempDir private Path folder;

    private Served served;
    private final Terminal terminal = new Terminal();

    @BeforeAll
    void open() throws IOException {
        served = Served.open();
    }

    @AfterAll
    void close() throws IOException {
        served.close();
    }

    private int run(String... words) {
        var all = new ArrayList<>(Arrays.asList(words));
        all.add("--server");
        all.add("http://127.0.0.1:" + served.server.port());
        terminal.err.getBuffer().setLength(0);
        return terminal.execute(all.toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void submit(String name) throws Exception {
        var file = file(name + ".yaml", Served.job(name, "lab", 8));
        assertThat(run("submit", file.toString())).isZero();
        served.until(name, "running");
    }

    @Test
    void submitsListsAndCancels() throws Exception {
        submit("first-job");
        assertThat(terminal.out.toString()).contains("taken: first-job");
        assertThat(run("list")).isZero();
        assertThat(terminal.out.toString()).contains("first-job").contains("running");
        assertThat(run("list", "--json", "--find", "first")).isZero();
        assertThat(terminal.json().at("/items/0/state").stringValue()).isEqualTo("running");
        assertThat(run("cancel", "first-job")).isZero();
        served.until("first-job", "none");
        assertThat(run("cancel", "first-job")).isEqualTo(Exit.NO);
        assertThat(terminal.err.toString()).contains("There is no work 'first-job'");
    }

    @Test
    void takesAKeyOnceOnly() throws Exception {
        var file = file("keyed.yaml", Served.job("keyed", "shop", 1)).toString();
        assertThat(run("submit", file, "--key", "k1")).isZero();
        assertThat(run("submit", file, "--key", "k1")).isZero();
        assertThat(run("submit", file)).isEqualTo(Exit.NO);
        assertThat(terminal.err.toString()).contains("There was a work 'keyed' before");
    }

    @Test
    void saysInWhichFileAMistakeStands() throws Exception {
        var good = file("a-good.yaml", Served.job("good", "lab", 1));
        var bad =
                file(
                        "b-bad.yaml",
                        Served.job("bad", "lab", 1).replace("devices: 1", "devices: no"));
        assertThat(run("submit", good.toString(), bad.toString())).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("b-bad.yaml:4").contains("spec.devices");
        assertThat(run("submit", folder.resolve("none.yaml").toString())).isEqualTo(Exit.BAD_INPUT);
    }

    @Test
    void saysWhyAWorkWaits() throws Exception {
        var file = file("vast.yaml", Served.job("vast", "lab", 512));
        assertThat(run("submit", file.toString())).isZero();
        assertThat(run("why", "vast")).isZero();
        assertThat(terminal.out.toString()).startsWith("vast: waiting").contains("h800");
        run("cancel", "vast");
    }

    @Test
    void showsFleetAndTenants() throws Exception {
        submit("busy");
        assertThat(run("top", "--nodes")).isZero();
        assertThat(terminal.out.toString()).contains("ascend/3").contains("busy");
        assertThat(run("top", "--json")).isZero();
        assertThat(terminal.json().at("/fleet/pools/0/id").stringValue()).isEqualTo("h800");
        assertThat(run("tenants")).isZero();
        assertThat(terminal.out.toString()).contains("lab").contains("device-hours");
    }

    @Test
    void cordonsNodesWhateverTheirNames() {
        assertThat(run("cordon", "h800/1")).isZero();
        assertThat(terminal.out.toString()).contains("h800/1: cordoned");
        assertThat(run("uncordon", "h800/1")).isZero();
        assertThat(run("drain", "nowhere")).isEqualTo(Exit.NO);
    }

    @Test
    void plansBesideOtherPoliciesAmongWhichMedleyIsNot() throws Exception {
        submit("planned");
        var plan = new Remote(URI.create("http://127.0.0.1:" + served.server.port()), "", null);
        var answer = plan.get("/api/v1/plan");
        assertThat(answer.at("/medley/policy").stringValue()).isEqualTo("medley");
        assertThat(answer.at("/others").findValuesAsString("policy"))
                .containsExactly("fastest-chip-first", "cheapest-first", "fixed-split");
        plan.close();
    }

    @Test
    void printsAndFollowsLogs() throws Exception {
        submit("chatty");
        var log = file("chatty.log", "hello\n");
        served.logs.put("chatty#0/stdout", log);
        assertThat(run("logs", "chatty")).isZero();
        assertThat(terminal.out.toString()).isEqualTo("hello\n");
        var ender =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    var other = new Terminal();
                                    var _ =
                                            other.execute(
                                                    "cancel",
                                                    "chatty",
                                                    "--server",
                                                    served.server.url());
                                });
        assertThat(run("logs", "chatty", "-f")).isIn(0, Exit.NO);
        ender.join();
    }

    @Test
    void playsOutWhatWouldChange() throws Exception {
        var file = file("wave.yaml", Served.service("wave", 40));
        assertThat(run("whatif", file.toString(), "--json")).isZero();
        var change = terminal.json().at("/changes/0");
        assertThat(change.at("/work").stringValue()).isEqualTo("wave");
        assertThat(change.at("/isNew").booleanValue()).isTrue();
        assertThat(change.at("/after/devices").doubleValue()).isPositive();
        assertThat(run("whatif", file.toString())).isZero();
        assertThat(terminal.out.toString()).contains("wave").contains("price without");
        assertThat(run("why", "wave")).isEqualTo(Exit.NO);
    }

    @Test
    void letsPeopleInAndNoLonger() {
        assertThat(
                        run(
                                "tokens",
                                "add",
                                "ada",
                                "--role",
                                "user",
                                "--tenant",
                                "lab",
                                "--expires",
                                "90d"))
                .isZero();
        assertThat(terminal.out.toString().strip()).startsWith("medley_").hasSizeGreaterThan(40);
        assertThat(run("tokens", "list")).isZero();
        assertThat(terminal.out.toString()).contains("ada").contains("lab");
        assertThat(run("tokens", "add", "ada", "--role", "user")).isEqualTo(Exit.NO);
        assertThat(run("tokens", "add", "bob", "--role", "king")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("tokens", "revoke", "ada")).isZero();
        assertThat(run("tokens", "revoke", "ada")).isEqualTo(Exit.NO);
    }

    @Test
    void saysWhatToDoWhereNobodyAnswers() {
        var terminal = new Terminal();
        assertThat(terminal.execute("list", "--server", "http://127.0.0.1:9"))
                .isEqualTo(Exit.FAULT);
        assertThat(terminal.err.toString()).contains("medley serve").contains("--server");
        assertThat(terminal.execute("list", "--server", "not a url")).isEqualTo(Exit.BAD_INPUT);
    }

    @Test
    void keepsTokensFromOthers() throws IOException {
        var file = file("token", "medley_x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("list", "--token-file", file.toString())).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(run("list", "--token-file", file.toString())).isZero();
        var terminal = new Terminal();
        var words =
                new String[] {
                    "list", "--token-file", file.toString(), "--server", "http://far.example:7461"
                };
        assertThat(terminal.execute(words)).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("https://");
    }
}
