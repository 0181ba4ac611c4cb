package dev.medley.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.Medley;
import dev.medley.cli.Terminal;
import dev.medley.devices.Discovery;
import dev.medley.devices.Findings;
import dev.medley.devices.Host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// `medley devices` as a person or a script meets it.
class DevicesCommandTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void listsAtLeastTheProcessor() {
        var terminal = new Terminal();

        assertThat(terminal.execute("devices")).isLessThan(2);
        assertThat(terminal.out.toString()).contains("vendor", "said by");
        assertThat(terminal.execute("devices", "--json")).isLessThan(2);
        assertThat(terminal.json().get("processor").get("cores").asInt()).isPositive();
        assertThat(terminal.json().get("devices").size()).isPositive();
        assertThat(terminal.json().get("tools").size()).isEqualTo(14);
    }

    @Test
    void explainsEqualUnknownDevicesOnce() throws IOException {
        var out = new StringWriter();
        DevicesText.print(new PrintWriter(out, true), efsmi(), false);

        assertThat(out.toString().lines().filter(line -> line.startsWith("Enflame "))).hasSize(2);
        assertThat(out.toString())
                .containsOnlyOnce("No chip of the catalogue is called 'Enflame L300' (144 GiB).")
                .contains("efsmi lists 2 device(s).");
    }

    @Test
    void keepsTheToolsWordsOnDemand() throws IOException {
        var out = new StringWriter();
        DevicesText.json(new PrintWriter(out, true), efsmi(), true);
        var json = JsonMapper.shared().readTree(out.toString());

        var device = json.get("devices").get(0);
        assertThat(device.has("chip")).isFalse();
        assertThat(device.get("reason").asString()).contains("Enflame L300");
        assertThat(device.get("powerLimitWatts").asInt()).isEqualTo(300);
        assertThat(json.get("answers").get(0).get("stdout").asString()).contains("EFSMI: 1.7.2.14");
    }

    @Test
    void batchJobsThatDeclareASpeedOnTheProcessorFitThere() throws IOException {
        var work = folder.resolve("work.yaml");
        Files.writeString(
                work,
                """
                apiVersion: medley.dev/v1alpha1
                kind: BatchJob
                metadata: {name: words}
                spec:
                  devices: 1
                  rates: {cpu: 1}
                  command: [sh, -c, "echo done"]
                """);
        var fit = fits(work).get("fits").get(0);
        assertThat(fit.get("chip").asString()).isEqualTo("cpu");
        assertThat(fit.get("runs").asBoolean()).as(fit.toString()).isTrue();
    }

    private static JsonNode fits(Path work) {
        var bytes = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Medley.commandLine().execute("fit", work.toString(), "--chip", "cpu", "--json");
        } finally {
            System.setOut(stdout);
        }
        return JsonMapper.shared().readTree(bytes.toString(StandardCharsets.UTF_8));
    }

    private Findings efsmi() throws IOException {
        var recorded =
                Files.readString(Path.of("src", "test", "resources", "devices", "efsmi-1.7.txt"));
        var row = recorded.lines().filter(line -> line.contains("Enflame L300")).findFirst();
        var rest = recorded.lines().filter(line -> line.contains("147456MiB")).findFirst();
        Files.writeString(
                folder.resolve("out"),
                recorded
                        + row.orElseThrow().replace("| 0 ", "| 1 ")
                        + "\n"
                        + rest.orElseThrow()
                        + "\n");
        var tool = folder.resolve("efsmi");
        Files.writeString(tool, "#!/bin/sh\ncat '%s'\n".formatted(folder.resolve("out")));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        var host =
                new Host(
                        List.of(folder),
                        folder.resolve("pci"),
                        folder.resolve("proc"),
                        Duration.ofSeconds(10));
        return new Discovery(host, CatalogFiles.load(null, CatalogFiles.Part.values())).find();
    }
}
