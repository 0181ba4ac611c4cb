package dev.medley.journal;

import org.jdbi.v3.core.Handle;

import java.io.IOException;

/// Drops what is old and no longer needed: entries and snapshots before the last but one snapshot,
/// answers that nobody will ask for again. A few rows at a time, so that the loop does not wait.
final class Compaction {

    private static final int STEP = 2_000;

    private final Store store;
    private final Keeping keeping;

    Compaction(Store store, Keeping keeping) {
        this.store = store;
        this.keeping = keeping;
    }

    void run() throws IOException {
        long last = store.read(Rows::last);
        var snapshots = store.read(Rows::snapshotTimes);
        if (snapshots.size() >= 2) {
            // Should the latest be damaged, the one before it still leads to today.
            long spare = snapshots.headMap(snapshots.lastKey()).lastKey();
            long now = snapshots.sequencedValues().getLast();
            long end = Math.min(spare, last - keeping.least());
            drop(Rows.ENTRIES, end, now - keeping.entriesMs());
            store.write(handle -> Rows.dropSnapshots(handle, spare));
            drop(Rows.ANSWERS, last - keeping.least(), now - keeping.answersMs());
        }
    }

    private void drop(String table, long end, long beforeMs) throws IOException {
        boolean more = true;
        while (more) {
            more = step(table, end, beforeMs);
        }
    }

    private boolean step(String table, long end, long beforeMs) throws IOException {
        var dropped = new int[1];
        store.write((Handle handle) -> dropped[0] = Rows.drop(handle, table, end, beforeMs, STEP));
        return dropped[0] > 0;
    }
}
