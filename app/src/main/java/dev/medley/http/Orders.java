package dev.medley.http;

import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.Reply;
import dev.medley.core.control.State;
import dev.medley.core.fit.Reason;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Work;
import dev.medley.live.Digest;
import dev.medley.live.Origin;
import dev.medley.live.Tokens;
import dev.medley.live.Told;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/// Gives commands: submits, changes and cancels works; cordons and drains nodes.
final class Orders {

    private static final int LONGEST_KEY = 128;
    private static final int MOST_WORKS = 10_000;
    private static final String WORKS = "/api/v1/works";

    private final Face.Reader reader;
    private final Bridge bridge;

    Orders(Face.Reader reader, Bridge bridge) {
        this.reader = reader;
        this.bridge = bridge;
    }

    List<Endpoint> endpoints() {
        var user = Tokens.Role.USER;
        var operator = Tokens.Role.OPERATOR;
        return List.of(
                Endpoint.doing(HttpMethod.POST, WORKS, user, this::submit),
                Endpoint.doing(HttpMethod.PUT, WORKS + "/:name", user, this::change),
                Endpoint.doing(HttpMethod.DELETE, WORKS + "/:name", user, this::cancel),
                Endpoint.doing(
                        HttpMethod.POST,
                        "/api/v1/nodes/:id/cordon",
                        operator,
                        call -> node(call, id -> at -> new Command.Cordon(at, id, true))),
                Endpoint.doing(
                        HttpMethod.POST,
                        "/api/v1/nodes/:id/uncordon",
                        operator,
                        call -> node(call, id -> at -> new Command.Cordon(at, id, false))),
                Endpoint.doing(
                        HttpMethod.POST,
                        "/api/v1/nodes/:id/drain",
                        operator,
                        call -> node(call, id -> at -> new Command.Drain(at, id))),
                Endpoint.doing(HttpMethod.DELETE, "/api/v1/nodes/:id", operator, this::removeNode));
    }

    // --- works ----------------------------------------------------------------------------------

    record Accepted(List<String> accepted, long number, boolean repeated) {}

    private Future<Answer> submit(Call call) {
        var origin = origin(call);
        return read(call)
                .compose(works -> check(works, origin).map(_ -> works))
                .compose(works -> submit(works, origin));
    }

    /// Who speaks, and how a repetition is known.
    private static Origin origin(Call call) {
        var key = call.header("Idempotency-Key");
        if (key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            var rule = "must be at most %d visible characters".formatted(LONGEST_KEY);
            throw Problem.badRequest("Idempotency-Key", key, rule).thrown();
        }
        return call.caller().origin(key, key.isEmpty() ? "" : Digest.of(asked(call)));
    }

    /// What makes two requests the same: what is sent, and what it is sent to if the path names it.
    private static byte[] asked(Call call) {
        var path = String.valueOf(call.request().path());
        if (path.equals(WORKS)) {
            return call.body();
        }
        var head = (call.request().method() + " " + path + "\n").getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(head, head.length + call.body().length);
        System.arraycopy(call.body(), 0, all, head.length, call.body().length);
        return all;
    }

    private Future<List<Face.Submission>> read(Call call) {
        return bridge.quick(() -> reader.read(call.body()))
                .map(reading -> theirs(reading, call.caller()));
    }

    /// What was read, if all of it is the caller's own.
    static List<Face.Submission> theirs(Face.Reading reading, Caller caller) {
        var works =
                switch (reading) {
                    case Face.Reading.Wrong wrong ->
                            throw Problem.documents(wrong.mistakes()).thrown();
                    case Face.Reading.Works some -> some.works();
                };
        if (works.isEmpty()) {
            throw Problem.documents(
                            List.of(
                                    new Face.Mistake(
                                            0,
                                            0,
                                            "",
                                            "",
                                            "hold no work",
                                            "the documents hold no work; send at least one")))
                    .thrown();
        }
        if (works.size() > MOST_WORKS) {
            throw Problem.tooLarge(
                            "At most %d works can be sent at once; send them in parts."
                                    .formatted(MOST_WORKS))
                    .thrown();
        }
        var own = new ArrayList<Face.Submission>();
        for (var one : works) {
            var owner = one.work().terms().tenant();
            if (owner.equals(Tenant.DEFAULT_NAME) && caller.tenant() != null) {
                own.add(new Face.Submission(owned(one, caller.tenant()), one.care()));
            } else if (!caller.sees(owner)) {
                throw Problem.forbidden(
                                "Work '%s' belongs to '%s'; your token is for '%s'."
                                        .formatted(one.work().name(), owner, caller.tenant()))
                        .thrown();
            } else {
                own.add(one);
            }
        }
        return own;
    }

    /// Work that names no owner belongs to whoever sends it.
    private static Work owned(Face.Submission one, String tenant) {
        return one.work().under(one.work().terms().ownedBy(tenant));
    }

    /// Refuses all of them where some would be refused, so that none is taken without the others.
    /// What may be a repetition is left to the loop, which knows.
    private Future<Boolean> check(List<Face.Submission> works, Origin origin) {
        return bridge.ask(
                desk -> {
                    var state = desk.state();
                    var tenants = new LinkedHashSet<String>();
                    state.setup().tenants().forEach(t -> tenants.add(t.name()));
                    var taken = new LinkedHashSet<String>();
                    var errors = new ArrayList<Problem.Fault>();
                    for (var one : works) {
                        var name = one.work().name();
                        if (state.jobs().containsKey(name) || state.closed().containsKey(name)) {
                            taken.add(name);
                        }
                        var owner = one.work().terms().tenant();
                        if (!tenants.contains(owner)) {
                            errors.add(unknownTenant(name, owner, tenants));
                        }
                    }
                    if (!origin.repeatable()) {
                        taken.forEach(name -> errors.add(nameTaken(name)));
                    }
                    if (!errors.isEmpty()) {
                        throw refused(errors, List.of()).thrown();
                    }
                    return true;
                });
    }

    private static Problem.Fault nameTaken(String name) {
        var reason = Controller.nameTaken(name);
        return new Problem.Fault(
                reason.code(),
                "metadata.name",
                name,
                "names a work that there is or was",
                reason.text(),
                0,
                0);
    }

    private static Problem.Fault unknownTenant(String name, String owner, Set<String> tenants) {
        return new Problem.Fault(
                "unknown-tenant",
                "spec.tenant",
                owner,
                "is no tenant",
                "Work '%s' belongs to '%s', who is no tenant here; there are %s."
                        .formatted(name, owner, tenants),
                0,
                0);
    }

    private static Problem refused(List<Problem.Fault> errors, List<String> accepted) {
        var first = errors.getFirst().text();
        var detail =
                errors.size() > 1 ? first + " (and %d more)".formatted(errors.size() - 1) : first;
        Map<String, Object> more = accepted.isEmpty() ? Map.of() : Map.of("accepted", accepted);
        return new Problem("refused", "It is not taken", 422, detail, errors, more);
    }

    private Future<Answer> submit(List<Face.Submission> works, Origin origin) {
        var told = new ArrayList<Future<Told>>();
        for (int i = 0; i < works.size(); i++) {
            var one = works.get(i);
            var key = origin.repeatable() ? origin.key() + "#" + i : "";
            var as = new Origin(origin.by(), origin.tenant(), key, origin.digest());
            told.add(bridge.tell(as, at -> new Command.Submit(at, one.work(), one.care())));
        }
        return Future.join(told).transform(_ -> answer(works, told));
    }

    private static Future<Answer> answer(List<Face.Submission> works, List<Future<Told>> told) {
        var accepted = new ArrayList<String>();
        var errors = new ArrayList<Problem.Fault>();
        Throwable failure = null;
        long number = 0;
        boolean repeated = true;
        for (int i = 0; i < works.size(); i++) {
            if (told.get(i).failed()) {
                failure = told.get(i).cause();
                continue;
            }
            var one = told.get(i).result();
            number = Math.max(number, one.number());
            if (one.reply() instanceof Reply.Refused refused) {
                refused.reasons().forEach(r -> errors.add(Problem.Fault.of(r)));
            } else {
                accepted.add(works.get(i).work().name());
                repeated &= one.repeated();
            }
        }
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        if (!errors.isEmpty()) {
            return Future.failedFuture(refused(errors, accepted).thrown());
        }
        var headers = new LinkedHashMap<String, String>();
        if (accepted.size() == 1) {
            headers.put("Location", WORKS + "/" + PathPart.encoded(accepted.getFirst()));
        }
        return Future.succeededFuture(
                new Answer.Json(201, new Accepted(accepted, number, repeated), headers));
    }

    private Future<Answer> change(Call call) {
        var name = call.part("name");
        var origin = origin(call);
        return read(call)
                .compose(
                        works -> {
                            var work = works.getFirst().work();
                            if (works.size() != 1 || !work.name().equals(name)) {
                                throw Problem.badRequest(
                                                "metadata.name",
                                                work.name(),
                                                "must be the only work and have the path's name")
                                        .thrown();
                            }
                            return owned(call, name)
                                    .compose(
                                            _ ->
                                                    tell(
                                                            origin,
                                                            name,
                                                            at -> new Command.Change(at, work)));
                        });
    }

    private Future<Answer> cancel(Call call) {
        var name = call.part("name");
        var origin = origin(call);
        return owned(call, name)
                .compose(_ -> tell(origin, name, at -> new Command.Cancel(at, name)));
    }

    /// Refuses where the caller cannot see a work of this name.
    private Future<Boolean> owned(Call call, String name) {
        return bridge.ask(
                desk -> {
                    var job = desk.state().jobs().get(name);
                    if (job == null || !call.caller().sees(job.work().terms().tenant())) {
                        throw Looks.unknown(name).thrown();
                    }
                    return true;
                });
    }

    // --- nodes ----------------------------------------------------------------------------------

    private interface OfNode {
        LongFunction<Command> of(String id);
    }

    private Future<Answer> node(Call call, OfNode command) {
        var id = call.part("id");
        return tell(origin(call), id, command.of(id));
    }

    /// A node goes for good only once nothing runs there: its operator drains it first.
    private Future<Answer> removeNode(Call call) {
        var id = call.part("id");
        var origin = origin(call);
        return bridge.ask(desk -> runs(desk.state(), id))
                .compose(
                        runs -> {
                            if (!runs.isEmpty()) {
                                var reasons = runs.stream().map(run -> busy(id, run)).toList();
                                throw Problem.refused(new Reply.Refused(reasons)).thrown();
                            }
                            return tell(origin, id, at -> new Command.RemoveNode(at, id));
                        });
    }

    private static List<String> runs(State state, String node) {
        var machine = state.machines().get(node);
        return machine == null ? List.of() : List.copyOf(machine.runs().keySet());
    }

    private static Reason busy(String node, String run) {
        return new Reason(
                "node-busy",
                "Run '%s' holds devices of node '%s'; drain it, and remove it when it is drained."
                        .formatted(run, node));
    }

    /// @param note what there is to say, or ""
    record Done(String name, long number, String note) {}

    private Future<Answer> tell(Origin origin, String name, LongFunction<Command> command) {
        return bridge.tell(origin, command)
                .map(
                        told ->
                                switch (told.reply()) {
                                    case Reply.Accepted _ ->
                                            Answer.ok(new Done(name, told.number(), ""));
                                    case Reply.Ignored(var text) ->
                                            Answer.ok(new Done(name, told.number(), text));
                                    case Reply.Refused refused ->
                                            throw Problem.refused(refused).thrown();
                                });
    }
}
