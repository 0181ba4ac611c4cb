package dev.medley.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that one process at a time has locked. The system unlocks it when the process ends,
/// however it ends; the file itself stays and says who had it last.
record LockFile(FileChannel channel) implements Place.Lock {

    static LockFile take(Path path) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException(
                    ("Another server has the journal in %s (process %s)."
                                    + " Stop it first, or name another folder with --data.")
                            .formatted(path.toAbsolutePath().getParent(), holder(path)));
        }
        var self =
                ByteBuffer.wrap(
                        (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
        channel.truncate(0);
        channel.write(self, 0);
        return new LockFile(channel);
    }

    private static String holder(Path path) {
        try {
            var text = Files.readString(path).strip();
            return text.isEmpty() ? "unknown" : text;
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
