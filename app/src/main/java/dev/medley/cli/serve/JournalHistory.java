package dev.medley.cli.serve;

import dev.medley.http.Face;
import dev.medley.journal.Journals;
import dev.medley.live.Entry;

import java.io.IOException;
import java.util.function.Consumer;

/// What a journal tells a server that comes up of the time before: prices, lives and bills go on
/// from there.
///
/// @param where folder or URL of the journal
record JournalHistory(String where) implements Face.History {

    /// As many entries as are read in about a second.
    private static final long MOST = 50_000;

    @Override
    public void each(Consumer<Entry> to) throws IOException {
        try (var archive = Journals.read(where)) {
            if (archive.epochs().isEmpty()) {
                return;
            }
            var pools = archive.epochs().lastEntry().getValue().pools();
            long last = archive.last();
            long first = Math.max(archive.first(), last - MOST);
            // Entries name pools by their place in the epoch's list: others are of another fleet.
            for (var epoch : archive.epochs().entrySet()) {
                if (!epoch.getValue().pools().equals(pools)) {
                    var later = archive.epochs().tailMap(epoch.getKey() + 1);
                    first = Math.max(first, later.firstKey());
                }
            }
            archive.entries(
                    Math.max(0, first - 1),
                    last,
                    pools,
                    entry -> {
                        to.accept(entry);
                        return true;
                    });
        }
    }
}
