package dev.medley.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Holds the style of every module's sources: one format, short files. `./mvnw test -pl core
/// -Dtest=TidyTest -Dtidy.fix=true` rewrites what is not formatted.
class TidyTest {

    private static final int LONGEST_FILE = 450;

    @Test
    void everySourceIsFormatted() throws IOException, FormatterException {
        var formatter = new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
        var unformatted = new ArrayList<Path>();
        for (var source : sources()) {
            var text = Files.readString(source);
            var formatted = formatter.formatSourceAndFixImports(text);
            if (!text.equals(formatted)) {
                unformatted.add(source);
                if (Boolean.getBoolean("tidy.fix")) {
                    Files.writeString(source, formatted);
                }
            }
        }
        assertThat(unformatted).as("not formatted; -Dtidy.fix=true rewrites them").isEmpty();
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var source : sources()) {
            int lines = Files.readAllLines(source).size();
            if (lines > LONGEST_FILE) {
                tooLong.add(source + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).as("files have one job; split these").isEmpty();
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        for (var module : List.of("core", "app", "bench")) {
            try (var walk = Files.walk(Path.of("..", module, "src"))) {
                walk.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
