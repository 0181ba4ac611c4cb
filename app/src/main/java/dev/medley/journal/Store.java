package dev.medley.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.medley.live.DiskFull;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;

/// The open database: one connection that writes, under a lock against other servers, and some that
/// read beside it.
final class Store implements AutoCloseable {

    private static final int READERS = 4;

    private final Place place;
    private final Place.Lock lock;
    private final HikariDataSource readers;
    private final Jdbi reading;
    private @Nullable Handle writing;

    private Store(Place place, Place.Lock lock, Handle writing, HikariDataSource readers) {
        this.place = place;
        this.lock = lock;
        this.readers = readers;
        this.reading = Jdbi.create(readers);
        this.writing = writing;
    }

    static Store open(Place place) throws IOException {
        var lock = place.lock();
        Handle writing = null;
        try {
            writing = connect(place);
            migrate(place);
            return new Store(place, lock, writing, readers(place));
        } catch (IOException | RuntimeException failure) {
            if (writing != null) {
                writing.close();
            }
            lock.close();
            throw failure;
        }
    }

    private static Handle connect(Place place) throws IOException {
        try {
            var connection = place.writer();
            return Jdbi.open(connection);
        } catch (SQLException failure) {
            throw place.isFull(failure)
                    ? new DiskFull(place.name(), failure)
                    : new IOException(failure.getMessage(), failure);
        }
    }

    private static void migrate(Place place) throws IOException {
        try {
            Flyway.configure()
                    .dataSource(place.url(), null, null)
                    .locations("classpath:dev/medley/journal/migrations")
                    .table("medley_schema")
                    .placeholders(place.words())
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new IOException(
                    "The journal %s cannot be opened: %s"
                            .formatted(place.name(), failure.getMessage()),
                    failure);
        }
    }

    private static HikariDataSource readers(Place place) {
        var config = new HikariConfig();
        config.setPoolName("medley-journal");
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setReadOnly(false);
        place.readers(config);
        return new HikariDataSource(config);
    }

    Place place() {
        return place;
    }

    /// Looks at what is durable, from any thread.
    <T> T read(HandleCallback<T, RuntimeException> question) throws IOException {
        try {
            return reading.withHandle(question);
        } catch (JdbiException failure) {
            throw failed(failure);
        }
    }

    /// A question whose answer may be that what is there is damaged.
    interface Question<T> {
        T ask(Handle handle) throws IOException;
    }

    <T> T ask(Question<T> question) throws IOException {
        try {
            return reading.<T, IOException>inTransaction(question::ask);
        } catch (JdbiException failure) {
            throw failed(failure);
        }
    }

    /// Changes it in one transaction, durable when this returns; one after another.
    synchronized void write(HandleConsumer<RuntimeException> change) throws IOException {
        var handle = writer();
        try {
            handle.useTransaction(change);
        } catch (JdbiException | Inserting.NotInserted failure) {
            throw failed(failure);
        }
    }

    /// The same, with an answer.
    synchronized <T> T decide(HandleCallback<T, RuntimeException> change) throws IOException {
        var handle = writer();
        try {
            return handle.inTransaction(change);
        } catch (JdbiException failure) {
            throw failed(failure);
        }
    }

    /// Makes sure that the writing connection works and holds nothing half done.
    synchronized void mend() throws IOException {
        var handle = writing;
        if (handle != null && isWell(handle)) {
            return;
        }
        writing = null;
        if (handle != null) {
            try {
                handle.close();
            } catch (JdbiException broken) {
                // It is being replaced.
            }
        }
        writing = connect(place);
    }

    private static boolean isWell(Handle handle) {
        try {
            var connection = handle.getConnection();
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return connection.isValid(1);
        } catch (SQLException broken) {
            return false;
        }
    }

    private Handle writer() throws IOException {
        var handle = writing;
        if (handle == null) {
            throw new IOException("The journal %s is not connected.".formatted(place.name()));
        }
        return handle;
    }

    private IOException failed(RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException sql && place.isFull(sql)
                ? new DiskFull(place.name(), failure)
                : new IOException(String.valueOf(cause.getMessage()), failure);
    }

    @Override
    public synchronized void close() throws IOException {
        readers.close();
        try {
            if (writing != null) {
                writing.close();
            }
        } catch (JdbiException failure) {
            throw failed(failure);
        } finally {
            writing = null;
            lock.close();
        }
    }
}
