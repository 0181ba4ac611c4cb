package dev.medley.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Files and folders whose content a power cut does not take back.
final class Durable {

    private Durable() {}

    static void force(@Nullable Path path) throws IOException {
        if (path == null) {
            return;
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
