package dev.medley.http;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;

/// Tells the web page how people sign in: by a token that they bring, or also at an issuer, as a
/// client without a secret (authorization code with PKCE). Nothing here is secret, and whoever has
/// no token yet must be able to ask.
final class SignIn {

    private final Options options;
    private final @Nullable Vouching vouching;

    /// @param vouching for tokens of an issuer's, or null
    SignIn(Options options, @Nullable Vouching vouching) {
        this.options = options;
        this.vouching = vouching;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open("/api/v1/signin", _ -> view()));
    }

    /// @param auth whether a token is needed at all
    /// @param issuer where people can sign in; null where they bring a token
    record View(boolean auth, @Nullable At issuer) {}

    /// @param id what the issuer calls itself
    /// @param client what it calls the page
    record At(URI id, String client, String scopes, URI authorizeUrl, URI tokenUrl) {}

    private Future<Answer> view() {
        var oidc = options.oidc();
        var page = oidc == null ? null : oidc.page();
        if (oidc == null || page == null || vouching == null) {
            return Future.succeededFuture(Answer.ok(new View(options.auth(), null)));
        }
        return vouching.entrance()
                .map(
                        there ->
                                new At(
                                        oidc.issuer(),
                                        page.client(),
                                        page.scopes(),
                                        there.authorize(),
                                        there.token()))
                .map(at -> Answer.ok(new View(true, at)));
    }

    /// From where the page gets tokens; empty if it gets none, or if that is not known yet. A page
    /// that comes back from the issuer is loaded anew, and by then it is known.
    String origin() {
        var there = vouching == null ? null : vouching.entranceKnown();
        if (there == null) {
            return "";
        }
        var token = there.token();
        var port = token.getPort() < 0 ? "" : ":" + token.getPort();
        return token.getScheme() + "://" + token.getHost() + port;
    }
}
