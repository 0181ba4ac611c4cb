package dev.medley.cli.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The port scanner as people call it.
class PortCommandTest {

    private static final String EXAMPLE = "../examples/port";

    @TempDir private Path folder = Path.of("");

    private final Terminal terminal = new Terminal();

    @Test
    void endsWithZeroWhereNothingIsBlocked() {
        assertThat(terminal.execute("port", EXAMPLE, "--to", "cann,rocm")).isZero();
        assertThat(terminal.out.toString()).contains("Huawei CANN", "AMD ROCm", "In the way of");
    }

    @Test
    void endsWithOneWhereSomethingIsBlocked() {
        assertThat(terminal.execute("port", EXAMPLE, "--to", "musa")).isEqualTo(1);
        assertThat(terminal.out.toString()).contains("blocked", "bitsandbytes", "unknown");
    }

    @Test
    void callsCodeWithoutCudaReadyForAll() throws IOException {
        Files.writeString(folder.resolve("a.py"), "import math\nprint(math.pi)\n");

        assertThat(terminal.execute("port", folder.toString())).isZero();
        assertThat(terminal.out.toString()).contains("1.00", "Nothing that is known");
    }

    @Test
    void suggestsATargetForAWordThatIsNone() {
        assertThat(terminal.execute("port", EXAMPLE, "--to", "camn")).isEqualTo(2);
        assertThat(terminal.err.toString())
                .contains("'camn' is no target.", "Maybe 'cann'?", "gaudi, and all");
    }

    @Test
    void takesStacksAndAliasesForTargets() {
        terminal.execute("port", EXAMPLE, "--to", "neuware, ascend", "--json");
        assertThat(terminal.json().at("/targets/0/target").asString()).isEqualTo("cann");
        assertThat(terminal.json().at("/targets/1/target").asString()).isEqualTo("mlu");
    }

    @Test
    void refusesWhatIsNoFolder() {
        assertThat(terminal.execute("port", "no/such/folder")).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("no/such/folder is no folder.");
        assertThat(terminal.execute("port")).isEqualTo(2);
        assertThat(terminal.execute("port", EXAMPLE, "--json", "--yaml")).isEqualTo(2);
    }

    @Test
    void refusesABadMapping() throws IOException {
        var mapping = folder.resolve("own.yaml");
        Files.writeString(mapping, "date: '2026-11-22'\n");

        assertThat(terminal.execute("port", EXAMPLE, "--mapping", mapping.toString())).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("own.yaml");
    }

    @Test
    void saysEverythingInJson() {
        terminal.execute("port", EXAMPLE, "--to", "all", "--json");
        var json = terminal.json();

        assertThat(json.at("/filesRead").asInt()).isEqualTo(12);
        assertThat(json.at("/vendored/0").asString()).isEqualTo("third_party/");
        assertThat(json.at("/targets").size()).isEqualTo(8);
        assertThat(json.at("/targets/2/effortLeavesOut/0").asString()).isEqualTo("bitsandbytes");
        assertThat(json.at("/assumptions/calibration").asDouble()).isBetween(0.5, 3.0);
        var first = json.at("/findings/0");
        assertThat(first.at("/file").asString()).isEqualTo("Dockerfile");
        assertThat(first.at("/line").asInt()).isEqualTo(2);
        assertThat(first.at("/column").asInt()).isEqualTo(6);
        assertThat(first.at("/rule").asString()).isEqualTo("image");
        assertThat(first.at("/on/cann").asString()).isEqualTo("replace");
    }

    @Test
    void writesTheFieldOfAWorkDocument() {
        terminal.execute("port", EXAMPLE, "--to", "cann,musa", "--yaml");
        assertThat(terminal.out.toString().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("portable:"),
                        line ->
                                assertThat(line)
                                        .matches(
                                                "  - \\{stack: cann, readiness: 0\\.\\d\\d,"
                                                        + " effortWeeks: \\[\\d+, \\d+]}"
                                                        + "  # confidence high"),
                        line ->
                                assertThat(line)
                                        .startsWith("  # {stack: musa,")
                                        .endsWith("blocked by bitsandbytes"));
        terminal.execute("port", EXAMPLE, "--to", "cann,musa", "--json");
        assertThat(terminal.json().at("/portable").size()).isEqualTo(1);
        assertThat(terminal.json().at("/portable/0/effortWeeks").size()).isEqualTo(2);
    }

    @Test
    void saysTheSameTwice() {
        terminal.execute("port", EXAMPLE, "--json");
        var once = terminal.out.toString();
        terminal.execute("port", EXAMPLE, "--json");
        assertThat(terminal.out.toString()).isEqualTo(once);
    }

    @Test
    void writesSarifThatItsSchemaTakes() throws IOException {
        var file = folder.resolve("port.sarif");
        Files.createDirectory(folder.resolve("code"));
        Files.writeString(folder.resolve("code/a b%.py"), "model.cuda()\n");
        terminal.execute("port", EXAMPLE, "--to", "cann,musa", "--sarif", file.toString());
        checkSarif(Files.readString(file), 2);
        terminal.execute("port", folder.resolve("code").toString(), "--sarif", file.toString());
        assertThat(Files.readString(file)).contains("\"uri\":\"a%20b%25.py\"");
        checkSarif(Files.readString(file), 8);
    }

    private static void checkSarif(String sarif, int runs) throws IOException {
        String schema;
        try (var in =
                PortCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertThat(in).isNotNull();
            schema = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var checked =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(schema, InputFormat.JSON);
        assertThat(checked.validate(sarif, InputFormat.JSON)).isEmpty();
        assertThat(checked.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
        var log = JsonMapper.shared().readTree(sarif);
        assertThat(log.at("/runs").size()).isEqualTo(runs);
        assertThat(log.at("/runs/0/results/0/locations").size()).isEqualTo(1);
    }
}
