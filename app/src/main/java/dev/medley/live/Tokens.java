package dev.medley.live;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Keeps who may speak to the server. Tokens themselves are never kept, only their digests.
public interface Tokens {

    /// What the bearer of a token may do; each role may do what those before it may.
    enum Role {
        VIEWER,
        USER,
        OPERATOR
    }

    /// Somebody who was let in.
    ///
    /// @param name unique; the audit calls the bearer so
    /// @param tenant whose works the bearer sees; null for everybody's
    /// @param digest SHA-256 of the token, in hexadecimal digits
    /// @param expiresMs milliseconds since 1970, or null if it does not expire
    record Grant(
            String name,
            Role role,
            @Nullable String tenant,
            String digest,
            long createdMs,
            @Nullable Long expiresMs) {}

    /// Lets somebody in.
    ///
    /// @return false if the name is taken
    boolean add(Grant grant, String by) throws IOException;

    /// Lets somebody in no longer.
    ///
    /// @return false if there is no such grant
    boolean revoke(String name, String by, long atMs) throws IOException;

    /// Whose token has this digest, if it is not revoked.
    Optional<Grant> find(String digest) throws IOException;

    /// Those that are not revoked, by name.
    List<Grant> list() throws IOException;
}
