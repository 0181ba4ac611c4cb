package dev.medley.cli.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Medley;
import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Services that take turns on shared devices.
class PoolingTest {

    private static final String FLEET = "../examples/pooling/fleet.yaml";

    @TempDir private Path scratch = Path.of("");

    @Test
    void theExampleSharesFewerDevicesThanItsModels() {
        var plan = run("plan", "../examples/pooling", "--json");

        var allocation = plan.get("allocations").get(0);
        assertThat(allocation.get("members").size()).isGreaterThan(2);
        assertThat(allocation.get("devices").intValue())
                .isLessThan(allocation.get("members").size());
        assertThat(plan.get("waiting").size()).isZero();
    }

    @Test
    void everyMembersPromiseIsKept() {
        var fits = run("fit", "../examples/pooling", "--json").get("fits");

        var group = fits.get(fits.size() - 1);
        assertThat(group.get("runs").booleanValue()).isTrue();
        for (var member : group.get("sharing").get("members")) {
            assertThat(member.get("cold").doubleValue()).isBetween(0.0, 1.0);
            assertThat(member.get("blocked").doubleValue()).isLessThanOrEqualTo(0.005);
            assertThat(member.get("loadSeconds").doubleValue()).isLessThanOrEqualTo(45);
        }
    }

    @Test
    void servicesThatDoNotAskForItHaveTheirOwnDevices() throws IOException {
        assertThat(members(services("", ""))).isEmpty();
        assertThat(members(services("pooling: {coldStart: 40 s, share: 100 %}", ""))).isEmpty();
    }

    @Test
    void asksForBothToShare() throws IOException {
        var pooling = "pooling: {coldStart: 40 s, share: 100 %}";

        assertThat(members(services(pooling, pooling))).containsExactly("one", "two");
    }

    @Test
    void sharesNothingThatLoadsTooSlowly() throws IOException {
        var slow = "pooling: {coldStart: 40 s, share: 100 %, loadTime: 50 s}";
        var fast = "pooling: {coldStart: 40 s, share: 100 %}";

        assertThat(members(services(slow, fast))).isEmpty();
    }

    /// Two that may never be cold need two slots, which is no gain.
    @Test
    void sharesNothingThatMustAlwaysBeLoaded() throws IOException {
        var warm = "pooling: {coldStart: 40 s, share: 0 %}";

        assertThat(members(services(warm, warm))).isEmpty();
    }

    @Test
    void refusesAColdStartThatIsNoTime() throws IOException {
        var terminal = new Terminal();
        var file = services("pooling: {coldStart: 0 s}", "");

        assertThat(terminal.execute("plan", FLEET, file.toString(), "--json")).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("coldStart", "write coldStart: 30 s");
    }

    private Path services(String first, String second) throws IOException {
        var text = new StringBuilder();
        int index = 0;
        for (var pooling : new String[] {first, second}) {
            text.append(
                    """
                    ---
                    apiVersion: medley.dev/v1alpha1
                    kind: InferenceService
                    metadata: {name: %s}
                    spec:
                      tenant: research
                      model: qwen3-8b
                      requestsPerSecond: 0.0002
                      inputTokens: 800
                      outputTokens: 200
                      %s
                    """
                            .formatted(index++ == 0 ? "one" : "two", pooling));
        }
        return Files.writeString(scratch.resolve("services.yaml"), text);
    }

    /// Members of the first work that stands for several.
    private static List<String> members(Path services) {
        var members = new ArrayList<String>();
        for (var allocation :
                run("plan", FLEET, services.toString(), "--json").get("allocations")) {
            allocation.path("members").forEach(member -> members.add(member.stringValue()));
        }
        return members;
    }

    private static JsonNode run(String... words) {
        var bytes = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Medley.commandLine().execute(words);
        } finally {
            System.setOut(stdout);
        }
        return JsonMapper.shared().readTree(bytes.toString(StandardCharsets.UTF_8));
    }
}
