package dev.medley.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Checksums that go on from one another: an entry's covers all of its row and the checksum of the
/// entry before.
final class Chain {

    /// Before the first entry.
    static final long START = 0;

    private Chain() {}

    static long next(long before, long number, long atMs, long version, String body) {
        var crc = new CRC32C();
        var head = ByteBuffer.allocate(4 * Long.BYTES);
        head.putLong(before).putLong(number).putLong(atMs).putLong(version).flip();
        crc.update(head);
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    static long of(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    static long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
