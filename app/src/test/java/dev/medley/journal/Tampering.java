package dev.medley.journal;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import java.io.IOException;
import java.util.ArrayList;

/// Does to a journal's tables what nobody should.
final class Tampering {

    private Tampering() {}

    static void with(String where, String sql) throws IOException {
        try (var handle = open(where)) {
            handle.execute(sql);
        }
    }

    /// Does it, and makes the checksums from an entry on right again.
    static void rechained(String where, long from, String sql) throws IOException {
        try (var handle = open(where)) {
            handle.execute(sql);
            long chain =
                    from == 1 ? Chain.START : Rows.after(handle, from - 2, 1).getFirst().chain();
            for (var row : new ArrayList<>(Rows.after(handle, from - 1, Integer.MAX_VALUE))) {
                chain = Chain.next(chain, row.number(), row.atMs(), row.version(), row.body());
                handle.execute(
                        "UPDATE entries SET chain = ? WHERE number = ?", chain, row.number());
            }
        }
    }

    static long count(String where, String sql) throws IOException {
        try (var handle = open(where)) {
            return handle.createQuery(sql).mapTo(Long.class).one();
        }
    }

    private static Handle open(String where) throws IOException {
        return Jdbi.open(Place.of(where).url());
    }
}
