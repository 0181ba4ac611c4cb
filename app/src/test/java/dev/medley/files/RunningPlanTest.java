package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Precision;
import dev.medley.core.plan.Incumbents;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RunningPlanTest {

    private static final String RIGHT =
            """
            {"allocations": [{"work": "chat", "pool": "h20", "replicas": 4, "shape":
              {"devices": 8, "tp": 8, "pp": 1, "dp": 1, "ep": 1, "cp": 1,
               "precision": "fp8", "model": "qwen3-32b"}}]}
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void readsWhereWorkRuns() throws IOException {
        var place = new Incumbents.Place("h20", 8, 8, 1, 1, 1, 1, Precision.FP8, "qwen3-32b");

        assertThat(read(RIGHT))
                .isInstanceOfSatisfying(
                        RunningPlan.Read.class,
                        read -> {
                            assertThat(read.runs()).containsOnlyKeys("chat");
                            assertThat(read.runs().get("chat"))
                                    .isEqualTo(List.of(new Incumbents.Run(place, 4)));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "'\"work\": \"chat\"', '\"work\": 3', allocations[0].work",
        "'\"tp\": 8', '\"tp\": -8', allocations[0].shape.tp",
        "'\"tp\": 8', '\"tp\": 99999999999', allocations[0].shape.tp",
        "'\"fp8\"', '\"fp9\"', allocations[0].shape.precision",
        "'\"h20\"', 'null', allocations[0].pool",
        "'\"replicas\": 4', '\"replicas\": 0', allocations[0].replicas",
        "'\"allocations\"', '\"else\"', allocations",
    })
    void namesTheFieldThatIsWrong(String right, String wrong, String field) throws IOException {
        assertThat(read(RIGHT.replace(right, wrong)))
                .isInstanceOfSatisfying(
                        RunningPlan.Refused.class,
                        refused -> assertThat(refused.problem().field()).isEqualTo(field));
    }

    @Test
    void tellsWhereTextStopsBeingJson() throws IOException {
        assertThat(read("{\"allocations\":\n [oops"))
                .isInstanceOfSatisfying(
                        RunningPlan.Refused.class,
                        refused -> assertThat(refused.problem().line()).isEqualTo(2));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(RunningPlan.read(folder.resolve("none.json")))
                .isInstanceOf(RunningPlan.Refused.class);
    }

    private RunningPlan.Outcome read(String text) throws IOException {
        var file = folder.resolve("plan.json");
        Files.writeString(file, text);
        return RunningPlan.read(file);
    }
}
