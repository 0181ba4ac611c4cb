package dev.medley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.files.Documents;
import dev.medley.files.ModelFiles;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Holds the page's sources to the rules of the house, and what it computes to the truth.
class WebSourcesTest {

    private static final int LONGEST_FILE = 450;

    private static final List<String> KINDS =
            List.of(".ts", ".svelte", ".css", ".mjs", ".html", ".sh");

    @Test
    void noFileIsTooLongToRead() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var source : sources()) {
            var lines = Files.readAllLines(source);
            if (lines.size() > LONGEST_FILE) {
                tooLong.add(source + ": " + lines.size() + " lines");
            }
        }
        assertThat(tooLong).as("files have one job; split these").isEmpty();
    }

    @Test
    void pageLoadsNothingFromElsewhereAndHasNoInlineScript() throws IOException {
        var page = Files.readString(Workshop.SOURCES.resolve("index.html"));

        assertThat(page).doesNotContain("http://", "https://", "<style");
        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(page).contains("<script type=\"module\" src=\"/src/main.ts\"></script>");
        for (var source : sources()) {
            if (source.startsWith(Workshop.SOURCES)) {
                assertThat(Files.readString(source))
                        .as(source.toString())
                        .doesNotContain("{@html", "innerHTML", "eval(");
            }
        }
    }

    @Test
    void versionsAreExactAndTheLockNamesNoHost() throws IOException {
        var wanted = Files.readString(Workshop.SOURCES.resolve("package.json"));
        var lock = Files.readString(Workshop.SOURCES.resolve("package-lock.json"));

        assertThat(wanted).doesNotContain("\"^", "\"~", "latest");
        assertThat(lock).doesNotContain("\"resolved\"").contains("\"integrity\"");
    }

    @Test
    void typesHold() throws IOException, InterruptedException {
        Workshop.needNode();
        var said = Path.of("target", "web-types.txt");
        int code =
                Workshop.node(
                        said,
                        4,
                        List.of(
                                modules("svelte-check", "bin", "svelte-check"),
                                "--workspace",
                                Workshop.MODULES.toAbsolutePath().toString(),
                                "--tsconfig",
                                Workshop.MODULES
                                        .resolve("tsconfig.json")
                                        .toAbsolutePath()
                                        .toString(),
                                "--fail-on-warnings"));

        assertThat(code).as(() -> text(said)).isZero();
    }

    @Test
    void figuresGridsTintsAndStreamsHold() throws IOException, InterruptedException {
        Workshop.needNode();
        var said = Path.of("target", "web-unit.txt");
        int code =
                Workshop.node(
                        said,
                        4,
                        List.of(
                                Workshop.TESTS.resolve("unit").resolve("run.mjs").toString(),
                                Workshop.MODULES.toString(),
                                Path.of("target", "web", "tested").toString()));

        assertThat(code).as(() -> text(said)).isZero();
        assertSamplesAreWork(Path.of("target", "web", "tested", "samples.yaml"));
    }

    /// What the page offers to begin with is what Medley reads.
    private static void assertSamplesAreWork(Path samples) {
        var setting =
                new Documents.Setting(
                        CatalogFiles.load(null, CatalogFiles.Part.values()),
                        LocalDate.of(2026, 11, 22),
                        ModelFiles.NONE);

        assertThat(Documents.read(List.of(samples), setting))
                .isInstanceOfSatisfying(
                        Documents.Loaded.class,
                        loaded -> assertThat(loaded.portfolio().works()).hasSize(3));
    }

    private static String modules(String... path) {
        return Path.of(Workshop.MODULES.resolve("node_modules").toString(), path).toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        for (var root : List.of(Workshop.SOURCES, Workshop.TESTS)) {
            try (Stream<Path> walk = Files.walk(root)) {
                walk.filter(path -> KINDS.stream().anyMatch(path.toString()::endsWith))
                        .filter(path -> !path.toString().contains("node_modules"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }
}
