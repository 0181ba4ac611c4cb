package dev.medley.journal;

import java.io.IOException;

/// An entry as it is kept.
record Row(long number, long atMs, int version, String body, long chain) {

    /// Whether it follows what came before.
    ///
    /// @throws IOException if it does not; names it
    void check(long numberBefore, long chainBefore) throws IOException {
        if (number != numberBefore + 1) {
            throw new IOException(
                    ("The journal is damaged: entry %d follows entry %d; those between are missing."
                                    + " Restore a backup.")
                            .formatted(number, numberBefore));
        }
        if (Chain.next(chainBefore, number, atMs, version, body) != chain) {
            throw new IOException(
                    ("The journal is damaged: entry %d is not what was written (its checksum is"
                                    + " wrong). Restore a backup.")
                            .formatted(number));
        }
    }
}
