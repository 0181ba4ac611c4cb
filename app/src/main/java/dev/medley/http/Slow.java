package dev.medley.http;

import dev.medley.live.Tokens;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What computes for a while: previews, what-ifs, plan, runway, vouchers.
final class Slow {

    private static final int MOST_MONTHS = 60;

    /// Answers that everybody gets alike are given again for so many seconds.
    private static final long PLAN_S = 5;

    /// A runway looks months ahead and takes long.
    private static final long RUNWAY_S = 300;

    private static final Face.Step QUEUED = new Face.Step("waiting for its turn", 0, 0);

    /// As long as any answer may take.
    private static final int MOST_WAIT_S = 300;

    private final Face face;
    private final Bridge bridge;
    private final Memory memory;

    /// How far runways are, by months.
    private final Map<Integer, Face.Step> steps = new ConcurrentHashMap<>();

    Slow(Face face, Bridge bridge, Memory memory) {
        this.face = face;
        this.bridge = bridge;
        this.memory = memory;
    }

    List<Endpoint> endpoints() {
        var all = Endpoint.Reach.ALL_TENANTS_ONLY;
        var user = Tokens.Role.USER;
        return List.of(
                Endpoint.doing(HttpMethod.POST, "/api/v1/preview", user, this::preview),
                Endpoint.doing(HttpMethod.POST, "/api/v1/whatif", user, this::whatif),
                Endpoint.get("/api/v1/plan", all, this::plan),
                Endpoint.get("/api/v1/runway", all, this::runway),
                Endpoint.get("/api/v1/vouchers", all, this::vouchers));
    }

    record NoPreview(List<Object> works, List<Problem.Fault> problems) {}

    /// Problems are part of the answer here: whoever writes a document sees them as they type.
    private Future<Answer> preview(Call call) {
        return bridge.quick(() -> face.reader().read(call.body()))
                .compose(
                        reading ->
                                switch (reading) {
                                    case Face.Reading.Wrong wrong ->
                                            Future.succeededFuture(
                                                    Answer.ok(
                                                            new NoPreview(
                                                                    List.of(),
                                                                    wrong.mistakes().stream()
                                                                            .map(Problem.Fault::of)
                                                                            .toList())));
                                    case Face.Reading.Works _ -> {
                                        var own = Orders.theirs(reading, call.caller());
                                        yield bridge.slow(() -> face.answers().preview(own))
                                                .map(Answer::ok);
                                    }
                                });
    }

    private Future<Answer> whatif(Call call) {
        var tenant = call.caller().tenant();
        return bridge.quick(() -> face.reader().read(call.body()))
                .map(reading -> Orders.theirs(reading, call.caller()))
                .compose(own -> bridge.slow(() -> face.answers().whatif(own, tenant)))
                .map(Answer::ok);
    }

    private Future<Answer> plan(Call call) {
        return bridge.shared("plan", PLAN_S, face.answers()::plan).map(Answer::ok);
    }

    private Future<Answer> runway(Call call) {
        int months = call.whole("months", 18, 1, MOST_MONTHS);
        int wait = call.whole("wait", MOST_WAIT_S, 1, MOST_WAIT_S);
        var answer =
                bridge.shared("runway " + months, RUNWAY_S, () -> runway(months)).map(Answer::ok);
        if (wait == MOST_WAIT_S || answer.isComplete()) {
            return answer;
        }
        return bridge.within(
                wait,
                answer,
                () ->
                        new Answer.Json(
                                202,
                                steps.getOrDefault(months, QUEUED),
                                Map.of("Retry-After", "0")));
    }

    private Object runway(int months) throws IOException {
        try {
            return face.answers().runway(months, step -> steps.put(months, step));
        } finally {
            steps.remove(months);
        }
    }

    private Future<Answer> vouchers(Call call) {
        return bridge.ask(desk -> desk.nowMs())
                .map(now -> memory.bills().uses(now))
                .compose(
                        uses ->
                                bridge.shared(
                                        "vouchers", PLAN_S, () -> face.answers().vouchers(uses)))
                .map(Answer::ok);
    }
}
