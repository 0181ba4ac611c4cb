package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A small file system that can run full. Only who may mount one can try it; others skip the test.
public final class SmallDisk implements AutoCloseable {

    private static final int MOST_KIB = 100_000;

    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /// Mounts one on a new folder.
    ///
    /// @param size such as 4m
    public static SmallDisk at(Path root, String size) throws IOException {
        Files.createDirectory(root);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", root.toString()),
                "no file system can be mounted here");
        return new SmallDisk(root);
    }

    public Path root() {
        return root;
    }

    /// Takes whatever room is left.
    public void fill() {
        try (var out =
                Files.newOutputStream(
                        filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < MOST_KIB; i++) {
                out.write(new byte[1024]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        }
    }

    /// Takes so many bytes.
    public void fill(int bytes) throws IOException {
        Files.write(filler(), new byte[bytes]);
    }

    /// Gives back what was taken.
    public void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return root.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", root.toString());
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
