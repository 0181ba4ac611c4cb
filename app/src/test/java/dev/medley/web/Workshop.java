package dev.medley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What tests of the page need beside Java: node with its packages, the built page, a browser. A
/// machine without them skips the tests and says why; `-Dweb.required=true` makes that a failure.
public final class Workshop {

    /// Where the build copied the page's sources to, with node's packages.
    public static final Path MODULES = Path.of("target", "web");

    static final Path PAGE = Path.of("target", "classes", "dev", "medley", "web");

    static final Path SOURCES = Path.of("src", "main", "web");

    public static final Path TESTS = Path.of("src", "test", "web");

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Workshop() {}

    public static void needNode() {
        need(program("node") != null, "node is missing");
        need(
                Files.isDirectory(MODULES.resolve("node_modules").resolve("vite")),
                "the build installed no packages of the page in " + MODULES);
    }

    public static Path needPage() {
        need(Files.isRegularFile(PAGE.resolve("index.html")), "this build carries no page");
        return PAGE;
    }

    public static Path needBrowser() {
        var found = BROWSERS.stream().map(Workshop::program).filter(p -> p != null).findFirst();
        need(found.isPresent(), "Chromium is missing (on Debian: apt-get install chromium)");
        return found.orElseThrow();
    }

    private static void need(boolean there, String otherwise) {
        if (Boolean.getBoolean("web.required")) {
            assertThat(there).as(otherwise).isTrue();
        }
        assumeTrue(there, otherwise);
    }

    private static @Nullable Path program(String name) {
        var path = System.getenv().getOrDefault("PATH", "");
        for (var folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            var file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    /// Runs node and waits for it; its words go to a file.
    ///
    /// @return its exit code
    public static int node(Path words, int minutes, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node"));
        command.addAll(arguments);
        Files.createDirectories(words.toAbsolutePath().getParent());
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(words.toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            assertThat(process.waitFor(minutes, TimeUnit.MINUTES))
                    .as(() -> "%s ends within %d min".formatted(command, minutes))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
