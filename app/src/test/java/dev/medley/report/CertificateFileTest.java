package dev.medley.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.market.Clearing;
import dev.medley.core.plan.Plan;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

class CertificateFileTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void beginsWithObjectiveAndBound() {
        var plan = SamplePlans.small();
        var header = lines(plan).getFirst();
        assertThat(header.get("objective").asDouble()).isEqualTo(first(plan).objective());
        assertThat(header.get("bound").asDouble()).isEqualTo(first(plan).bound());
    }

    @Test
    void hasALineForEveryPoolBudgetStageAndBid() {
        for (double alpha : new double[] {0, 1}) {
            var plan = SamplePlans.smallSample().alpha(alpha).plan();
            var clearing = first(plan);
            var lines = lines(plan);
            var header = lines.getFirst();
            assertThat(header.get("alpha").asDouble()).isEqualTo(alpha);
            assertThat(count(lines, "capacity")).isEqualTo(2);
            assertThat(count(lines, "limit")).isEqualTo(1);
            assertThat(count(lines, "stage")).isEqualTo(clearing.stages().size());
            assertThat(count(lines, "bid")).isEqualTo(header.get("bids").asLong());
            var stages = lines.stream().filter(line -> line.has("stage")).toList();
            for (int i = 0; i < stages.size(); i++) {
                var stage = clearing.stages().get(i);
                assertThat(stages.get(i).get("floors").size()).isEqualTo(stage.floors().size());
                assertThat(stages.get(i).get("utilities").size())
                        .isEqualTo(stage.utilities().size());
                assertThat(stages.get(i).get("knapsacks").size())
                        .isEqualTo(stage.knapsacks().size());
                assertThat(stages.get(i).get("bound").asDouble()).isEqualTo(stage.bound());
            }
        }
    }

    @Test
    void letsAReaderRecomputeTheBound() {
        var plan = oneClass("research").plan();
        var lines = lines(plan);
        var price = new TreeMap<String, Double>();
        var best = new TreeMap<String, Double>();
        double bound = 0;
        double chosen = 0;
        for (var line : lines) {
            if (line.has("capacity")) {
                price.put(line.get("pool").asString(), line.get("price").asDouble());
                bound += line.get("price").asDouble() * line.get("capacity").asLong();
            } else if (line.has("bid") && line.get("leftOut").asInt() == 0) {
                double margin = line.get("value").asDouble();
                chosen += margin * line.get("chosen").asInt();
                for (var use : line.get("use").properties()) {
                    margin -= price.getOrDefault(use.getKey(), 0.0) * use.getValue().asLong();
                }
                best.merge(line.get("work").asString(), Math.max(0, margin), Math::max);
            }
        }
        for (double margin : best.values()) {
            bound += margin;
        }
        assertThat(chosen).isCloseTo(first(plan).objective(), within(1e-6));
        assertThat(bound).isCloseTo(first(plan).bound(), within(1e-6 * bound));
    }

    private static Sample oneClass(String... tenants) {
        var sample =
                new Sample()
                        .pool("h800", Sample.H800, 64, 8, 18)
                        .pool("ascend", Sample.ASCEND_B, 128, 8, 6);
        for (var tenant : tenants) {
            sample.tenant(tenant);
        }
        for (int i = 0; i < 12; i++) {
            var terms = Sample.terms("job-" + i, tenants[i % tenants.length], Priority.CORE);
            sample.trains(terms, 8 + 3 * i, 1e10, 0, 8, 32);
        }
        return sample;
    }

    private static long count(List<JsonNode> lines, String field) {
        return lines.stream().filter(line -> line.has(field)).count();
    }

    /// The market of the highest class.
    private static Clearing first(Plan plan) {
        return plan.clearings().firstEntry().getValue();
    }

    private static List<JsonNode> lines(Plan plan) {
        var out = new ByteArrayOutputStream();
        CertificateFile.write(first(plan).certificate(), out);
        return out.toString(StandardCharsets.UTF_8).lines().map(MAPPER::readTree).toList();
    }
}
