package dev.medley.traces;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The bytes of a trace, gzipped or not.
final class TraceFile {

    private static final int BUFFER = 1 << 16;

    private TraceFile() {}

    /// Gzip is told by its first two bytes, not by the name.
    static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            bytes.mark(2);
            boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
        } catch (IOException fault) {
            bytes.close();
            throw fault;
        }
    }

    /// Why it cannot be read.
    static String cause(Exception fault) {
        Throwable deepest = fault;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return switch (deepest) {
            case CharacterCodingException _ -> "it is not UTF-8 text";
            case ZipException broken -> "its gzip data is broken (" + broken.getMessage() + ")";
            default -> {
                var message = deepest.getMessage();
                yield message == null ? deepest.getClass().getSimpleName() : message;
            }
        };
    }
}
