package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that nobody should write: each is answered with its place and the limit it breaks.
class HostileFilesTest {

    private static final String CHIPS =
            """
            chips:
                allowed: [hopper]
                forbidden: [H20]
            """;

    @TempDir private Path folder;

    private Reader reader() {
        return new Reader(folder);
    }

    private String only(String text) throws IOException {
        return only(reader().write("w.yaml", text));
    }

    private static String only(Reader reader) {
        var problems = reader.problems();
        assertThat(problems).as(() -> String.join("\n", problems)).hasSize(1);
        return problems.getFirst();
    }

    @Test
    void refusesBillionLaughs() throws IOException {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            var alias = "*a" + (i - 1);
            text.append(
                    "a%d: &a%d [%s]\n"
                            .formatted(
                                    i,
                                    i,
                                    String.join(", ", java.util.Collections.nCopies(10, alias))));
        }
        assertThat(only(text.toString()))
                .isEqualTo(
                        "w.yaml:5:45: makes the document larger than 100000 entries, aliases"
                                + " written out; split the document, and do not nest aliases");
    }

    @Test
    void refusesCyclesOfAliases() throws IOException {
        assertThat(only("apiVersion: &a\n  b: *a\n"))
                .isEqualTo("w.yaml:2:6: *a stands inside what it names; write the part out");
        assertThat(only("apiVersion: *b\n"))
                .startsWith("w.yaml:1:13: *b names no anchor of this document");
    }

    @Test
    void readsHarmlessAliases() throws IOException {
        var loaded =
                reader().write(
                                "w.yaml",
                                Texts.TRAINING
                                        .replace(CHIPS, "chips: &none {}\n")
                                        .replace("sites:\n    allowed: [north]", "sites: *none"))
                        .loaded();
        assertThat(loaded.portfolio().works()).hasSize(1);
    }

    @Test
    void refusesDeepNesting() throws IOException {
        var rule = "is nested more than 64 levels deep; flatten the document";
        assertThat(only("a: " + "[".repeat(100_000))).isEqualTo("w.yaml:1:67: " + rule);
        assertThat(only("- ".repeat(100_000))).endsWith(rule);
        assertThat(only("{a: ".repeat(100_000))).endsWith(rule);
        Files.delete(folder.resolve("w.yaml"));
        assertThat(only(reader().write("w.json", "[".repeat(100_000)))).contains("nest");
        assertThat(only(reader().write("w.json", "{\"a\":".repeat(100_000)))).contains("nest");
    }

    @Test
    void refusesDuplicateKeys() throws IOException {
        assertThat(only(Texts.BATCH.replace("devices: 8", "devices: 8\n  devices: 9")))
                .isEqualTo(
                        "w.yaml:10:3: 'devices' is given twice (first on line 9); keep one of"
                                + " them");
        Files.delete(folder.resolve("w.yaml"));
        assertThat(only(reader().write("w.json", "{\"a\": 1,\n \"a\": 2}")))
                .isEqualTo("w.json:2:2: 'a' is given twice (first on line 1); keep one of them");
    }

    @Test
    void refusesNumbersThatAreNone() throws IOException {
        for (var number : List.of(".nan", ".inf", "-.INF", "NaN")) {
            assertThat(only(Texts.BATCH.replace("devices: 8", "devices: " + number)))
                    .isEqualTo(
                            "w.yaml:9:12: %s must be a finite number; write digits"
                                    .formatted(number));
        }
        assertThat(only(Texts.BATCH.replace("devices: 8", "devices: 1e999")))
                .isEqualTo("w.yaml:9:12: 1e999 is too large for a number; write less");
        assertThat(only(Texts.BATCH.replace("devices: 8", "devices: " + "9".repeat(300_000))))
                .startsWith("w.yaml:9:12: 9999")
                .contains("has more than 400 characters");
        assertThat(only(Texts.BATCH.replace("devices: 8", "devices: 99999999999999999999")))
                .startsWith(
                        "w.yaml:9:12: spec.devices: 99999999999999999999 must be at most 10000000");
        assertThat(only(Texts.BATCH.replace("devices: 8", "devices: 3000000000")))
                .startsWith("w.yaml:9:12: spec.devices: 3000000000 must be at most 10000000");
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        assertThat(only(reader().write("w.yaml", Texts.BATCH.getBytes(StandardCharsets.UTF_16))))
                .isEqualTo("w.yaml:1:1: is not UTF-8 (it looks like UTF-16); save as UTF-8");
        assertThat(only(reader().write("w.yaml", Texts.BATCH.getBytes(StandardCharsets.UTF_16LE))))
                .startsWith("w.yaml:1:1: is not UTF-8");
        var latin = Texts.BATCH.replace("score.py", "se\u00f1al.py");
        assertThat(only(reader().write("w.yaml", latin.getBytes(Charset.forName("ISO-8859-1")))))
                .isEqualTo("w.yaml:8:23: byte 0xF1 is not UTF-8; save the file as UTF-8");
    }

    @Test
    void readsByteOrderMarksAndWindowsLines() throws IOException {
        var loaded = reader().write("w.yaml", "\uFEFF" + Texts.ALL.replace("\n", "\r\n")).loaded();
        assertThat(loaded.portfolio().works()).hasSize(3);
    }

    @Test
    void refusesBinaryFiles() throws IOException {
        assertThat(only(reader().write("w.yaml", new byte[] {'a', ':', ' ', 7, 1, 2, 3})))
                .isEqualTo(
                        "w.yaml:1:4: byte 0x07 does not belong into a text file;"
                                + " give YAML or JSON files only");
        assertThat(only("a: \u0085\u0086\n")).contains("U+0086, which text files do not");
    }

    @Test
    void refusesEmptyFilesFoldersAndMissingFiles() throws IOException {
        assertThat(only(reader().write("w.yaml", "")))
                .isEqualTo("w.yaml: is empty; write a document, or delete it");
        assertThat(only("# nothing\n---\n---\n")).contains("holds no documents");
        Files.delete(folder.resolve("w.yaml"));
        assertThat(only(reader())).contains("holds no *.yaml, *.yml or *.json");
        var missing = Documents.read(List.of(folder.resolve("x.yaml")), Reader.setting());
        assertThat(((Documents.Rejected) missing).problems().getFirst().rule())
                .isEqualTo("does not exist");
    }

    @Test
    void refusesHugeDocumentsAndFiles() throws IOException {
        assertThat(only(Texts.BATCH + "# " + "x".repeat(9 << 20)))
                .contains("is a document of")
                .contains("(at most 8388608)");
        assertThat(only("a: [" + "1, ".repeat(200_000) + "1]"))
                .contains("larger than 100000 entries");
        try (var file = new java.io.RandomAccessFile(folder.resolve("w.yaml").toFile(), "rw")) {
            file.setLength((128L << 20) + 1);
        }
        assertThat(only(reader()))
                .isEqualTo("w.yaml: is larger than 128 MiB; split it into several files");
    }

    @Test
    void refusesTagsAndKeysThatAreNone() throws IOException {
        assertThat(only("a: !!java.lang.Runtime x")).contains("is a tag that has no meaning here");
        assertThat(only("? [a, b]\n: c\n")).startsWith("w.yaml:1:3: must be a plain key");
    }

    @Test
    void readsJson() throws IOException {
        var json =
                """
                [{"apiVersion": "medley.dev/v1alpha1", "kind": "BatchJob", "metadata": {"name": "a"},
                  "spec": {"command": ["x"], "devices": 8}},
                 {"apiVersion": "medley.dev/v1alpha1", "kind": "BatchJob", "metadata": {"name": "b"},
                  "spec": {"command": ["x"], "devices": 8.0}}]
                {"apiVersion": "medley.dev/v1alpha1", "kind": "BatchJob", "metadata": {"name": "c"},
                  "spec": {"command": ["x"], "devices": 8}}
                """;
        assertThat(reader().write("w.json", json).loaded().portfolio().works()).hasSize(3);
        assertThat(only(reader().write("w.json", json.substring(0, 100))))
                .startsWith("w.json:")
                .contains("is not valid JSON");
        assertThat(only(reader().write("w.json", json.replace("8.0", "-8"))))
                .isEqualTo("w.json:4:41: spec.devices: -8 must be at least 1; write for example 8");
    }

    @Test
    void keepsProblemsOnOneLine() throws IOException {
        var problem =
                only(
                        Texts.BATCH.replace(
                                "devices: 8", "devices: \"8\\n\\e[31m" + "x".repeat(500) + "\""));
        assertThat(problem).hasSizeLessThan(300).doesNotContain("\n", "\u001b");
    }

    @Test
    void findsFilesInFoldersOnce() throws IOException {
        reader().write("b/work.yml", Texts.BATCH)
                .write("a/fleet.json", "")
                .write(".hidden/x.yaml", "x");
        Files.delete(folder.resolve("a/fleet.json"));
        Files.createSymbolicLink(folder.resolve("b/loop"), folder);
        Files.createSymbolicLink(folder.resolve("same.yaml"), folder.resolve("b/work.yml"));
        Files.createDirectory(folder.resolve("folder.yaml"));
        assertThat(reader().loaded().portfolio().works()).hasSize(1);
    }

    @Test
    void namesTheFileThatCannotBeRead() throws IOException {
        Files.createSymbolicLink(folder.resolve("w.yaml"), folder.resolve("gone.yaml"));
        assertThat(only(reader()))
                .isEqualTo("w.yaml: is no file that can be read; repair the link or take it away");
    }

    @Test
    void confinesAMistakeToItsDocument() throws IOException {
        var problems =
                reader().write("w.yaml", "a: [\n---\nb: {\n--- \n" + Texts.BATCH + "---\n'open\n")
                        .problems();
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0)).startsWith("w.yaml:2:1: is not valid YAML");
        assertThat(problems.get(1)).startsWith("w.yaml:4:1: is not valid YAML");
    }

    @Test
    void readsDirectivesAndDocumentEnds() throws IOException {
        var text =
                "%YAML 1.2\n---\n"
                        + Texts.BATCH
                        + "...\n%YAML 1.2\n---\n"
                        + Texts.SERVICE
                        + "...\n";
        assertThat(reader().write("w.yaml", text).loaded().portfolio().works()).hasSize(2);
    }
}
