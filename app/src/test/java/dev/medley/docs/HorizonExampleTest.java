package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medley.cli.Medley;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/// Pages, certificates and refusals of plans over weeks.
class HorizonExampleTest {

    private static final String EXAMPLE = "../examples/horizon";

    @TempDir private Path folder = Path.of("");

    private record Answer(int code, String out, String err) {}

    private static Answer answer(String... words) {
        Locale.setDefault(Locale.ROOT);
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Medley.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(words);
        return new Answer(code, out.toString(), err.toString());
    }

    @Test
    void writesAPageAndACertificate() throws IOException {
        var page = folder.resolve("page.html");
        var certificate = folder.resolve("proof.jsonl");
        var answer =
                answer(
                        "plan",
                        EXAMPLE,
                        "--date",
                        "2026-11-23",
                        "--horizon",
                        "26w",
                        "--html",
                        page.toString(),
                        "--certificate",
                        certificate.toString());
        assertThat(answer.code).isZero();
        var html = Files.readString(page);
        assertThat(html).contains("How full", "How dear", "What runs when", "pretrain-14b");
        assertThat(html).doesNotContain("http://", "https://", "NaN", "<script");
        var lines = Files.readAllLines(certificate);
        var headers = new ArrayList<String>();
        lines.stream().filter(line -> line.contains("\"weeks\"")).forEach(headers::add);
        assertThat(headers).hasSize(3);
        assertThat(lines).anyMatch(line -> line.startsWith("{\"lot\":\"pretrain-14b@"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0w", "300w", "26"})
    void refusesWhatIsNoHorizon(String horizon) {
        var answer = answer("plan", EXAMPLE, "--date", "2026-11-23", "--horizon", horizon);
        assertThat(answer.code).isEqualTo(2);
        assertThat(answer.err).contains("--horizon");
    }

    private Path policy(String spec) throws IOException {
        return Files.writeString(
                folder.resolve("policy.yaml"),
                """
                apiVersion: medley.dev/v1alpha1
                kind: Policy
                metadata: {name: fair}
                spec: %s
                """
                        .formatted(spec));
    }

    private static Answer fourWeeks(Path policy) {
        return answer(
                "plan", EXAMPLE, policy.toString(), "--date", "2026-11-23", "--horizon", "4w");
    }

    @Test
    void sharesWeeksFairlyBetweenTenants() throws IOException {
        var policy = policy("{alpha: 1, weeks: {discount: 0, lateness: 20 %}}");
        var answer = fourWeeks(policy);
        assertThat(answer.err).isEmpty();
        assertThat(answer.code).isZero();
        assertThat(answer.out).contains("Tenants  they share by alpha 1");
        assertThat(answer.out).contains("per device and hour, fleet");
    }

    @Test
    void refusesWeeksThatLoseEverything() throws IOException {
        var policy = policy("{weeks: {discount: 100 %}}");
        var answer = fourWeeks(policy);
        assertThat(answer.code).isEqualTo(2);
        assertThat(answer.err).contains("discount");
    }

    @Test
    void whatRunsStaysOrMoves() throws IOException {
        Locale.setDefault(Locale.ROOT);
        var running = folder.resolve("running.json");
        var stdout = System.out;
        try (var file = new PrintStream(Files.newOutputStream(running), true, UTF_8)) {
            System.setOut(file);
            assertThat(answer("plan", EXAMPLE, "--date", "2026-11-23", "--json").code).isZero();
        } finally {
            System.setOut(stdout);
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, UTF_8)) {
            System.setOut(out);
            var answer =
                    answer(
                            "plan",
                            EXAMPLE,
                            "--date",
                            "2026-11-23",
                            "--horizon",
                            "4w",
                            "--running",
                            running.toString(),
                            "--json");
            assertThat(answer.err).isEmpty();
            assertThat(answer.code).isZero();
        } finally {
            System.setOut(stdout);
        }
        assertThat(bytes.toString(UTF_8)).contains("\"changes\":{\"kept\":[\"");
    }

    @Test
    void refusesWhatIsNoPlanAsWhatRuns() throws IOException {
        var running = Files.writeString(folder.resolve("running.json"), "{\"allocations\": 3}");
        var answer =
                answer(
                        "plan",
                        EXAMPLE,
                        "--date",
                        "2026-11-23",
                        "--horizon",
                        "4w",
                        "--running",
                        running.toString());
        assertThat(answer.code).isEqualTo(2);
        assertThat(answer.err).contains("running.json");
    }
}
