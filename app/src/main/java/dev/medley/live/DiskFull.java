package dev.medley.live;

import java.io.IOException;

/// A journal found no room for what it was to keep.
public final class DiskFull extends IOException {
    private static final long serialVersionUID = 1;

    /// Says so.
    ///
    /// @param where the journal, in words
    public DiskFull(String where, Throwable cause) {
        super("There is no room on the disk of the journal %s.".formatted(where), cause);
    }
}
