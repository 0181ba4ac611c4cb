package dev.medley.journal;

import dev.medley.core.control.Setup;
import dev.medley.live.Epoch;
import dev.medley.live.wire.Wire;
import dev.medley.live.wire.WireException;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which epoch entries belong to, by their numbers.
///
/// @param byFirst epochs by the number of their first entry
record Epochs(SortedMap<Long, Epoch> byFirst) {

    static Epochs read(Handle handle) throws IOException {
        var all = new TreeMap<Long, Epoch>();
        for (var row : Rows.epochs(handle)) {
            if (Chain.of(row.body()) != row.crc()) {
                throw new IOException(
                        ("The journal is damaged: the epoch from entry %d on is not what was"
                                        + " written. Restore a backup.")
                                .formatted(row.first()));
            }
            try {
                all.put(row.first(), Wire.readEpoch(row.body()));
            } catch (WireException unreadable) {
                throw new IOException(
                        "The epoch from entry %d on: %s"
                                .formatted(row.first(), unreadable.getMessage()),
                        unreadable);
            }
        }
        return new Epochs(Collections.unmodifiableSortedMap(all));
    }

    /// The epoch of an entry, or null if none was begun before it.
    @Nullable Epoch of(long number) {
        var before = byFirst.headMap(number + 1);
        return before.isEmpty() ? null : before.get(before.lastKey());
    }

    /// The last entry of that entry's epoch, or the greatest number there is.
    long end(long number) {
        var after = byFirst.tailMap(number + 1);
        return after.isEmpty() ? Long.MAX_VALUE : after.firstKey() - 1;
    }

    /// The setup as it was at an entry, as far as going through events depends on it.
    Setup setup(long number, Setup now, List<String> tenants) {
        var epoch = of(number);
        var pools = now.pools().stream().map(pool -> pool.id()).toList();
        return epoch == null || (epoch.pools().equals(pools) && tenants.isEmpty())
                ? now
                : now.asBefore(epoch.pools(), tenants);
    }

    @Nullable Epoch latest() {
        return byFirst.isEmpty() ? null : byFirst.get(byFirst.lastKey());
    }

    /// First numbers and epochs, in order.
    List<Map.Entry<Long, Epoch>> all() {
        return List.copyOf(byFirst.entrySet());
    }
}
