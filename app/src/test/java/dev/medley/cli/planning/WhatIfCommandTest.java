package dev.medley.cli.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What would free most devices of a service.
class WhatIfCommandTest {

    private static final String FLEET = "../examples/fewer-chips/fleet.yaml";
    private static final String AFTER = "../examples/fewer-chips/after.yaml";

    private final Terminal terminal = new Terminal();

    @TempDir private Path scratch = Path.of("");

    @Test
    void ranksChangesByWhatTheyFree() {
        assertThat(terminal.execute("fit", FLEET, AFTER, "--what-if", "--json")).isZero();

        for (var service : terminal.json().get("services")) {
            double last = Double.MAX_VALUE;
            for (var option : service.get("options")) {
                if (!verdict(option).equals("refused")) {
                    double freed = option.get("worthFreed").doubleValue();
                    assertThat(freed).isLessThanOrEqualTo(last);
                    last = freed;
                }
            }
        }
    }

    @Test
    void everyChangeHasABandAndOnlyWholeBandsFree() {
        terminal.execute("fit", FLEET, AFTER, "--what-if", "--json");

        for (var option : all()) {
            if (verdict(option).equals("refused")) {
                assertThat(option.get("reasons").size()).isPositive();
                continue;
            }
            var band = option.get("worthFreedBand80");
            double freed = option.get("worthFreed").doubleValue();
            assertThat(band.get("low").doubleValue()).isLessThanOrEqualTo(freed);
            assertThat(band.get("high").doubleValue()).isGreaterThanOrEqualTo(freed);
            assertThat(option.get("devicesBand80").get("low").intValue())
                    .isLessThanOrEqualTo(option.get("devices").intValue());
            switch (verdict(option)) {
                case "frees" -> assertThat(band.get("low").doubleValue()).isPositive();
                case "likely" -> {
                    assertThat(freed).isPositive();
                    assertThat(band.get("low").doubleValue()).isLessThanOrEqualTo(0);
                }
                default -> assertThat(freed).isLessThanOrEqualTo(1e-6);
            }
        }
    }

    @Test
    void offersNothingBelowTheQualityFloor() {
        terminal.execute("fit", FLEET, AFTER, "--what-if", "--json");

        var small = find("qwen3-30b-a3b");
        assertThat(verdict(small)).isEqualTo("refused");
        assertThat(small.get("reasons").get(0).get("code").stringValue())
                .isEqualTo("quality-floor");
        assertThat(verdict(find("qwen3-32b"))).isEqualTo("frees");
    }

    /// Where its owner measured nothing, quality is unknown rather than unchanged.
    @Test
    void qualityThatNobodyMeasuredIsUnknown() {
        terminal.execute("fit", FLEET, AFTER, "--what-if", "--json");

        assertThat(find("weights as AWQ or GPTQ (CUDA)").get("quality").isNull()).isTrue();
        assertThat(find("TPOT 100 ms, not 50 ms").get("quality").doubleValue()).isEqualTo(1);
    }

    @Test
    void formatsAreThoseOfTheStack() {
        terminal.execute("fit", FLEET, AFTER, "--what-if", "--json", "--chip", "910b3");

        var texts = all().stream().map(option -> option.get("change").stringValue()).toList();
        assertThat(texts).contains("weights as W4A16 (CANN)");
        assertThat(texts).noneMatch(text -> text.contains("FP8") || text.contains("fp8"));
    }

    @Test
    void saysWhereNothingIsGained() {
        terminal.execute("fit", FLEET, AFTER, "--what-if");

        assertThat(terminal.out.toString()).contains("no gain", "one replica is the least");
    }

    @Test
    void startsWhereAPlanSaysThatItRuns() throws IOException {
        var before = "../examples/fewer-chips/before.yaml";
        var stdout = System.out;
        var file = scratch.resolve("plan.json");
        try (var out = new java.io.PrintStream(Files.newOutputStream(file))) {
            System.setOut(out);
            terminal.execute("plan", FLEET, before, "--json");
        } finally {
            System.setOut(stdout);
        }

        var running = file.toString();
        terminal.execute("fit", FLEET, AFTER, "--what-if", "--json", "--running", running);

        for (var service : terminal.json().get("services")) {
            assertThat(service.get("held").intValue()).isPositive();
            assertThat(service.get("shape").get("model").stringValue())
                    .isIn("qwen3-235b-a22b", "qwen2.5-72b");
        }
    }

    private List<JsonNode> all() {
        var all = new ArrayList<JsonNode>();
        for (var service : terminal.json().get("services")) {
            service.get("options").forEach(all::add);
        }
        return all;
    }

    private JsonNode find(String change) {
        return all().stream()
                .filter(option -> option.get("change").stringValue().equals(change))
                .findFirst()
                .orElseThrow();
    }

    private static String verdict(JsonNode option) {
        return option.get("verdict").stringValue();
    }
}
