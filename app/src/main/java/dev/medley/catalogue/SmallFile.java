package dev.medley.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a file whole, unless it is far larger than anything that belongs here.
final class SmallFile {

    private SmallFile() {}

    static byte[] read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(TreeReader.LARGEST_FILE_BYTES + 1);
            if (bytes.length > TreeReader.LARGEST_FILE_BYTES) {
                throw new CatalogueException(
                        Place.wholeFile(file.toString()),
                        "",
                        "",
                        "The file is larger than 8 MB.",
                        "Split it, or check that it is the right file.");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static CatalogueException unreadable(Path file, Exception cause) {
        var problem =
                new CatalogueException(
                        Place.wholeFile(file.toString()),
                        "",
                        "",
                        "It cannot be read (" + cause.getClass().getSimpleName() + ").",
                        "Check that it exists and that you may read it.");
        problem.initCause(cause);
        return problem;
    }
}
