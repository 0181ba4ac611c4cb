package dev.medley.journal;

import java.sql.Connection;
import java.sql.SQLException;

/// One session at a time may write a journal in PostgreSQL: it holds an advisory lock for the
/// database and schema, which the server gives back when the session ends.
final class SessionLock {

    private static final int MEDLEY = 0x6D65646C;
    private static final int TRIES = 20;
    private static final long REST_MS = 100;

    private SessionLock() {}

    /// The session of a server that just died may live on for a moment.
    static void take(Connection connection, String name) throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            if (tryToTake(connection)) {
                return;
            }
            rest();
        }
        throw new SQLException(
                ("Another server has the journal %s."
                                + " Stop it first, or name another database with --journal.")
                        .formatted(name));
    }

    private static boolean tryToTake(Connection connection) throws SQLException {
        var sql = "SELECT pg_try_advisory_lock(?, hashtext(current_schema()))";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, MEDLEY);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(REST_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
