package dev.medley.http;

import dev.medley.live.Tokens;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An issuer of OpenID Connect whose tokens are taken beside Medley's own, and what its claims mean
/// here. A claim is named as it stands in the token, or by a path with dots, as
/// `realm_access.roles`.
///
/// @param audience what tokens must be meant for
/// @param nameClaim what the audit calls somebody, after `oidc:`
/// @param roleClaim holds values that lead to roles; the highest counts
/// @param roles the role of each value; other values lead to none
/// @param tenantClaim says whose works somebody who is no operator sees; null: everybody's
/// @param tenants tenants by the claim's values, `*` for all of them; empty if values are tenants
/// @param page how the web page signs people in; null if they bring a token
public record Oidc(
        URI issuer,
        String audience,
        String nameClaim,
        String roleClaim,
        SortedMap<String, Tokens.Role> roles,
        @Nullable String tenantClaim,
        SortedMap<String, String> tenants,
        @Nullable Page page) {

    /// Of a claim's value that stands for all tenants.
    public static final String EVERYBODY = "*";

    /// Values that lead to roles where nothing else is said.
    public static final SortedMap<String, Tokens.Role> USUAL_ROLES =
            Collections.unmodifiableSortedMap(
                    new TreeMap<>(
                            Map.of(
                                    "medley-viewer", Tokens.Role.VIEWER,
                                    "medley-user", Tokens.Role.USER,
                                    "medley-operator", Tokens.Role.OPERATOR)));

    /// What the issuer knows the web page as: a client without a secret.
    ///
    /// @param scopes asked for, with spaces between
    public record Page(String client, String scopes) {

        /// Asked for where nothing else is said.
        public static final String USUAL_SCOPES = "openid";

        public Page {
            if (client.isBlank() || scopes.isBlank()) {
                throw new IllegalArgumentException(
                        "The page's client and its scopes must not be empty.");
            }
        }
    }

    public Oidc {
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
        if (!isSafe(issuer) || issuer.getQuery() != null || issuer.getFragment() != null) {
            throw new IllegalArgumentException(
                    ("The issuer '%s' must be an https URL without query; http is for loopback"
                                    + " alone.")
                            .formatted(issuer));
        }
        if (audience.isBlank()) {
            throw new IllegalArgumentException(
                    "The audience is empty; name what the issuer's tokens for this server are"
                            + " meant for.");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "No value of %s leads to a role.".formatted(roleClaim));
        }
        if (tenantClaim == null && !tenants.isEmpty()) {
            throw new IllegalArgumentException(
                    "Values lead to tenants, and no claim is named that holds them.");
        }
    }

    /// Whether what comes from there is what was sent there.
    static boolean isSafe(URI url) {
        var host = url.getHost();
        return host != null
                && url.getUserInfo() == null
                && ("https".equals(url.getScheme())
                        || ("http".equals(url.getScheme()) && Options.isLoopback(host)));
    }
}
