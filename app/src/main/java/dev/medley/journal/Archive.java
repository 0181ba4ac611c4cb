package dev.medley.journal;

import dev.medley.core.control.Snapshot;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.wire.Pools;
import dev.medley.live.wire.Wire;
import dev.medley.live.wire.WireException;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/// A journal that is only read, while a server writes it or not. Nothing in it is changed.
public final class Archive implements AutoCloseable {

    private static final int PAGE = 2_000;

    private final Handle handle;

    private Archive(Handle handle) {
        this.handle = handle;
    }

    static Archive open(Place place) throws IOException {
        if (!place.exists()) {
            throw new IOException(
                    "There is no journal %s; name the folder of one with --data."
                            .formatted(place.name()));
        }
        try {
            return new Archive(Jdbi.open(place.reader()));
        } catch (SQLException | JdbiException failure) {
            throw new IOException(
                    "The journal %s cannot be read: %s"
                            .formatted(place.name(), failure.getMessage()),
                    failure);
        }
    }

    /// Number of the first entry that is kept, or 0 if there is none.
    public long first() {
        return Rows.first(handle);
    }

    /// Number of the latest entry, or 0 if there is none.
    public long last() {
        return Rows.last(handle);
    }

    /// Numbers of the entries that snapshots stand after.
    public List<Long> snapshots() {
        return List.copyOf(Rows.snapshotTimes(handle).keySet());
    }

    /// What decisions were made with, by the number of the first entry.
    ///
    /// @throws IOException if one is damaged
    public SortedMap<Long, Epoch> epochs() throws IOException {
        return Epochs.read(handle).byFirst();
    }

    /// Where the entries that are kept go on from.
    ///
    /// @param number of the last entry before them
    /// @param snapshot after that entry, or null where nothing was before
    public record Start(long number, @Nullable Snapshot snapshot) {}

    /// The earliest there is: the very beginning, or the first snapshot after which all is kept.
    ///
    /// @throws IOException if there is neither
    public Start start() throws IOException {
        long first = first();
        if (first <= 1) {
            return new Start(0, null);
        }
        for (long number : snapshots()) {
            var row = Rows.snapshot(handle, number);
            if (number >= first - 1 && row.isPresent() && row.get().isSound()) {
                return new Start(number, Recovery.read(row.get()));
            }
        }
        throw new IOException(
                "Entries begin at %d, and no sound snapshot stands where they go on from."
                        .formatted(first));
    }

    /// Takes entries one after another.
    public interface Taker {
        /// Takes one; says whether to go on.
        boolean take(Entry entry) throws IOException;
    }

    /// Shows the entries after one, in order; each must follow the one before and have its
    /// checksum.
    ///
    /// @param pools of the epoch that they belong to
    public void entries(long after, long last, List<String> pools, Taker taker) throws IOException {
        var wire = new Wire(new Pools(pools));
        long number = after;
        var known = Rows.chain(handle, after);
        long chain = known.orElse(0L);
        boolean sure = known.isPresent();
        while (number < last) {
            var page = Rows.after(handle, number, PAGE);
            for (var row : page) {
                if (row.number() > last) {
                    return;
                }
                if (sure) {
                    row.check(number, chain);
                }
                sure = true;
                number = row.number();
                chain = row.chain();
                if (!taker.take(read(wire, row))) {
                    return;
                }
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    private static Entry read(Wire wire, Row row) throws IOException {
        try {
            return wire.read(row.number(), row.version(), row.body());
        } catch (WireException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    /// Checks every checksum there is.
    ///
    /// @return how many entries there are
    public long check() throws IOException {
        long first = first();
        long number = Math.max(0, first - 1);
        long chain = Rows.chain(handle, number).orElse(Chain.START);
        // Nothing says what came before the first entry that compaction left.
        boolean sure = Rows.chain(handle, number).isPresent();
        long checked = 0;
        while (true) {
            var page = Rows.after(handle, number, PAGE);
            for (var row : page) {
                if (sure) {
                    row.check(number, chain);
                }
                sure = true;
                number = row.number();
                chain = row.chain();
                checked++;
            }
            if (page.size() < PAGE) {
                break;
            }
        }
        for (long at : snapshots()) {
            var row = Rows.snapshot(handle, at);
            if (row.isPresent() && !row.get().isSound()) {
                throw new IOException(
                        "The journal is damaged: the snapshot after entry %d is not what was written."
                                .formatted(at));
            }
        }
        return checked;
    }

    @Override
    public void close() {
        handle.close();
    }
}
