package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.cli.Medley;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// JSON, page and refusals of runways.
class RunwayExampleTest {

    private static final Path GUIDE = Path.of("..", "docs", "runway.md");

    @TempDir private Path scratch = Path.of("");

    @Test
    void jsonTellsWhatTheGuideSaysAndNothingElse() throws IOException {
        var said = run("medley runway examples/runway --date 2026-12-01 --draws 8 --json", 0);
        var json = new ObjectMapper().readTree(said);
        var guide = Files.readString(GUIDE);

        for (var name : json.propertyNames()) {
            assertThat(guide).contains("`" + name);
        }
        assertThat(json.get("dates").size()).isEqualTo(19);
        assertThat(json.get("seed").asInt()).isEqualTo(1);
        var training = json.get("ends").get(0);
        assertThat(training.get("work").asString()).isEqualTo("training");
        assertThat(training.get("need").size()).isEqualTo(19);
        assertThat(training.get("fits").get(0).asDouble()).isEqualTo(1);
        for (JsonNode pool : json.get("pools")) {
            var takes = pool.get("takes");
            double all = 0;
            for (var kind : List.of("training", "serving", "batch")) {
                all += takes.get(kind).get(0).get("p50").asDouble();
            }
            assertThat(all).isLessThanOrEqualTo(pool.get("devices").asDouble() + 1e-3);
        }
        double gained = json.get("options").get(0).get("meanMonths").asDouble();
        assertThat(gained).isGreaterThan(0);
        assertThat(json.get("growthBand").asDouble()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void thePageIsWellFormedAndLoadsNothing() throws Exception {
        var page = scratch.resolve("r.html");
        run("medley runway examples/runway --date 2026-12-01 --draws 5 --html " + page, 0);
        var text = Files.readString(page);

        assertThat(text).contains("What moves the day for training", "lease-johor", "polygon");
        assertThat(text).doesNotContain("http://", "https://", "<script");
        assertThat(text).contains("</html>");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "--months 0",
                "--months 61",
                "--draws 0",
                "--enough 0",
                "--enough 1.2",
                "--enough much",
                "--growth-band 3"
            })
    void refusesWhatMakesNoSense(String option) {
        var command = "medley runway examples/runway --date 2026-12-01 " + option;
        var name = option.substring(0, option.indexOf(' '));

        assertThat(run(command, 2)).contains(name);
    }

    @Test
    void asksForAFleetWhereNoneIs() {
        assertThat(run("medley runway examples/runway/services.yaml", 2)).contains("Fleet");
    }

    private static String run(String command, int expected) {
        Locale.setDefault(Locale.ROOT);
        var words =
                Arrays.stream(command.split("\\s+"))
                        .skip(1)
                        .map(word -> word.startsWith("examples/") ? "../" + word : word)
                        .toArray(String[]::new);
        var stdout = System.out;
        var bytes = new ByteArrayOutputStream();
        var out = new StringWriter();
        var complaints = new StringWriter();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            int code =
                    Medley.commandLine()
                            .setOut(new PrintWriter(out, true))
                            .setErr(new PrintWriter(complaints, true))
                            .execute(words);
            assertThat(code).as(complaints.toString()).isEqualTo(expected);
            return expected == 0
                    ? bytes.toString(StandardCharsets.UTF_8) + out
                    : complaints.toString();
        } finally {
            System.setOut(stdout);
        }
    }
}
