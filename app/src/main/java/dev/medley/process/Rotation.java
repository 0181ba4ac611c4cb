package dev.medley.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Puts logs aside that have grown long. Programs append to the file they were given and know
/// nothing of it: it is copied, then cut. What is printed between the last byte copied and the cut,
/// some microseconds, is lost.
final class Rotation {

    private Rotation() {}

    static void rotate(Path log, Settings.Logs logs) throws IOException {
        if (!Files.exists(log) || Files.size(log) <= logs.mostBytes()) {
            return;
        }
        for (int i = logs.files() - 1; i >= 1; i--) {
            if (Files.exists(aside(log, i))) {
                Files.move(aside(log, i), aside(log, i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (var from = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (logs.files() > 0) {
                copy(from, aside(log, 1));
            }
            from.truncate(0);
        }
    }

    private static void copy(FileChannel from, Path to) throws IOException {
        try (var copy =
                FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long done = 0;
            for (long size = from.size(); done < size; size = from.size()) {
                done += from.transferTo(done, size - done, copy);
            }
        } catch (IOException _) {
            // On a full disk it is cut all the same: the room is needed more than what was printed.
            Files.deleteIfExists(to);
        }
    }

    private static Path aside(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
