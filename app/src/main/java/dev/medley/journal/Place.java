package dev.medley.journal;

import com.zaxxer.hikari.HikariConfig;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/// Where a journal lies, and what differs between the databases it may lie in.
sealed interface Place {

    /// Of a journal in a folder.
    String FILE = "journal.db";

    int BUSY_MS = 5_000;

    /// A folder, or the URL of a PostgreSQL database.
    static Place of(String where) throws IOException {
        if (where.startsWith("jdbc:postgresql:")) {
            return new Postgres(where);
        }
        if (where.startsWith("jdbc:")) {
            throw new IOException(
                    ("The journal '%s' is neither a folder nor jdbc:postgresql://HOST/DATABASE;"
                                    + " name one of them.")
                            .formatted(where.replaceAll("\\?.*", "")));
        }
        return new File(Path.of(where));
    }

    String url();

    /// What migrations call types.
    Map<String, String> words();

    /// Makes sure that nobody else writes: until the lock is closed, or this process ends.
    Lock lock() throws IOException;

    /// A connection to write with.
    Connection writer() throws SQLException;

    /// A connection that reads and changes nothing.
    Connection reader() throws SQLException;

    /// How connections to read with are made.
    void readers(HikariConfig config);

    /// In words, without a password.
    String name();

    /// Whether there is a journal.
    boolean exists();

    /// SQLite files.
    sealed interface Sqlite extends Place {

        Path file();

        @Override
        default String url() {
            return "jdbc:sqlite:" + file().toAbsolutePath();
        }

        @Override
        default Map<String, String> words() {
            return Map.of("long", "INTEGER", "bytes", "BLOB", "serial", "INTEGER");
        }

        private static SQLiteConfig config() {
            var config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MS);
            return config;
        }

        @Override
        default Connection writer() throws SQLException {
            var config = config();
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setJournalSizeLimit(64 * 1024 * 1024);
            return config.createConnection(url());
        }

        @Override
        default Connection reader() throws SQLException {
            var config = config();
            config.setReadOnly(true);
            return config.createConnection(url());
        }

        @Override
        default void readers(HikariConfig config) {
            config.setJdbcUrl(url());
            config().toProperties().forEach((k, v) -> config.addDataSourceProperty("" + k, v));
        }

        @Override
        default String name() {
            return file().toString();
        }

        @Override
        default boolean exists() {
            return Files.exists(file());
        }
    }

    /// In a folder, as one SQLite file.
    record File(Path folder) implements Sqlite {

        @Override
        public Path file() {
            return folder.resolve(FILE);
        }

        @Override
        public Lock lock() throws IOException {
            Files.createDirectories(folder);
            return LockFile.take(folder.resolve("journal.lock"));
        }
    }

    /// A copy that is only read.
    record Copy(Path file) implements Sqlite {

        @Override
        public Lock lock() {
            throw new IllegalStateException("Nobody writes to a copy.");
        }
    }

    /// In a PostgreSQL database.
    record Postgres(String url) implements Place {

        @Override
        public Map<String, String> words() {
            return Map.of(
                    "long",
                    "BIGINT",
                    "bytes",
                    "BYTEA",
                    "serial",
                    "BIGINT GENERATED ALWAYS AS IDENTITY");
        }

        /// The writer's session holds the lock: who lost the one has lost the other.
        @Override
        public Lock lock() {
            return () -> {};
        }

        @Override
        public Connection writer() throws SQLException {
            var connection = DriverManager.getConnection(url, new Properties());
            try {
                SessionLock.take(connection, name());
                return connection;
            } catch (SQLException refused) {
                connection.close();
                throw refused;
            }
        }

        @Override
        public Connection reader() throws SQLException {
            var connection = DriverManager.getConnection(url, new Properties());
            connection.setReadOnly(true);
            return connection;
        }

        @Override
        public void readers(HikariConfig config) {
            config.setJdbcUrl(url);
        }

        @Override
        public String name() {
            return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
        }

        @Override
        public boolean exists() {
            return true;
        }
    }

    /// Keeps others from writing.
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
