package dev.medley.http;

import dev.medley.live.Tokens;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

import org.jspecify.annotations.Nullable;

/// One thing that can be asked.
///
/// @param path as the router has it: `/api/v1/works/:name`
/// @param needs role that it takes, or null if anybody may ask, without a token
/// @param reach whether somebody who sees one tenant's works only may ask
/// @param takesBody whether something is sent along
record Endpoint(
        HttpMethod method,
        String path,
        Tokens.@Nullable Role needs,
        Reach reach,
        boolean takesBody,
        Handler handler) {

    /// For whom something is.
    enum Reach {
        /// The answer holds only what the caller may see.
        EVERYBODY,
        /// It speaks of all tenants' works.
        ALL_TENANTS_ONLY
    }

    /// Called on the event loop; throws or fails with [Problem.Refusal] to refuse.
    interface Handler {
        Future<Answer> handle(Call call);
    }

    static Endpoint open(String path, Handler handler) {
        return new Endpoint(HttpMethod.GET, path, null, Reach.EVERYBODY, false, handler);
    }

    static Endpoint get(String path, Reach reach, Handler handler) {
        return new Endpoint(HttpMethod.GET, path, Tokens.Role.VIEWER, reach, false, handler);
    }

    static Endpoint doing(HttpMethod method, String path, Tokens.Role needs, Handler handler) {
        boolean operates = needs == Tokens.Role.OPERATOR;
        return new Endpoint(
                method,
                path,
                needs,
                operates ? Reach.ALL_TENANTS_ONLY : Reach.EVERYBODY,
                !method.equals(HttpMethod.DELETE),
                handler);
    }
}
