package dev.medley.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Lets a generator end its document without closing what its caller opened.
final class UnclosedStream extends FilterOutputStream {

    UnclosedStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
