package dev.medley.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.io.IOException;

class PostgresJournalTest extends JournalContract {

    private static @Nullable EmbeddedPostgres postgres;
    private static int databases;

    @BeforeAll
    static void begin() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void end() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    String empty() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL does not run.");
        }
        var name = "j" + ++databases;
        try (var handle = Jdbi.open(postgres.getPostgresDatabase())) {
            handle.execute("CREATE DATABASE " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }
}
