package dev.medley.journal;

import org.jdbi.v3.core.Handle;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// Many rows by one statement: what the loop waits for, so it goes to the driver directly.
final class Inserting {

    private Inserting() {}

    /// Says what a row holds.
    interface Filling<T> {
        void fill(T row, PreparedStatement insert) throws SQLException;
    }

    static <T> void all(Handle handle, String sql, List<T> rows, Filling<T> filling) {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = handle.getConnection().prepareStatement(sql)) {
            for (var row : rows) {
                filling.fill(row, insert);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException failure) {
            throw new NotInserted(failure);
        }
    }

    /// The database refused.
    static final class NotInserted extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotInserted(SQLException cause) {
            super(cause);
        }
    }
}
