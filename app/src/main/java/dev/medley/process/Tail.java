package dev.medley.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Ends of text files, however long they are.
final class Tail {

    private Tail() {}

    /// The last bytes of a file as text; empty if it cannot be read.
    static String of(Path file, int mostBytes) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            var bytes = ByteBuffer.allocate((int) Math.min(mostBytes, size));
            long from = size - bytes.capacity();
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, from + bytes.position());
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    /// The last lines, fit for a sentence: nothing that steers a terminal.
    static String lines(Path file, int mostLines, int mostCharacters) {
        var text = of(file, 4 * mostCharacters).strip();
        var lines = List.of(text.split("\n", -1));
        var last = lines.subList(Math.max(0, lines.size() - mostLines), lines.size());
        var shown = String.join("\n", last).replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
        return shown.length() > mostCharacters
                ? "..." + shown.substring(shown.length() - mostCharacters)
                : shown;
    }
}
