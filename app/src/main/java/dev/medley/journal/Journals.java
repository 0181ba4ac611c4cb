package dev.medley.journal;

import java.io.IOException;

/// Opens journals.
public final class Journals {

    private Journals() {}

    /// Opens a journal to write to it; makes it if there is none.
    ///
    /// @param where a folder for a SQLite file, or `jdbc:postgresql://HOST/DATABASE`
    /// @throws IOException if it cannot be opened, or another server has it
    public static SqlJournal open(String where) throws IOException {
        return open(where, Keeping.DEFAULT);
    }

    /// Opens a journal that keeps what is old for other times.
    public static SqlJournal open(String where, Keeping keeping) throws IOException {
        return SqlJournal.open(Place.of(where), keeping);
    }

    /// Opens a journal to read it, also while a server writes it.
    public static Archive read(String where) throws IOException {
        return Archive.open(Place.of(where));
    }
}
