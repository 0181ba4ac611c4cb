package dev.medley.portscan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Whatever a file holds, reading it ends, says the same twice, and points into the file.
class PortFuzzTest {

    private static final List<String> FILES =
            List.of(
                    "a.py",
                    "a.cu",
                    "CMakeLists.txt",
                    "Dockerfile",
                    "a.yaml",
                    "requirements.txt",
                    "pyproject.toml",
                    "a.sh",
                    "a.ipynb");

    private static final List<String> PIECES =
            List.of(
                    "import torch as t\n",
                    "t.cuda.init()",
                    "f\"{x",
                    "}\"",
                    "'''",
                    "\"",
                    "'",
                    "\\",
                    "\n",
                    "#",
                    "/*",
                    "*/",
                    "R\"x(",
                    "<<<",
                    "<<EOF\n",
                    "${",
                    "}",
                    "[[",
                    "]]",
                    "{{",
                    "(",
                    ")",
                    "[",
                    "]",
                    "nvidia.com/gpu: 1",
                    "- ",
                    ": ",
                    "&a ",
                    "*a",
                    "|\n ",
                    "FROM nvidia/cuda",
                    "RUN \\\n",
                    "[project]\ndependencies = [\"",
                    "asm(\"",
                    ".u32",
                    "\uD83D\uDE00",
                    "\uD83D",
                    "\u0000",
                    "\r\n",
                    "from . import (",
                    ",",
                    "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsAnyBytes(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            var bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            check(new String(bytes, StandardCharsets.UTF_8), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void readsPiecesOfCodeInAnyOrder(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 250; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            check(text.toString(), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "f\"{", "<<<", "((((\n", "- ", "${", "\"", "{\"a\":"})
    void readsDeepNesting(String piece) {
        check(piece.repeat(10_000), 0);
    }

    /// Much of it twice over takes no longer than twice, or this test would not end.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "f'{f\"{'",
                "f\"{x\n",
                "''",
                "CMD [\n",
                "a: {\n",
                "R\"x(\n",
                "x=('a'\n",
                "<<A\n",
                "#[[\n"
            })
    void readsLongRepetitions(String piece) {
        check(piece.repeat(40_000 / piece.length()), 0);
    }

    private static void check(String text, long seed) {
        for (var file : FILES) {
            if (file.equals("pyproject.toml") && text.length() > 5_000) {
                continue; // The parser of the library is slow on what is no TOML.
            }
            var once = Sources.findings(file, text);
            assertThat(Sources.findings(file, text)).as("seed " + seed).isEqualTo(once);
            long lines = text.chars().filter(c -> c == '\n').count() + 1;
            for (var finding : once) {
                assertThat(finding.clue().line())
                        .as("seed %d, %s".formatted(seed, file))
                        .isBetween(1, (int) lines);
            }
        }
    }
}
