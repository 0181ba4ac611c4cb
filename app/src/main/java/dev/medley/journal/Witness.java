package dev.medley.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A small file beside a SQLite journal with the number of its latest entry. SQLite takes a write
/// ahead log that was cut, or lost, for one that ends there; whoever knows how far it went does
/// not. The file is written after each transaction and not forced to disk: it never says more than
/// what is durable, and after a power cut it may say less.
final class Witness implements AutoCloseable {

    static final String FILE = "journal.last";

    private final FileChannel channel;

    private Witness(FileChannel channel) {
        this.channel = channel;
    }

    static Witness in(Path folder) throws IOException {
        return new Witness(
                FileChannel.open(
                        folder.resolve(FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    /// The number, or 0 if it is not known.
    long last() throws IOException {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES);
        channel.read(bytes, 0);
        if (bytes.hasRemaining()) {
            return 0;
        }
        long last = bytes.flip().getLong();
        return bytes.getLong() == ~last ? last : 0;
    }

    void note(long last) throws IOException {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES);
        channel.write(bytes.putLong(last).putLong(~last).flip(), 0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
