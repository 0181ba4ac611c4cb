package dev.medley.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.plan.Plan;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

class PlanJsonTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void keepsTheContract() {
        var plan = SamplePlans.smallSample().tenant("no-work").plan();
        var json = json(plan);
        assertThat(json.get("objective").asDouble()).isEqualTo(plan.objective());
        assertThat(json.get("bound").asDouble()).isEqualTo(plan.bound());
        assertThat(json.get("gap").asDouble()).isEqualTo(plan.gap());
        assertThat(json.get("solveMs").asLong()).isEqualTo(740);
        var pool = json.get("pools").get(0);
        assertThat(pool.get("pool").asString()).isEqualTo("h800");
        assertThat(pool.get("devices").asInt()).isEqualTo(64);
        assertThat(pool.get("used").asInt()).isEqualTo(plan.pools().getFirst().used());
        assertThat(pool.get("price").asDouble()).isEqualTo(plan.pools().getFirst().price());
        assertThat(json.get("allocations").size()).isEqualTo(plan.allocations().size());
        var chat = json.get("allocations").get(0);
        assertThat(chat.propertyNames())
                .contains("work", "tenant", "pool", "devices", "replicas", "shape", "rate", "unit")
                .contains("costPerHour", "watts", "startsAt");
        assertThat(chat.get("work").asString()).isEqualTo("chat");
        assertThat(chat.get("devices").asInt())
                .isEqualTo(chat.get("replicas").asInt() * chat.get("shape").get("devices").asInt());
        assertThat(chat.get("startsAt").asString()).isEqualTo("2026-06-01");
    }

    @Test
    void tellsEveryReasonForWaiting() {
        var plan = SamplePlans.settled();
        var waiting = json(plan).get("waiting").get(0);
        var reasons = plan.waiting().getFirst().reasons();
        assertThat(waiting.get("reasons").size()).isEqualTo(reasons.size());
        assertThat(waiting.get("reasons").get(0).get("code").asString())
                .isEqualTo(reasons.getFirst().code());
        assertThat(waiting.get("reasons").get(0).get("text").asString())
                .isEqualTo(reasons.getFirst().text());
    }

    @Test
    void countsTheSameAsThePlan() {
        var json = json(SamplePlans.hybrid());
        int used = 0;
        int allocated = 0;
        for (var pool : json.get("pools")) {
            used += pool.get("used").asInt();
        }
        for (var allocation : json.get("allocations")) {
            allocated += allocation.get("devices").asInt();
        }
        assertThat(allocated).isEqualTo(used);
        assertThat(json.get("totals").get("used").asInt()).isEqualTo(used);
        assertThat(json.get("totals").get("works").asInt()).isEqualTo(62);
        assertThat(json.get("alternatives").get(0).get("shareOfPlan").asDouble()).isEqualTo(1);
    }

    @Test
    void holdsFiniteNumbersOnly() {
        // Written as null or as a plain number; a parser would refuse anything else.
        assertThat(text(new Sample().plan())).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(json(new Sample().plan()).get("totals").get("works").asInt()).isZero();
    }

    @Test
    void writesTheSameBytesAgain() {
        assertThat(text(SamplePlans.hybrid())).isEqualTo(text(SamplePlans.hybrid()));
    }

    @Test
    void endsInOneLineEnd() {
        assertThat(text(SamplePlans.small())).endsWith("}\n").hasLineCount(1);
    }

    private static JsonNode json(Plan plan) {
        return MAPPER.readTree(text(plan));
    }

    private static String text(Plan plan) {
        var out = new ByteArrayOutputStream();
        PlanJson.write(plan, Sample.HEADING, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
