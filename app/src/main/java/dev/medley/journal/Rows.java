package dev.medley.journal;

import dev.medley.core.control.Event;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.Journal;
import dev.medley.live.Origin;
import dev.medley.live.wire.Wire;

import org.jdbi.v3.core.Handle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The statements, the same for every database.
final class Rows {

    private Rows() {}

    // --- entries --------------------------------------------------------------------------------

    static void add(Handle handle, List<Row> rows) {
        var sql =
                "INSERT INTO entries (number, at_ms, version, body, chain) VALUES (?, ?, ?, ?, ?)";
        Inserting.all(
                handle,
                sql,
                rows,
                (row, insert) -> {
                    insert.setLong(1, row.number());
                    insert.setLong(2, row.atMs());
                    insert.setInt(3, row.version());
                    insert.setString(4, row.body());
                    insert.setLong(5, row.chain());
                });
    }

    /// At most so many entries after a number, in order.
    static List<Row> after(Handle handle, long number, int most) {
        return handle.createQuery(
                        "SELECT number, at_ms, version, body, chain FROM entries"
                                + " WHERE number > ? ORDER BY number LIMIT ?")
                .bind(0, number)
                .bind(1, most)
                .map(
                        (rows, _) ->
                                new Row(
                                        rows.getLong(1),
                                        rows.getLong(2),
                                        rows.getInt(3),
                                        rows.getString(4),
                                        rows.getLong(5)))
                .list();
    }

    /// Number of the latest entry, 0 if there is none.
    static long last(Handle handle) {
        return handle.createQuery("SELECT COALESCE(MAX(number), 0) FROM entries")
                .mapTo(Long.class)
                .one();
    }

    /// Number of the first entry that is kept, 0 if there is none.
    static long first(Handle handle) {
        return handle.createQuery("SELECT COALESCE(MIN(number), 0) FROM entries")
                .mapTo(Long.class)
                .one();
    }

    /// Checksum of an entry, as far as anything says it.
    static Optional<Long> chain(Handle handle, long number) {
        if (number == 0) {
            return Optional.of(Chain.START);
        }
        var said =
                handle.createQuery("SELECT chain FROM entries WHERE number = ?")
                        .bind(0, number)
                        .mapTo(Long.class)
                        .findOne();
        return said.isPresent()
                ? said
                : handle.createQuery("SELECT chain FROM snapshots WHERE number = ?")
                        .bind(0, number)
                        .mapTo(Long.class)
                        .findOne();
    }

    /// Number of the latest entry that there is or that a snapshot stands for.
    static long reach(Handle handle) {
        return Math.max(
                last(handle),
                handle.createQuery("SELECT COALESCE(MAX(number), 0) FROM snapshots")
                        .mapTo(Long.class)
                        .one());
    }

    static final String ENTRIES = "entries";
    static final String ANSWERS = "answers";

    /// Drops some of a table's rows up to a number that are older than a time.
    static int drop(Handle handle, String table, long end, long beforeMs, int most) {
        return handle.createUpdate(
                        "DELETE FROM "
                                + table
                                + " WHERE number IN (SELECT number FROM "
                                + table
                                + " WHERE number <= ? AND at_ms < ? ORDER BY number LIMIT ?)")
                .bind(0, end)
                .bind(1, beforeMs)
                .bind(2, most)
                .execute();
    }

    /// Drops snapshots before a number.
    static void dropSnapshots(Handle handle, long before) {
        handle.createUpdate("DELETE FROM snapshots WHERE number < ?").bind(0, before).execute();
    }

    // --- what entries say besides ---------------------------------------------------------------

    static void answered(Handle handle, List<Entry> entries) {
        var sql =
                "INSERT INTO answers (speaker, request_key, number, at_ms, digest, reply)"
                        + " VALUES (?, ?, ?, ?, ?, ?)";
        Inserting.all(
                handle,
                sql,
                entries.stream().filter(entry -> entry.origin().repeatable()).toList(),
                (entry, insert) -> {
                    insert.setString(1, entry.origin().by());
                    insert.setString(2, entry.origin().key());
                    insert.setLong(3, entry.number());
                    insert.setLong(4, entry.command().atMs());
                    insert.setString(5, entry.origin().digest());
                    insert.setString(6, Wire.write(entry.reply()));
                });
    }

    static Optional<Journal.Answered> answered(Handle handle, Origin origin) {
        return handle.createQuery(
                        "SELECT number, digest, reply FROM answers"
                                + " WHERE speaker = ? AND request_key = ?")
                .bind(0, origin.by())
                .bind(1, origin.key())
                .map(
                        (rows, _) ->
                                new Journal.Answered(
                                        rows.getLong(1),
                                        rows.getString(2),
                                        Wire.readReply(rows.getString(3))))
                .findOne();
    }

    /// A work that ended with an entry.
    private record Over(long number, Event.Closed closed) {}

    static void over(Handle handle, List<Entry> entries) {
        var over = new ArrayList<Over>();
        for (var entry : entries) {
            for (var event : entry.events()) {
                if (event instanceof Event.Closed closed) {
                    over.add(new Over(entry.number(), closed));
                }
            }
        }
        Inserting.all(
                handle,
                "INSERT INTO works_over (work, number, at_ms, ending) VALUES (?, ?, ?, ?)",
                over,
                (one, insert) -> {
                    insert.setString(1, one.closed().work());
                    insert.setLong(2, one.number());
                    insert.setLong(3, one.closed().atMs());
                    insert.setString(4, one.closed().end().name());
                });
    }

    static boolean isOver(Handle handle, String work) {
        return handle.createQuery("SELECT number FROM works_over WHERE work = ?")
                .bind(0, work)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    // --- epochs ---------------------------------------------------------------------------------

    /// A row of the epochs.
    record EpochRow(long first, String body, long crc) {}

    static List<EpochRow> epochs(Handle handle) {
        return handle.createQuery(
                        "SELECT first_number, body, crc FROM epochs ORDER BY first_number")
                .map((rows, _) -> new EpochRow(rows.getLong(1), rows.getString(2), rows.getLong(3)))
                .list();
    }

    static void begin(Handle handle, long first, Epoch epoch) {
        var body = Wire.write(epoch);
        handle.createUpdate("DELETE FROM epochs WHERE first_number >= ?").bind(0, first).execute();
        handle.createUpdate(
                        "INSERT INTO epochs (first_number, medley, body, crc) VALUES (?, ?, ?, ?)")
                .bind(0, first)
                .bind(1, epoch.version())
                .bind(2, body)
                .bind(3, Chain.of(body))
                .execute();
    }

    // --- snapshots ------------------------------------------------------------------------------

    /// The state after an entry.
    ///
    /// @param chain of that entry
    record SnapshotRow(long number, long atMs, long chain, int version, Deflated body, long crc) {
        boolean isSound() {
            return body.crc() == crc;
        }
    }

    static void add(Handle handle, SnapshotRow row) {
        handle.createUpdate(
                        "INSERT INTO snapshots (number, at_ms, chain, version, body, crc)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")
                .bind(0, row.number())
                .bind(1, row.atMs())
                .bind(2, row.chain())
                .bind(3, row.version())
                .bind(4, row.body().bytes())
                .bind(5, row.crc())
                .execute();
    }

    /// The latest at or before a number.
    static Optional<SnapshotRow> snapshot(Handle handle, long number) {
        return handle.createQuery(
                        "SELECT number, at_ms, chain, version, body, crc FROM snapshots"
                                + " WHERE number <= ? ORDER BY number DESC LIMIT 1")
                .bind(0, number)
                .map(
                        (rows, _) ->
                                new SnapshotRow(
                                        rows.getLong(1),
                                        rows.getLong(2),
                                        rows.getLong(3),
                                        rows.getInt(4),
                                        new Deflated(rows.getBytes(5)),
                                        rows.getLong(6)))
                .findOne();
    }

    static SortedMap<Long, Long> snapshotTimes(Handle handle) {
        var times = new TreeMap<Long, Long>();
        handle.createQuery("SELECT number, at_ms FROM snapshots")
                .map((rows, _) -> times.put(rows.getLong(1), rows.getLong(2)) == null)
                .list();
        return times;
    }
}
