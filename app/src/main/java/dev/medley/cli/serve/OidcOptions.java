package dev.medley.cli.serve;

import dev.medley.http.Oidc;
import dev.medley.live.Tokens;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An issuer of OpenID Connect whose tokens a server takes, and what its claims mean.
final class OidcOptions {

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description =
                    "Takes tokens of this issuer of OpenID Connect beside Medley's own; goes with"
                            + " --oidc-audience, and asks everybody for a token.")
    private @Nullable URI issuer;

    @Option(
            names = "--oidc-audience",
            paramLabel = "NAME",
            description = "What the issuer's tokens must be meant for (claim aud).")
    private @Nullable String audience;

    @Option(
            names = "--oidc-name",
            paramLabel = "CLAIM",
            defaultValue = "sub",
            description = "The claim that the audit calls people by (default: sub).")
    private String name = "sub";

    @Option(
            names = "--oidc-role-claim",
            paramLabel = "CLAIM",
            defaultValue = "roles",
            description =
                    "The claim that leads to roles; a path with dots where it lies deeper"
                            + " (default: roles).")
    private String roleClaim = "roles";

    @Option(
            names = "--oidc-role",
            paramLabel = "VALUE=ROLE",
            description =
                    "A value of that claim, and viewer, user or operator; several times. Without"
                            + " any: medley-viewer, medley-user, medley-operator.")
    private Map<String, Tokens.Role> roles = Map.of();

    @Option(
            names = "--oidc-tenant-claim",
            paramLabel = "CLAIM",
            description =
                    "The claim that says whose work viewers and users see; without it they see"
                            + " everybody's.")
    private @Nullable String tenantClaim;

    @Option(
            names = "--oidc-tenant",
            paramLabel = "VALUE=TENANT",
            description =
                    "A value of that claim, and the tenant it means, or * for all; several times."
                            + " Without any, values are tenants.")
    private Map<String, String> tenants = Map.of();

    @Option(
            names = "--oidc-client",
            paramLabel = "ID",
            description =
                    "What the issuer calls the web page, a client without a secret; the page then"
                            + " offers to sign in there.")
    private @Nullable String client;

    @Option(
            names = "--oidc-scopes",
            paramLabel = "SCOPES",
            defaultValue = Oidc.Page.USUAL_SCOPES,
            description =
                    "What the page asks the issuer for, with spaces between (default: openid).")
    private String scopes = Oidc.Page.USUAL_SCOPES;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// Null without an issuer.
    @Nullable Oidc oidc() {
        var from = issuer;
        var meant = audience;
        if (from == null || meant == null) {
            if (from != null
                    || meant != null
                    || client != null
                    || !roles.isEmpty()
                    || !tenants.isEmpty()) {
                throw wrong("OpenID Connect needs both --oidc-issuer and --oidc-audience");
            }
            return null;
        }
        SortedMap<String, Tokens.Role> meaning =
                roles.isEmpty() ? Oidc.USUAL_ROLES : new TreeMap<>(roles);
        try {
            return new Oidc(
                    from,
                    meant,
                    name,
                    roleClaim,
                    meaning,
                    tenantClaim,
                    new TreeMap<>(tenants),
                    client == null ? null : new Oidc.Page(client, scopes));
        } catch (IllegalArgumentException refused) {
            throw wrong("" + refused.getMessage());
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
