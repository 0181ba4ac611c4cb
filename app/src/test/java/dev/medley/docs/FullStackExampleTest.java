package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.cli.serve.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// Starts the server of the full-stack example, says what its README says, and holds ledger and
/// vouchers beside one another.
class FullStackExampleTest {

    private static final Path README = Path.of("..", "examples", "full-stack", "README.md");

    @TempDir private Path folder = Path.of("");

    @Test
    void theOutputShownIsTheOutput() throws IOException {
        var shown = Shown.in(README);
        assertThat(shown).hasSize(1);
        shown.forEach(Shown::isTheOutput);
    }

    @Test
    @Timeout(240)
    void theServerAnswersAndItsBooksAgree() throws Exception {
        var commands = Shown.commands(README, "./medley ");
        assertThat(commands).hasSize(8);
        var serve = commands.getFirst();
        assertThat(serve).startsWith("./medley serve examples/full-stack/house --simulate");
        try (var server =
                ServerProcess.start(
                        folder, "../examples/full-stack/house", "--simulate", "--speed", "600")) {
            for (var command : commands.subList(1, commands.size())) {
                var said = new StringWriter();
                assertThat(server.ask(command, said)).as(command + "\n" + said).isZero();
                assertThat(said.toString()).as(command).isNotBlank();
                if (command.endsWith("works.yaml")) {
                    server.awaitRuns();
                }
            }
            Thread.sleep(1500);
            var ledger = json(server.get("/api/v1/ledger"));
            var vouchers = json(server.get("/api/v1/vouchers"));
            double money = 0;
            for (var tenant : ledger.get("tenants")) {
                double hours = tenant.get("deviceHours").asDouble();
                assertThat(tenant.get("meteredHours").asDouble()).isCloseTo(hours, within(1e-6));
                money += tenant.get("money").asDouble();
            }
            assertThat(money).isPositive();
            // What the service used of the rented pool stands against no voucher yet.
            assertThat(vouchers.get("books").get("balanced").asBoolean()).isTrue();
            assertThat(vouchers.get("books").get("entries").asInt()).isPositive();
            assertThat(vouchers.get("claims").get(0).get("voucher").asString())
                    .isEqualTo("house-2026");
            assertThat(vouchers.get("claims").get(0).get("waiting")).isNotEmpty();
            worksAddUp(ledger);
            vouchersSeeTheServersUse(server);
        }
    }

    /// What works had makes what their tenants and pools had.
    private static void worksAddUp(JsonNode ledger) {
        double[] sums = new double[3];
        for (var tenant : ledger.get("tenants")) {
            sums[0] += tenant.get("money").asDouble();
        }
        for (var work : ledger.get("works")) {
            sums[1] += work.get("money").asDouble();
            for (var pool : work.get("pools")) {
                sums[2] += pool.get("money").asDouble();
            }
        }
        assertThat(ledger.get("worksLeftOut").asInt()).isZero();
        assertThat(sums[1]).isCloseTo(sums[0], within(1e-6));
        assertThat(sums[2]).isCloseTo(sums[0], within(1e-6));
    }

    /// `medley vouchers` knows nothing of what the server metered until it asks.
    private void vouchersSeeTheServersUse(ServerProcess server)
            throws IOException, InterruptedException {
        var command = "./medley vouchers examples/full-stack/house --json";
        var asked = new StringWriter();
        server.ask(command, asked);
        assertThat(json(asked.toString()).get("claims").get(0).get("waiting")).isNotEmpty();

        var kept = folder.resolve("usage.json");
        Files.writeString(kept, server.get("/api/v1/usage"));
        assertThat(
                        json(Shown.run(command + " --usage " + kept))
                                .get("claims")
                                .get(0)
                                .get("waiting"))
                .isNotEmpty();
        assertThat(json(Shown.run(command)).get("claims").get(0).get("waiting")).isEmpty();
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}
