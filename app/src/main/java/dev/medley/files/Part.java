package dev.medley.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One document of a file, read by itself: YAML ends every document at a line that begins with
/// `---` or `...`, so a file can be cut there. Then a mistake spoils one document instead of all
/// that follow, and parts can be read at the same time.
///
/// @param bytes the whole file
/// @param start first byte
/// @param end behind the last byte
/// @param line line of the file that the part begins with, from 1
@SuppressWarnings("ArrayRecordComponent") // A window on bytes that nobody changes or compares.
record Part(String file, byte[] bytes, int start, int end, int line) {

    /// Cuts a file into its documents, or says why it is no text file.
    static List<Part> of(String file, byte[] bytes, boolean json) throws Unreadable {
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        requireUtf8Mark(bytes);
        return new Cutter(file, bytes, start, json).cut();
    }

    private static void requireUtf8Mark(byte[] bytes) throws Unreadable {
        boolean marked = startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF);
        boolean zeros = bytes.length > 1 && (bytes[0] == 0) != (bytes[1] == 0);
        if (marked || zeros) {
            throw new Unreadable(1, 1, "", "is not UTF-8 (it looks like UTF-16)", "save as UTF-8");
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    int length() {
        return end - start;
    }

    /// The text, refused where bytes are not UTF-8.
    String text() throws Unreadable {
        if (length() > Limits.DOCUMENT_BYTES) {
            var rule =
                    "is a document of %d bytes (at most %d)"
                            .formatted(length(), Limits.DOCUMENT_BYTES);
            throw new Unreadable(line, 1, "", rule, "split it into documents");
        }
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes, start, length());
        try {
            return decoder.decode(in).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8(in.position());
        }
    }

    private Unreadable notUtf8(int at) {
        int atLine = line;
        int lineStart = start;
        for (int i = start; i < at; i++) {
            if (bytes[i] == '\n') {
                atLine++;
                lineStart = i + 1;
            }
        }
        var before = new String(bytes, lineStart, at - lineStart, StandardCharsets.UTF_8);
        return new Unreadable(
                atLine,
                before.length() + 1,
                "byte 0x%02X".formatted(at < bytes.length ? bytes[at] & 0xFF : 0),
                "is not UTF-8",
                "save the file as UTF-8");
    }

    /// Walks over the bytes once.
    private static final class Cutter {

        private final String file;
        private final byte[] bytes;
        private final boolean json;
        private final List<Part> parts = new ArrayList<>();
        private int partStart;
        private int partLine = 1;

        /// Whether the part holds more than comments and directives so far; before that, `---`
        /// begins its document instead of ending it.
        private boolean content;

        private Cutter(String file, byte[] bytes, int start, boolean json) {
            this.file = file;
            this.bytes = bytes;
            this.partStart = start;
            this.json = json;
        }

        private List<Part> cut() throws Unreadable {
            int line = 1;
            int lineStart = partStart;
            while (lineStart < bytes.length) {
                int lineEnd = lineEnd(lineStart, line);
                if (!json) {
                    look(lineStart, lineEnd, line);
                }
                lineStart = lineEnd + 1;
                line++;
            }
            parts.add(new Part(file, bytes, partStart, bytes.length, partLine));
            return parts;
        }

        private int lineEnd(int lineStart, int line) throws Unreadable {
            int at = lineStart;
            while (at < bytes.length && bytes[at] != '\n') {
                int b = bytes[at];
                if ((b >= 0 && b < ' ' && b != '\t' && b != '\r') || b == 0x7F) {
                    throw new Unreadable(
                            line,
                            at - lineStart + 1,
                            "byte 0x%02X".formatted(b),
                            "does not belong into a text file",
                            "give YAML or JSON files only");
                }
                at++;
            }
            return at;
        }

        private void look(int lineStart, int lineEnd, int line) throws Unreadable {
            int rest = lineStart;
            if (isMarker(lineStart, lineEnd, '.')) {
                endPart(Math.min(lineEnd + 1, bytes.length), line + 1);
                return;
            }
            if (isMarker(lineStart, lineEnd, '-')) {
                if (content) {
                    endPart(lineStart, line);
                }
                rest = lineStart + 3;
            }
            while (rest < lineEnd && bytes[rest] <= ' ' && bytes[rest] >= 0) {
                rest++;
            }
            boolean blank = rest >= lineEnd || bytes[rest] == '#';
            boolean directive = rest == lineStart && !blank && bytes[rest] == '%';
            content |= !blank && !directive;
        }

        private void endPart(int next, int nextLine) throws Unreadable {
            if (parts.size() > Limits.DOCUMENTS) {
                var rule = "holds more than %d documents".formatted(Limits.DOCUMENTS);
                throw new Unreadable(partLine, 1, "", rule, "split the file, and read fewer");
            }
            parts.add(new Part(file, bytes, partStart, next, partLine));
            partStart = next;
            partLine = nextLine;
            content = false;
        }

        /// Whether the line begins with `---` or `...` as a word of its own.
        private boolean isMarker(int at, int lineEnd, char mark) {
            return lineEnd - at >= 3
                    && bytes[at] == mark
                    && bytes[at + 1] == mark
                    && bytes[at + 2] == mark
                    && (lineEnd - at == 3 || (bytes[at + 3] <= ' ' && bytes[at + 3] >= 0));
        }
    }
}
