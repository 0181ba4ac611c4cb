package dev.medley.portscan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.port.Finding;
import dev.medley.portscan.Scan.Skipped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Which files of a tree are read, and which are not.
class SourceTreeTest {

    private static final String HIT = "model.cuda()\n";

    @TempDir private Path root = Path.of("");

    private void write(String name, byte[] bytes) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Scan scan() throws IOException {
        return Sources.SCANNER.scan(root);
    }

    private static List<String> files(Scan scan) {
        return scan.findings().stream().map(Finding::file).toList();
    }

    @Test
    void passesOverOtherPeoplesCode() throws IOException {
        write("src/a.py", HIT);
        for (var folder :
                List.of(".git", "node_modules", "venv", "third_party", "build", "x.egg-info")) {
            write("sub/" + folder + "/a.py", HIT);
        }
        write("lib/site-packages/a.py", HIT);
        write("myenv/pyvenv.cfg", "");
        write("myenv/a.py", HIT);

        var scan = scan();
        assertThat(files(scan)).containsExactly("src/a.py");
        assertThat(scan.vendored())
                .containsExactly(
                        "lib/site-packages/",
                        "myenv/",
                        "sub/.git/",
                        "sub/build/",
                        "sub/node_modules/",
                        "sub/third_party/",
                        "sub/venv/",
                        "sub/x.egg-info/");
    }

    @Test
    void followsNoLinks() throws IOException {
        write("a/a.py", HIT);
        Files.createSymbolicLink(root.resolve("a/loop"), root);
        Files.createSymbolicLink(root.resolve("b.py"), root.resolve("a/a.py"));

        var scan = scan();
        assertThat(files(scan)).containsExactly("a/a.py");
        assertThat(scan.skipped()).containsExactly(new Skipped("b.py", "a symbolic link"));
    }

    @Test
    void saysWhyAFileIsNotRead() throws IOException {
        var huge = new byte[2_000_001];
        Arrays.fill(huge, (byte) ' ');
        write("huge.py", huge);
        write("binary.py", new byte[] {'x', 0, 'y'});
        write("picture.png", new byte[] {1});

        var scan = scan();
        assertThat(scan.skipped())
                .containsExactly(
                        new Skipped("binary.py", "binary"),
                        new Skipped("huge.py", "larger than 2,000,000 bytes"));
        assertThat(scan.others()).isEqualTo(1);
        assertThat(scan.filesRead()).isZero();
    }

    @Test
    void readsOtherEncodings() throws IOException {
        write(
                "latin.py",
                "# gr\u00fc\u00dfe\nmodel.cuda()\n".getBytes(StandardCharsets.ISO_8859_1));
        write("wide.py", "\uFEFFmodel.cuda()\n".getBytes(StandardCharsets.UTF_16LE));
        write("bom.py", "\uFEFFmodel.cuda()\n");
        write("broken.py", new byte[] {(byte) 0xC3, '\n', 'm', '.', 'c', 'u', 'd', 'a', '(', ')'});

        assertThat(files(scan())).containsExactly("bom.py", "broken.py", "latin.py", "wide.py");
    }

    @Test
    void findsCompiledFilesWithoutOpeningThem() throws IOException {
        write("m/model.engine", new byte[] {0, 1, 2});

        assertThat(scan().findings()).singleElement().satisfies(SourceTreeTest::isTensorRt);
    }

    private static void isTensorRt(Finding finding) {
        assertThat(finding.rule().id()).isEqualTo("tensorrt");
    }

    @Test
    void saysTheSameTwice() throws IOException {
        for (int i = 0; i < 200; i++) {
            write("d%d/f%d.py".formatted(i % 7, i), HIT.repeat(i % 5));
        }
        assertThat(scan()).isEqualTo(scan());
    }
}
