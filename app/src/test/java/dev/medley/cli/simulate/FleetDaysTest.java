package dev.medley.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;
import dev.medley.cli.terminal.Exit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `medley simulate fleet FILES...`.
class FleetDaysTest {

    private static final String DOCUMENTS =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata: {name: small}
            spec:
              currency: CNY
              sites: [{name: home, country: CN, powerPricePerKwh: 0.4 CNY/kWh, pue: 1.25}]
              pools:
                - {name: fast, site: home, chip: nvidia-h800-sxm, devices: 16, costPerDeviceHour: 13}
                - {name: many, site: home, chip: huawei-ascend-910b3, devices: 32, costPerDeviceHour: 5}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata: {name: score}
            spec: {tenant: search, command: [score], devices: 8, duration: 5h, deadline: 8h}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata: {name: index}
            spec: {tenant: maps, command: [index], devices: 16, duration: 3h}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: InferenceService
            metadata: {name: chat}
            spec:
              {tenant: search, priority: core, model: qwen3-8b, requestsPerSecond: 20, inputTokens: 800,
               outputTokens: 200, tpot: 60 ms}
            """;

    @TempDir private Path folder = Path.of("");
    private final Terminal terminal = new Terminal();

    @BeforeEach
    void writeDocuments() throws IOException {
        Files.writeString(folder.resolve("small.yaml"), DOCUMENTS);
    }

    @Test
    void playsDocumentsUnderEveryPolicy() {
        assertThat(run("--days", "1", "--compare", "--json")).isZero();

        var json = terminal.json();
        assertThat(json.get("fleet").asString()).isEqualTo("small");
        assertThat(json.get("jobs").asInt()).isEqualTo(2);
        assertThat(json.get("services").asInt()).isEqualTo(1);
        var policies = new ArrayList<String>();
        for (var played : json.get("runs")) {
            policies.add(played.get("policy").asString());
            assertThat(played.get("finished").asInt()).isEqualTo(2);
            assertThat(played.get("deadlines").get("missed").asInt()).isZero();
            assertThat(played.get("served").asDouble()).isGreaterThan(0.95);
            assertThat(played.get("makespanH").asDouble()).isBetween(5.0, 8.0);
            assertThat(played.get("energyKwh").asDouble()).isPositive();
            assertThat(played.get("tenants").size()).isEqualTo(2);
        }
        assertThat(policies)
                .containsExactly(
                        "medley", "gavel-maxmin", "las", "fifo", "fastest-first", "static-split");
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        var words =
                new String[] {
                    "--days", "2", "--arrivals", "1", "--faults", "losses=20,noise=0.1", "--json"
                };
        assertThat(run(words)).isZero();
        var first = withoutTimes();
        assertThat(run(words)).isZero();
        assertThat(withoutTimes()).isEqualTo(first);
        assertThat(terminal.json().get("jobs").asInt()).isGreaterThan(2);
        assertThat(terminal.json().get("faults").get("noise").asDouble()).isEqualTo(0.1);
    }

    @Test
    void printsTables() {
        assertThat(run("--days", "0.5", "--policy", "fifo", "--policy", "medley")).isZero();
        assertThat(terminal.out.toString())
                .contains("0.5 days of fleet small: 3 works, of which 1 service")
                .contains("nothing comes after the start. Nothing breaks")
                .contains("policy", "average h", "late", "worst rho", "fast", "chat", "maps");
    }

    @Test
    void writesAPageThatNeedsNoNetwork() throws IOException {
        var page = folder.resolve("days.html");
        assertThat(run("--days", "0.5", "--compare", "--html", page.toString())).isZero();
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("default-src", "Jobs waiting", "Pool by pool", "Demand served within")
                .contains("gavel-maxmin", "price, medley", "Tenant by tenant")
                .doesNotContain("http://", "https://", "src=", "<script");
    }

    @Test
    void tellsWhatIsWrongInTheDocuments() throws IOException {
        Files.writeString(
                folder.resolve("small.yaml"),
                DOCUMENTS.replace("devices: 16, dur", "devices: -1, dur"));
        assertThat(run("--days", "1")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("small.yaml:19:", "spec.devices: -1");
        assertThat(terminal.out.toString()).isEmpty();
    }

    @Test
    void needsAFleetAndWork() throws IOException {
        var documents = List.of(DOCUMENTS.split("---\n"));
        Files.writeString(folder.resolve("small.yaml"), documents.get(1));
        assertThat(run("--days", "1")).isEqualTo(Exit.BAD_INPUT);
        Files.writeString(folder.resolve("small.yaml"), documents.getFirst());
        assertThat(run("--days", "1")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("no document of kind Fleet among the files")
                .contains("no work among the files");
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        assertThat(run("--rates", "rates.csv")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--trace", "poisson:3@4")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--policy", "medley-blind")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.execute("simulate", "fleet", "--days", "3")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.execute("simulate", "fleet")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("--rates: goes with a trace and not with FILES; leave one of them out")
                .contains("--trace: goes with a trace and not with FILES")
                .contains("--policy: 'medley-blind' plays traces only")
                .contains("--days: needs FILES to play; leave one of them out")
                .contains("Nothing to play: name FILES");
    }

    @Test
    void refusesOptionsOutOfBounds() {
        assertThat(run("--days", "0")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--arrivals", "-1")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--faults", "losses=many")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--faults", "fire=1")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--faults", "noise=0.1,noise=0.2")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--days", "0.01", "--round", "3600")).isEqualTo(Exit.BAD_INPUT);
        assertThat(run("--restart", "1800")).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString())
                .contains("--days: 0.0 must be above 0 and at most 3650")
                .contains("--arrivals: -1.0 must be from 0 to 100")
                .contains("losses=many must be a number from 0 to 1000.0")
                .contains("'fire=1' is no fault; write some of losses, outage")
                .contains("'noise' is given twice")
                .contains("--round: 3600.0 seconds are more than --days")
                .contains("--restart: 1800.0 must be at least 0 and less than --round");
    }

    private int run(String... more) {
        var words = new ArrayList<>(List.of("simulate", "fleet", folder.toString()));
        words.addAll(List.of(more));
        return terminal.execute(words.toArray(String[]::new));
    }

    private String withoutTimes() {
        return terminal.out.toString().replaceAll("\"(p50|p99)\":[0-9.]+", "");
    }
}
