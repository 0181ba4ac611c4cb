package dev.medley.journal;

import com.zaxxer.hikari.HikariConfig;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/// Where a journal lies, and what differs between the databases it may lie in.
sealed interface Place {

    System.Logger LOG = System.getLogger("dev.medley.journal");

    /// Of a journal in a folder.
    String FILE = "journal.db";

    int BUSY_MS = 5_000;

    /// SQLite's word for a disk without room.
    int FULL = 13;

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

    /// Whether it failed because there is no room left.
    boolean isFull(SQLException failure);

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
        default boolean isFull(SQLException failure) {
            return (failure.getErrorCode() & 0xFF) == FULL;
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
                keepPromises(connection);
                return connection;
            } catch (SQLException refused) {
                connection.close();
                throw refused;
            }
        }

        /// Whatever the database is set to, what is committed here is on its disk.
        private void keepPromises(Connection connection) throws SQLException {
            if (setting(connection, "synchronous_commit").equals("off")) {
                try (var statement = connection.createStatement()) {
                    statement.execute("SET synchronous_commit = on");
                }
            }
            if (setting(connection, "fsync").equals("off")) {
                LOG.log(
                        Level.WARNING,
                        "event=fsync-off journal="
                                + name()
                                + " text=PostgreSQL runs with fsync=off and loses entries when its"
                                + " machine fails; set it to on");
            }
        }

        private static String setting(Connection connection, String name) throws SQLException {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SHOW " + name)) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
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
        public boolean isFull(SQLException failure) {
            return "53100".equals(failure.getSQLState());
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
