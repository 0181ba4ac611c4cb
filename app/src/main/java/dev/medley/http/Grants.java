package dev.medley.http;

import dev.medley.live.FreshToken;
import dev.medley.live.Tokens;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Lets people in, and no longer.
final class Grants {

    private static final String PATH = "/api/v1/tokens";

    private final Tokens tokens;
    private final Bridge bridge;
    private final Door door;
    private final Streams streams;

    Grants(Tokens tokens, Bridge bridge, Door door, Streams streams) {
        this.streams = streams;
        this.tokens = tokens;
        this.bridge = bridge;
        this.door = door;
    }

    List<Endpoint> endpoints() {
        var operator = Tokens.Role.OPERATOR;
        return List.of(
                Endpoint.doing(HttpMethod.GET, PATH, operator, this::list),
                Endpoint.doing(HttpMethod.POST, PATH, operator, this::add),
                Endpoint.doing(HttpMethod.DELETE, PATH + "/:name", operator, this::revoke));
    }

    record All(List<One> tokens) {}

    record One(
            String name,
            String role,
            @Nullable String tenant,
            long createdMs,
            @Nullable Long expiresMs) {

        static One of(Tokens.Grant grant) {
            return new One(
                    grant.name(),
                    Telling.word(grant.role()),
                    grant.tenant(),
                    grant.createdMs(),
                    grant.expiresMs());
        }
    }

    private Future<Answer> list(Call call) {
        return bridge.quick(tokens::list)
                .map(some -> Answer.ok(new All(some.stream().map(One::of).toList())));
    }

    /// @param token shown here and never again
    record Added(
            String name,
            String role,
            @Nullable String tenant,
            long createdMs,
            @Nullable Long expiresMs,
            String token) {}

    private record Wanted(
            String name, Tokens.Role role, @Nullable String tenant, @Nullable Long days) {}

    private Future<Answer> add(Call call) {
        var wanted = wanted(call.body());
        return bridge.ask(
                        desk -> {
                            var all = new TreeSet<String>();
                            desk.state().setup().tenants().forEach(t -> all.add(t.name()));
                            return all;
                        })
                .compose(
                        tenants -> {
                            var tenant = wanted.tenant;
                            if (tenant != null && !tenants.contains(tenant)) {
                                throw Problem.badRequest("tenant", tenant, "is none of " + tenants)
                                        .thrown();
                            }
                            return bridge.quick(() -> add(wanted, call.caller()));
                        })
                .map(added -> new Answer.Json(201, added, Map.of("Content-Encoding", "identity")));
    }

    private Added add(Wanted wanted, Caller by) throws IOException {
        var fresh =
                FreshToken.make(
                        wanted.name,
                        wanted.role,
                        wanted.tenant,
                        System.currentTimeMillis(),
                        wanted.days);
        if (!tokens.add(fresh.grant(), by.name())) {
            throw Problem.conflict("There is a token '%s' already.".formatted(wanted.name))
                    .thrown();
        }
        var one = One.of(fresh.grant());
        return new Added(
                one.name, one.role, one.tenant, one.createdMs, one.expiresMs, fresh.token());
    }

    private static Wanted wanted(byte[] body) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            throw Problem.malformed("The body is no JSON object.").thrown();
        }
        if (json == null || !json.isObject()) {
            throw Problem.malformed("The body is no JSON object.").thrown();
        }
        for (var field : json.propertyNames()) {
            if (!List.of("name", "role", "tenant", "expiresDays").contains(field)) {
                throw Problem.badRequest(field, "", "is no field of a token").thrown();
            }
        }
        var name = text(json, "name");
        if (name == null || !FreshToken.isName(name)) {
            var given = name == null ? "" : name;
            throw Problem.badRequest("name", given, FreshToken.NAME_RULE).thrown();
        }
        var role = role(text(json, "role"));
        var tenant = text(json, "tenant");
        if (role == Tokens.Role.OPERATOR && tenant != null) {
            throw Problem.badRequest("tenant", tenant, "cannot bound an operator; leave it away")
                    .thrown();
        }
        return new Wanted(name, role, tenant, days(json.get("expiresDays")));
    }

    private static @Nullable String text(JsonNode json, String field) {
        var value = json.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Problem.badRequest(field, value.toString(), "must be a text").thrown();
        }
        return value.stringValue();
    }

    private static Tokens.Role role(@Nullable String word) {
        for (var role : Tokens.Role.values()) {
            if (Telling.word(role).equals(word)) {
                return role;
            }
        }
        var rule = "must be viewer, user or operator";
        throw Problem.badRequest("role", word == null ? "" : word, rule).thrown();
    }

    private static @Nullable Long days(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > FreshToken.MOST_DAYS) {
            var rule = "must be a whole number from 1 to " + FreshToken.MOST_DAYS;
            throw Problem.badRequest("expiresDays", value.toString(), rule).thrown();
        }
        return value.longValue();
    }

    record Revoked(String name) {}

    private Future<Answer> revoke(Call call) {
        var name = call.part("name");
        return bridge.quick(
                        () -> tokens.revoke(name, call.caller().name(), System.currentTimeMillis()))
                .map(
                        was -> {
                            door.forget();
                            streams.check();
                            if (!was) {
                                throw Problem.notFound(
                                                "There is no token '%s'."
                                                        .formatted(Problem.shown(name)))
                                        .thrown();
                            }
                            return Answer.ok(new Revoked(name));
                        });
    }
}
