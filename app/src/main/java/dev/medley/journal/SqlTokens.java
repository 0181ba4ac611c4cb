package dev.medley.journal;

import dev.medley.live.Tokens;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Who may speak to the server, with a record of every change.
final class SqlTokens implements Tokens {

    private static final String COLUMNS = "name, role, tenant, digest, created_ms, expires_ms";

    private final Store store;

    SqlTokens(Store store) {
        this.store = store;
    }

    @Override
    public boolean add(Grant grant, String by) throws IOException {
        return store.decide(
                handle -> {
                    if (find(handle, "name", grant.name()).isPresent()) {
                        return false;
                    }
                    handle.createUpdate(
                                    "INSERT INTO tokens ("
                                            + COLUMNS
                                            + ") VALUES (?, ?, ?, ?, ?, ?)")
                            .bind(0, grant.name())
                            .bind(1, grant.role().name())
                            .bind(2, grant.tenant())
                            .bind(3, grant.digest())
                            .bind(4, grant.createdMs())
                            .bind(5, grant.expiresMs())
                            .execute();
                    note(handle, grant.createdMs(), by, "added", grant);
                    return true;
                });
    }

    @Override
    public boolean revoke(String name, String by, long atMs) throws IOException {
        return store.decide(
                handle -> {
                    var grant = find(handle, "name", name);
                    if (grant.isEmpty()) {
                        return false;
                    }
                    handle.createUpdate("DELETE FROM tokens WHERE name = ?")
                            .bind(0, name)
                            .execute();
                    note(handle, atMs, by, "revoked", grant.get());
                    return true;
                });
    }

    private static void note(Handle handle, long atMs, String by, String change, Grant grant) {
        handle.createUpdate(
                        "INSERT INTO token_changes (at_ms, changed_by, change, name, role, tenant)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")
                .bind(0, atMs)
                .bind(1, by)
                .bind(2, change)
                .bind(3, grant.name())
                .bind(4, grant.role().name())
                .bind(5, grant.tenant())
                .execute();
    }

    @Override
    public Optional<Grant> find(String digest) throws IOException {
        return store.read(handle -> find(handle, "digest", digest));
    }

    private static Optional<Grant> find(Handle handle, String column, String value) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM tokens WHERE " + column + " = ?")
                .bind(0, value)
                .map(SqlTokens::grant)
                .findOne();
    }

    @Override
    public List<Grant> list() throws IOException {
        return store.read(
                handle ->
                        handle.createQuery("SELECT " + COLUMNS + " FROM tokens ORDER BY name")
                                .map(SqlTokens::grant)
                                .list());
    }

    private static Grant grant(ResultSet rows, StatementContext context) throws SQLException {
        long expires = rows.getLong(6);
        @Nullable Long expiresMs = rows.wasNull() ? null : Long.valueOf(expires);
        return new Grant(
                rows.getString(1),
                Role.valueOf(rows.getString(2)),
                rows.getString(3),
                rows.getString(4),
                rows.getLong(5),
                expiresMs);
    }
}
