package dev.medley.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Systems, pools and chips side by side.
class CompareCommandTest {

    private static final String FLEET = "../examples/hybrid";

    private final Terminal terminal = new Terminal();

    @TempDir private Path scratch = Path.of("");

    /// The ratios as published, each within half of its last printed digit.
    @ParameterizedTest
    @CsvSource({"bf16, 1.67, 0.005", "memoryGb, 3.6, 0.05", "watts, 3.9, 0.05"})
    void reproducesThePublishedRatiosOfTwoSystems(String key, double published, double rounding) {
        assertThat(terminal.execute("compare", "cloudmatrix-384", "gb200-nvl72", "--json"))
                .isZero();

        double ratio = figure(key).get("ratios").get(0).get("ratio").doubleValue();
        assertThat(ratio).isCloseTo(published, offset(rounding));
    }

    @Test
    void ratiosComeFromUnroundedFigures() {
        terminal.execute("compare", "cloudmatrix-384", "gb200-nvl72", "--json");

        for (var key : new String[] {"bf16", "memoryGb", "watts", "memoryGbs"}) {
            var figure = figure(key);
            double first = figure.get("values").get(0).get("value").doubleValue();
            double second = figure.get("values").get(1).get("value").doubleValue();
            assertThat(figure.get("ratios").get(0).get("ratio").doubleValue())
                    .isEqualTo(first / second);
        }
    }

    @Test
    void everyKnownFigureHasASourceAndEveryGapAName() {
        terminal.execute("compare", "cloudmatrix-384", "tianchi-512", "h20-96gb", "--json");

        int unknown = 0;
        for (var figure : terminal.json().get("figures")) {
            for (var value : figure.get("values")) {
                if (value.get("basis").stringValue().equals("unknown")) {
                    assertThat(value.get("value").isNull()).isTrue();
                    assertThat(value.get("detail").stringValue()).isNotEmpty();
                    unknown++;
                } else {
                    assertThat(value.get("source").stringValue()).isNotEmpty();
                    assertThat(value.get("confidence").stringValue()).isNotEmpty();
                }
            }
        }
        assertThat(unknown).isPositive();
        assertThat(terminal.json().get("subjects").get(1).get("unknown").toString())
                .contains("watts", "priceUsd", "memoryGb");
    }

    @Test
    void predictsRatesWithBandsPerDeviceWattAndMoney() {
        assertThat(
                        terminal.execute(
                                "compare",
                                "cloudmatrix-384",
                                "gb200-nvl72",
                                "--model",
                                "deepseek-r1",
                                "--json"))
                .isZero();

        var rates = terminal.json().get("rates");
        assertThat(rates.size()).isEqualTo(4);
        for (var line : rates) {
            for (var value : line.get("values")) {
                assertThat(value.get("runs").booleanValue()).isTrue();
                double rate = value.get("rate").doubleValue();
                assertThat(value.get("band80").get("low").doubleValue()).isLessThan(rate);
                assertThat(value.get("band80").get("high").doubleValue()).isGreaterThan(rate);
                assertThat(value.get("perWatt").doubleValue())
                        .isEqualTo(rate / value.get("watts").doubleValue());
                assertThat(value.get("perMillionUsd").doubleValue()).isPositive();
            }
            assertThat(line.get("ratios").size()).isEqualTo(5);
        }
    }

    @Test
    void saysWhyASubjectDoesNotRunTheModel() {
        int code =
                terminal.execute(
                        "compare", "hgx-h20", "panjiu-al128", "--model", "qwen3-32b", "--json");

        assertThat(code).isZero();
        var other = terminal.json().get("rates").get(0).get("values").get(1);
        assertThat(other.get("runs").booleanValue()).isFalse();
        assertThat(other.get("reasons").get(0).get("code").stringValue())
                .isEqualTo("figures-missing");
    }

    @Test
    void poolsNeedTheirFleet() {
        assertThat(terminal.execute("compare", "910c-guian", "gb200-nvl72")).isEqualTo(1);
        assertThat(terminal.err.toString()).contains("--fleet FILE");

        assertThat(terminal.execute("compare", "910c-guian", "gb200-nvl72", "--fleet", FLEET))
                .isZero();
        assertThat(terminal.out.toString()).contains("covers its chips alone");
    }

    @Test
    void nearMissesSuggestNames() {
        assertThat(terminal.execute("compare", "cloudmatrix-385", "gb200-nvl72")).isEqualTo(1);
        assertThat(terminal.err.toString()).contains("Maybe cloudmatrix-384");

        assertThat(terminal.execute("compare", "910c-guia", "gb200-nvl72", "--fleet", FLEET))
                .isEqualTo(1);
        assertThat(terminal.err.toString()).contains("910c-guian");
    }

    @Test
    void oneNameIsNoComparison() {
        assertThat(terminal.execute("compare", "gb200-nvl72")).isEqualTo(2);
        assertThat(terminal.execute("compare", "h800", "910c", "--phase", "decode")).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("--model");
    }

    @Test
    void writesAPageThatNeedsNothingElse() throws IOException {
        var file = scratch.resolve("page.html");
        terminal.execute(
                "compare",
                "cloudmatrix-384",
                "tianchi-512",
                "--model",
                "deepseek-r1",
                "--phase",
                "decode",
                "--html",
                file.toString());

        assertThat(Files.readString(file))
                .contains("cloudmatrix-384 beside tianchi-512", "lane none", "prefers-color-scheme")
                .doesNotContain("<script", "src=", "href=");
    }

    private JsonNode figure(String key) {
        for (var figure : terminal.json().get("figures")) {
            if (figure.get("key").stringValue().equals(key)) {
                return figure;
            }
        }
        throw new AssertionError("no figure " + key);
    }
}
