package dev.medley.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Bytes made smaller, fast rather than well: works of a fleet are much alike.
final class Deflated {

    private final byte[] small;

    /// @param small as [#bytes] gave it; whoever gives it keeps it no longer
    Deflated(byte[] small) {
        this.small = small;
    }

    static Deflated of(byte[] bytes) throws IOException {
        var small = new ByteArrayOutputStream(bytes.length / 8 + 64);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(small, deflater)) {
            out.write(bytes);
        } finally {
            deflater.end();
        }
        return new Deflated(small.toByteArray());
    }

    /// The deflated ones, not to be changed.
    byte[] bytes() {
        return small;
    }

    long crc() {
        return Chain.of(small);
    }

    byte[] open() throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(small))) {
            return in.readAllBytes();
        }
    }
}
