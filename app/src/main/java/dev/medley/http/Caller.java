package dev.medley.http;

import dev.medley.live.Origin;
import dev.medley.live.Tokens;

import org.jspecify.annotations.Nullable;

/// Who speaks.
///
/// @param tenant whose works it sees; null for everybody's
record Caller(String name, Tokens.Role role, @Nullable String tenant) {

    /// Whoever has an account on the machine, where no tokens are asked for.
    static final Caller LOCAL = new Caller("local", Tokens.Role.OPERATOR, null);

    static Caller of(Tokens.Grant grant) {
        return new Caller(grant.name(), grant.role(), grant.tenant());
    }

    boolean may(Tokens.Role needed) {
        return role.compareTo(needed) >= 0;
    }

    boolean sees(@Nullable String owner) {
        return tenant == null || tenant.equals(owner);
    }

    Origin origin() {
        return origin("", "");
    }

    Origin origin(String key, String digest) {
        return new Origin(name, tenant == null ? "" : tenant, key, digest);
    }
}
