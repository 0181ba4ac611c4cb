package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// Spoils right documents at random: every answer is either documents or problems that say where
/// and what, never an exception. `-Dmedley.fuzz=100000` runs that many rounds, `-Dmedley.fuzz.seed`
/// begins elsewhere; a failure names its seed.
class FuzzTest {

    private static final int ROUNDS = Integer.getInteger("medley.fuzz", 1500);
    private static final long FIRST_SEED = Long.getLong("medley.fuzz.seed", 1);

    private static final List<String> SPOILERS =
            List.of(
                    "-1",
                    "0",
                    "1e999",
                    ".nan",
                    "-.inf",
                    "99999999999999999999",
                    "1e300",
                    "0x7f",
                    "''",
                    "~",
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "[[]]",
                    "{a: {b: c}}",
                    "&a",
                    "*a",
                    "&a [*a]",
                    "<<: *a",
                    "!!str 3",
                    "!!binary x",
                    "!x y",
                    "\"",
                    "'",
                    "|",
                    ">-",
                    "---",
                    "...",
                    "--- |",
                    "%YAML 1.1",
                    "\t",
                    " ",
                    "\r",
                    "\u0000",
                    "\u0085",
                    "\uFEFF",
                    "\u2028",
                    "\uD83D\uDE00",
                    "#",
                    ": ",
                    "- ",
                    "? ",
                    ",",
                    "]",
                    "}",
                    "{",
                    "[",
                    "a: b",
                    "100000000000000 GB",
                    "3 parsecs",
                    "-3 req/s",
                    "2026-02-31",
                    "0000-00-00",
                    "999999999d",
                    "../../x/config.json",
                    "/dev/null",
                    ".json",
                    "\\u0000",
                    "\"\\uD800\"",
                    "\"\\x00\"",
                    "\"\\U7FFFFFFF\"",
                    "USD",
                    "1 USD/h",
                    "1 CNY");

    @TempDir private Path folder;

    @Test
    void answersWhateverTheFileHolds() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = FIRST_SEED + round;
            var random = new SplittableRandom(seed);
            boolean json = random.nextInt(8) == 0;
            var bytes = spoilt(random, json ? JSON : Texts.ALL);
            new Reader(folder).write(json ? "w.json" : "w.yaml", bytes);
            var file = folder.resolve(json ? "w.json" : "w.yaml");
            try {
                check(Documents.read(List.of(file), Reader.setting()));
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed "
                                + seed
                                + " (run it with -Dmedley.fuzz=1 -Dmedley.fuzz.seed="
                                + seed
                                + ")",
                        e);
            }
        }
    }

    private static void check(Documents.Outcome outcome) {
        if (outcome instanceof Documents.Rejected(var problems, long total)) {
            assertThat(problems).isNotEmpty().isSortedAccordingTo(Problem.ORDER);
            assertThat(total).isGreaterThanOrEqualTo(problems.size());
            for (var problem : problems) {
                assertThat(problem.toString()).hasSizeLessThan(1500).doesNotContain("\n", "\u0000");
                assertThat(problem.rule()).isNotBlank();
                assertThat(problem.file()).isNotBlank();
                assertThat(
                                problem.line() > 0
                                        || problem.rule().contains("empty")
                                        || problem.rule().contains("no documents"))
                        .as(problem.toString())
                        .isTrue();
            }
        }
    }

    private static final String JSON =
            """
            [{"apiVersion": "medley.dev/v1alpha1", "kind": "BatchJob", "metadata": {"name": "a"},
              "spec": {"command": ["x"], "devices": 8, "rates": {"H20": 0.5}, "deadline": "3d"}},
             {"apiVersion": "medley.dev/v1alpha1", "kind": "InferenceService",
              "metadata": {"name": "b"},
              "spec": {"model": "llama3-8b", "requestsPerSecond": 3, "inputTokens": 1e3,
                       "outputTokens": "200", "ttft": "1 s"}}]
            """;

    private static byte[] spoilt(SplittableRandom random, String right) {
        var text = new StringBuilder(right);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            change(random, text);
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void change(SplittableRandom random, StringBuilder text) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(30));
        switch (random.nextInt(8)) {
            case 0 -> text.setLength(at);
            case 1 -> text.delete(at, end);
            case 2 -> text.insert(at, text.substring(at, end));
            case 3 -> text.insert(at, SPOILERS.get(random.nextInt(SPOILERS.size())));
            case 4 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
            case 5 -> moveLine(random, text, at);
            default -> replaceValue(random, text, at);
        }
    }

    /// Takes a line away, and puts it elsewhere.
    private static void moveLine(SplittableRandom random, StringBuilder text, int at) {
        int start = text.lastIndexOf("\n", at) + 1;
        int end = text.indexOf("\n", at);
        if (end > start) {
            var line = text.substring(start, end + 1);
            text.delete(start, end + 1);
            text.insert(
                    text.isEmpty() ? 0 : text.lastIndexOf("\n", random.nextInt(text.length())) + 1,
                    line);
        }
    }

    private static void replaceValue(SplittableRandom random, StringBuilder text, int at) {
        int colon = text.indexOf(": ", at);
        int end = colon < 0 ? -1 : text.indexOf("\n", colon);
        if (end > 0) {
            text.replace(colon + 2, end, SPOILERS.get(random.nextInt(SPOILERS.size())));
        }
    }
}
