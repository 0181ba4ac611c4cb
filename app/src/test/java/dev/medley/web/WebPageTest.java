package dev.medley.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Walks the whole page in a real Chromium against a fleet of 10,000 devices and 10,000 works made
/// by seed: every view in light, dark and on a phone, by keyboard, at speed, live. Screenshots go
/// to `target/screenshots`, figures to `target/web-walk.jsonl`.
class WebPageTest {

    private static final Path FOUND = Path.of("target", "web-walk.jsonl");

    private static final int MINUTES = 9;

    @TestFactory
    List<DynamicTest> walk() throws IOException, InterruptedException {
        Workshop.needNode();
        var page = Workshop.needPage();
        var browser = Workshop.needBrowser();
        int code =
                Workshop.node(
                        FOUND,
                        MINUTES,
                        List.of(
                                Workshop.TESTS.resolve("walk").resolve("walk.mjs").toString(),
                                "--modules",
                                Workshop.MODULES.toString(),
                                "--chromium",
                                browser.toString(),
                                "--shots",
                                Path.of("target", "screenshots").toString(),
                                "--page",
                                page.toString()));
        var mapper = JsonMapper.shared();
        var lines = Files.readAllLines(FOUND);
        var checks = lines.stream().filter(line -> line.startsWith("{")).map(mapper::readTree);
        var tests = new ArrayList<>(checks.map(WebPageTest::test).toList());
        tests.add(
                DynamicTest.dynamicTest(
                        "walked to the end",
                        () -> {
                            assertThat(tests).hasSizeGreaterThan(60);
                            assertThat(code).as(() -> String.join("\n", lines)).isZero();
                        }));
        return tests;
    }

    private static DynamicTest test(JsonNode check) {
        return DynamicTest.dynamicTest(
                check.path("name").asString(),
                () ->
                        assertThat(check.path("outcome").asString())
                                .as(() -> check.path("detail").asString())
                                .isEqualTo("ok"));
    }
}
