package dev.medley.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;
import dev.medley.cli.terminal.Exit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `medley chips` and `medley models` as a person or a script meets them.
class CatalogueCommandsTest {

    private record Answer(int exit, String out, String err) {
        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    @TempDir private Path folder = Path.of("");

    @Test
    void listsChipsAndSystems() {
        var answer = chips();
        assertThat(answer.exit()).isZero();
        assertThat(answer.out())
                .contains("nvidia-h20-141gb", "huawei-ascend-910c", "cloudmatrix-384");
        assertThat(answer.out().lines()).allMatch(line -> line.length() <= 160);
    }

    @Test
    void listsAsJson() {
        var answer = chips("--json").json();
        assertThat(answer.get("chips").size()).isGreaterThanOrEqualTo(95);
        assertThat(answer.get("systems").size()).isGreaterThanOrEqualTo(14);
        assertThat(answer.get("chips").get(0).get("source").asString()).isNotBlank();
    }

    @Test
    void filtersByVendorStackAndStatus() {
        assertThat(chips("--vendor", "huawei").out())
                .contains("huawei-ascend-910b3")
                .doesNotContain("nvidia-");
        assertThat(chips("--stack", "CANN").out())
                .contains("huawei-ascend-910b3")
                .doesNotContain("amd-");
        assertThat(chips("--status", "announced").out())
                .contains("huawei-ascend-960")
                .doesNotContain("nvidia-h100-sxm");
    }

    @Test
    void refusesFiltersThatMeanNothing() {
        assertThat(chips("--stack", "kuda").exit()).isEqualTo(2);
        assertThat(chips("--stack", "kuda").err()).contains("Known: cuda");
        assertThat(chips("--vendor", "zzz").exit()).isEqualTo(2);
        assertThat(chips("--status", "sold").exit()).isEqualTo(2);
    }

    @Test
    void showsOneChipWithSourcesGapsAndDevices() {
        var answer = chips("ascend-910c");
        assertThat(answer.exit()).isZero();
        assertThat(answer.out())
                .contains("huawei-ascend-910c")
                .contains("source:", "confidence medium")
                .contains("unknown: fp8 peak")
                .contains("shows itself as 2 devices")
                .contains("Ascend910_9392");
    }

    @Test
    void showsASystem() {
        assertThat(chips("CM384").out()).contains("CloudMatrix 384", "of huawei-ascend-910c");
    }

    @Test
    void suggestsInsteadOfGuessing() {
        var answer = chips("h20");
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("nvidia-h20-141gb or nvidia-h20-96gb");

        var json = chips("h20", "--json");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.json().get("ambiguous").asBoolean()).isTrue();
        assertThat(json.json().get("suggestions").size()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithAnOverlay() throws IOException {
        Files.writeString(folder.resolve("stacks.yaml"), "stacks: 3");
        var answer = chips("--catalog", folder.toString());
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("stacks.yaml:1:", "must be a list");
    }

    @Test
    void listsModelsAndShowsOne() {
        assertThat(models().out()).contains("deepseek-r1", "8 of 256");
        var answer = models("meta-llama/Llama-3.1-70B-Instruct");
        assertThat(answer.exit()).isZero();
        assertThat(answer.out()).contains("llama3-70b", "70.55", "source:");
        assertThat(models("deepseek-r1", "--json").json().get("models").size()).isEqualTo(1);
    }

    @Test
    void suggestsModels() {
        var answer = models("qwen3-235b");
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err()).contains("qwen3-235b-a22b");
    }

    @Test
    void showsAModelFromItsConfig() throws IOException {
        var file = folder.resolve("config.json");
        Files.writeString(
                file,
                """
                {"model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336,
                 "num_attention_heads": 32, "num_key_value_heads": 8, "num_hidden_layers": 32,
                 "vocab_size": 128256}
                """);
        assertThat(models(file.toString()).out()).contains("8.03");

        Files.writeString(file, "{\"model_type\": \"llama\"}");
        var refused = models(file.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("lacks num_hidden_layers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chips",
                "models",
                "fit ../examples/hybrid",
                "plan ../examples/hybrid",
                "simulate fleet ../examples/hybrid",
                "rules list",
                "rules check --chip h20",
                "rules timeline h20"
            })
    void aCatalogueThatIsNotThereIsBadInputToEveryCommand(String command) {
        var terminal = new Terminal();
        int exit = terminal.execute((command + " --catalog no/such/folder").split(" ", -1));
        assertThat(exit).as("%s", terminal.err).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("no/such/folder").doesNotContain("fault");
    }

    private static Answer chips(String... args) {
        return run("chips", args);
    }

    private static Answer models(String... args) {
        return run("models", args);
    }

    private static Answer run(String command, String... args) {
        var terminal = new Terminal();
        var words = new ArrayList<>(List.of(args));
        words.addFirst(command);
        int exit = terminal.execute(words.toArray(String[]::new));
        return new Answer(exit, terminal.out.toString(), terminal.err.toString());
    }
}
