package dev.medley.journal;

import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.Journal;
import dev.medley.live.Origin;
import dev.medley.live.Tokens;
import dev.medley.live.wire.Pools;
import dev.medley.live.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The journal in a database.
public final class SqlJournal implements Journal {

    private final Store store;
    private final @Nullable Witness witness;
    private final Snapshots snapshots;
    private final SqlTokens tokens;
    private @Nullable Wire wire;
    private long last;
    private long chain;

    private SqlJournal(Store store, @Nullable Witness witness, Keeping keeping) {
        this.store = store;
        this.witness = witness;
        this.snapshots = new Snapshots(store, keeping);
        this.tokens = new SqlTokens(store);
    }

    static SqlJournal open(Place place, Keeping keeping) throws IOException {
        var store = Store.open(place);
        try {
            var witness = place instanceof Place.File file ? Witness.in(file.folder()) : null;
            return new SqlJournal(store, witness, keeping);
        } catch (IOException | RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    /// Who may speak to the server, kept in the same database.
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public void begin(Epoch epoch) throws IOException {
        var known = store.ask(Epochs::read);
        if (!epoch.equals(known.latest())) {
            long first = store.read(Rows::reach) + 1;
            store.write(handle -> Rows.begin(handle, first, epoch));
        }
    }

    @Override
    public Recovered recover(Setup setup) throws IOException {
        store.mend();
        var found = store.ask(handle -> Recovery.run(handle, setup));
        if (witness != null) {
            if (witness.last() > found.last()) {
                throw new IOException(
                        ("Entries %d to %d were acknowledged and are missing from %s: its files"
                                        + " were cut, or are those of an older copy. Restore a"
                                        + " backup, or remove %s to go on without them.")
                                .formatted(
                                        found.last() + 1,
                                        witness.last(),
                                        store.place().name(),
                                        Witness.FILE));
            }
            witness.note(found.last());
        }
        wire = new Wire(new Pools(setup.pools().stream().map(pool -> pool.id()).toList()));
        last = found.last();
        chain = found.chain();
        snapshots.begin(found.from(), last);
        return new Recovered(found.state(), last);
    }

    @Override
    public void append(List<Entry> entries) throws IOException {
        var rows = rows(entries);
        store.write(
                handle -> {
                    Rows.add(handle, rows);
                    Rows.answered(handle, entries);
                    Rows.over(handle, entries);
                });
        last = rows.getLast().number();
        chain = rows.getLast().chain();
        note();
    }

    private List<Row> rows(List<Entry> entries) {
        var writing = wire;
        if (writing == null) {
            throw new IllegalStateException("A journal must be recovered before it is written.");
        }
        var rows = new ArrayList<Row>(entries.size());
        long before = chain;
        long next = last + 1;
        for (var entry : entries) {
            if (entry.number() != next) {
                throw new IllegalArgumentException(
                        "Entry %d cannot follow entry %d.".formatted(entry.number(), next - 1));
            }
            var body = writing.write(entry);
            long at = entry.command().atMs();
            before = Chain.next(before, next, at, Wire.VERSION, body);
            rows.add(new Row(next, at, Wire.VERSION, body, before));
            next++;
        }
        return rows;
    }

    /// What is durable is durable, whether or not the witness could be told.
    private void note() {
        if (witness != null) {
            try {
                witness.note(last);
            } catch (IOException untold) {
                // The next one says more.
            }
        }
    }

    @Override
    public Optional<Answered> answered(Origin origin) throws IOException {
        return store.read(handle -> Rows.answered(handle, origin));
    }

    @Override
    public boolean isOver(String work) throws IOException {
        return store.read(handle -> Rows.isOver(handle, work));
    }

    @Override
    public void offer(State state, long at) throws IOException {
        if (at == last) {
            snapshots.offer(state, at, chain);
        }
    }

    /// Waits for a snapshot that is being written.
    ///
    /// @throws IOException why the latest one could not be
    public void settle() throws IOException {
        snapshots.settle();
    }

    @Override
    public void close() throws IOException {
        try {
            snapshots.close();
        } finally {
            if (witness != null) {
                witness.close();
            }
            store.close();
        }
    }
}
