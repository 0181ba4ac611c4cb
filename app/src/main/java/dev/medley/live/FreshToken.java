package dev.medley.live;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// A token that was just made. It is shown once; only the grant is kept.
public record FreshToken(String token, Tokens.Grant grant) {

    public static final long MOST_DAYS = 36_500;

    /// What a name must be.
    public static final String NAME_RULE =
            "must be 1 to 63 letters, digits, . _ @ -, and none by which the server itself speaks";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}");

    /// Names by which the server itself speaks in the audit.
    private static final List<String> TAKEN = List.of("local", "executor", "clock", "start");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final long DAY_MS = 86_400_000;

    /// Whether somebody may be called so.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !TAKEN.contains(name);
    }

    /// Makes one.
    ///
    /// @param days until it expires, or null for never
    public static FreshToken make(
            String name,
            Tokens.Role role,
            @Nullable String tenant,
            long nowMs,
            @Nullable Long days) {
        if (!isName(name)) {
            throw new IllegalArgumentException("The name '%s' %s.".formatted(name, NAME_RULE));
        }
        if (role == Tokens.Role.OPERATOR && tenant != null) {
            throw new IllegalArgumentException(
                    "An operator cannot be bound to tenant '%s'; leave the tenant away."
                            .formatted(tenant));
        }
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw new IllegalArgumentException(
                    "A token cannot expire after %d days; give 1 to %d."
                            .formatted(days, MOST_DAYS));
        }
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var token = "medley_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var digest = Digest.of(token.getBytes(StandardCharsets.UTF_8));
        var expires = days == null ? null : (Long) (nowMs + days * DAY_MS);
        return new FreshToken(token, new Tokens.Grant(name, role, tenant, digest, nowMs, expires));
    }
}
