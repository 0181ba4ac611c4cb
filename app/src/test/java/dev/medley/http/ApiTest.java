package dev.medley.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Command;
import dev.medley.live.Desk;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;

/// What the API answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {

    private House house;

    @BeforeAll
    void open() throws IOException {
        house = House.open();
    }

    @AfterAll
    void close() throws IOException {
        house.close();
    }

    @Test
    void saysWhatItIsAndWhoAsks() throws Exception {
        var server = house.get("/api/v1/server");
        assertThat(server.at("/version").stringValue()).isEqualTo("0.0-test");
        assertThat(server.at("/you/name").stringValue()).isEqualTo("local");
        assertThat(server.at("/you/role").stringValue()).isEqualTo("operator");
        assertThat(server.at("/pools/0/simulated").booleanValue()).isTrue();
        assertThat(server.at("/latestEntry").intValue()).isPositive();
    }

    @Test
    void runsWhatIsSubmittedAndShowsItEverywhere() throws Exception {
        assertThat(house.submit("shown").statusCode()).isEqualTo(201);
        House.until(() -> house.state("shown").equals("running"));

        var work = house.get("/api/v1/works/shown");
        assertThat(work.at("/kind").stringValue()).isEqualTo("BatchJob");
        assertThat(work.at("/state").stringValue()).isEqualTo("running");
        assertThat(work.at("/runs/0/id").stringValue()).isEqualTo("shown#0");
        assertThat(work.at("/runs/0/rate").doubleValue()).isEqualTo(0.9);
        assertThat(work.at("/spec/command/0").stringValue()).isEqualTo("true");
        assertThat(work.at("/life").findValuesAsString("event"))
                .contains("submitted", "run-placed", "run-started");

        var fleet = house.get("/api/v1/fleet");
        var runs = fleet.at("/runs");
        int index = -1;
        for (int i = 0; i < runs.size(); i++) {
            index = runs.get(i).at("/work").asString().equals("shown") ? i : index;
        }
        int there = 0;
        for (var node : fleet.at("/nodes")) {
            for (var device : node.at("/devices")) {
                there += device.intValue() == index ? 1 : 0;
            }
        }
        assertThat(there).isEqualTo(1);
        assertThat(fleet.at("/pools/0/devices").intValue()).isEqualTo(16);
    }

    @Test
    void givesWorksPageByPage() throws Exception {
        house.submit("page-a", "page-b", "page-c");
        var first = house.get("/api/v1/works?limit=2&q=page-");
        assertThat(first.at("/items").findValuesAsString("name"))
                .containsExactly("page-a", "page-b");
        assertThat(first.at("/total").intValue()).isEqualTo(3);
        assertThat(house.get("/api/v1/works?limit=1&q=nothing-so").at("/total").intValue())
                .isZero();
        assertThat(house.get("/api/v1/works?limit=1").at("/total").intValue())
                .isEqualTo(house.get("/api/v1/works?limit=1000").at("/items").size());
        assertThat(house.get("/api/v1/works?limit=1&tenant=them").at("/total").intValue()).isZero();
        var next = house.get("/api/v1/works?limit=2&q=page-&after=" + first.at("/next").asString());
        assertThat(next.at("/total").intValue()).isEqualTo(3);
        assertThat(next.at("/items").findValuesAsString("name")).containsExactly("page-c");
        assertThat(next.at("/next").isNull()).isTrue();
    }

    @Test
    void answersARepeatedSubmissionAsBefore() throws Exception {
        var first = keyed("again", "{\"name\":\"twice\"}");
        var second = keyed("again", "{\"name\":\"twice\"}");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(House.json(second).at("/repeated").booleanValue()).isTrue();
        assertThat(House.json(second).at("/number")).isEqualTo(House.json(first).at("/number"));

        var other = keyed("again", "{\"name\":\"thrice\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(House.json(other).at("/errors/0/code").stringValue()).isEqualTo("key-reused");
    }

    private HttpResponse<String> keyed(String key, String body) throws Exception {
        return house.send(
                house.request("/api/v1/works")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void takesAllWorksOfARequestOrNone() throws Exception {
        house.submit("taken");
        var answer = house.submit("fresh-1", "taken", "fresh-2");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(House.json(answer).at("/errors/0/code").stringValue()).isEqualTo("name-taken");
        assertThat(house.state("fresh-1")).isEqualTo("none");
    }

    @Test
    void namesWhatIsWrongWithADocument() throws Exception {
        var answer = house.post("/api/v1/works", "{nonsense");
        assertThat(answer.statusCode()).isEqualTo(422);
        var error = House.json(answer).at("/errors/0");
        assertThat(error.at("/line").intValue()).isEqualTo(1);
        assertThat(error.at("/rule").stringValue()).isEqualTo("is no work");
    }

    @Test
    void cancelsAndRemembersWhatWas() throws Exception {
        house.submit("short");
        House.until(() -> house.state("short").equals("running"));
        var gone = house.send(house.request("/api/v1/works/short").DELETE());
        assertThat(gone.statusCode()).isEqualTo(200);
        House.until(() -> house.state("short").equals("cancelled"));
        var work = house.get("/api/v1/works/short");
        assertThat(work.at("/kind").stringValue()).isEqualTo("BatchJob");
        assertThat(work.at("/past/0/id").stringValue()).isEqualTo("short#0");
        assertThat(house.send(house.request("/api/v1/works/never").DELETE()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void saysWhyAWorkWaits() throws Exception {
        house.post("/api/v1/works", "{\"name\":\"huge\",\"devices\":64}");
        var why = house.get("/api/v1/works/huge/why");
        assertThat(why.at("/state").stringValue()).isEqualTo("waiting");
        assertThat(why.at("/reasons").size()).isPositive();
    }

    @Test
    void cordonsANodeAndBack() throws Exception {
        assertThat(house.post("/api/v1/nodes/n1/cordon", "").statusCode()).isEqualTo(200);
        assertThat(house.get("/api/v1/fleet").at("/nodes/1/state").stringValue())
                .isEqualTo("cordoned");
        assertThat(house.post("/api/v1/nodes/n1/uncordon", "").statusCode()).isEqualTo(200);
        assertThat(house.get("/api/v1/fleet").at("/nodes/1/state").stringValue()).isEqualTo("up");
        assertThat(house.post("/api/v1/nodes/nowhere/drain", "").statusCode()).isEqualTo(404);
    }

    @Test
    void drainsANodeThatStaysKnownAndComesBack() throws Exception {
        assertThat(house.post("/api/v1/nodes/n1/drain", "").statusCode()).isEqualTo(200);
        House.until(() -> node("n1").equals("drained"));
        var again = house.post("/api/v1/nodes/n1/drain", "");
        assertThat(House.json(again).at("/note").stringValue()).contains("It is drained");
        assertThat(house.post("/api/v1/nodes/n1/uncordon", "").statusCode()).isEqualTo(200);
        assertThat(node("n1")).isEqualTo("up");
    }

    private String node(String id) {
        try {
            for (var node : house.get("/api/v1/fleet").at("/nodes")) {
                if (node.get("id").stringValue().equals(id)) {
                    return node.get("state").stringValue();
                }
            }
            return "none";
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void forgetsANodeOnceNothingRunsThere() throws Exception {
        try (var own = House.open()) {
            own.submit("busy");
            House.until(() -> own.state("busy").equals("running"));
            var node = own.live.ask(desk -> holding(desk)).join();
            var path = "/api/v1/nodes/" + PathPart.encoded(node);
            var refused = own.send(own.request(path).DELETE());
            assertThat(refused.statusCode()).isEqualTo(422);
            var why = House.json(refused).at("/errors/0");
            assertThat(why.get("code").stringValue()).isEqualTo("node-busy");
            assertThat(why.get("text").stringValue()).contains("busy#0").contains("drain it");

            own.send(own.request("/api/v1/works/busy").DELETE());
            House.until(() -> own.state("busy").equals("cancelled"));
            assertThat(own.send(own.request(path).DELETE()).statusCode()).isEqualTo(200);
            assertThat(own.get("/api/v1/fleet").at("/nodes").findValuesAsString("id"))
                    .isNotEmpty()
                    .doesNotContain(node);
            assertThat(own.send(own.request(path).DELETE()).statusCode()).isEqualTo(404);
            assertThat(own.journal.entries())
                    .anyMatch(
                            e ->
                                    e.origin().by().equals("local")
                                            && e.command() instanceof Command.RemoveNode gone
                                            && gone.node().equals(node));
        }
    }

    private static String holding(Desk desk) {
        return desk.state().machines().values().stream()
                .filter(machine -> !machine.runs().isEmpty())
                .findFirst()
                .orElseThrow()
                .node()
                .id();
    }

    @Test
    void takesAKeyForOneRequestOnly() throws Exception {
        assertThat(keyedNode("n0", "uncordon", "one").statusCode()).isEqualTo(200);
        assertThat(keyedNode("n0", "uncordon", "one").statusCode()).isEqualTo(200);
        var other = keyedNode("n1", "uncordon", "one");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(House.json(other).at("/errors/0/code").stringValue()).isEqualTo("key-reused");
        assertThat(keyedNode("n0", "cordon", "one").statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> keyedNode(String node, String verb, String key) throws Exception {
        return house.send(
                house.request("/api/v1/nodes/%s/%s".formatted(node, verb))
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void saysHowFarARunwayIsThatTakesLong() throws Exception {
        var soon = house.send(house.request("/api/v1/runway?months=60&wait=1"));
        assertThat(soon.statusCode()).isEqualTo(202);
        var step = House.json(soon);
        assertThat(step.get("doing").stringValue()).isEqualTo("playing");
        assertThat(step.get("done").intValue()).isEqualTo(3);
        assertThat(step.get("of").intValue()).isEqualTo(7);
        assertThat(house.get("/api/v1/runway?months=60&wait=30").get("months").intValue())
                .isEqualTo(60);
        var wrong = house.send(house.request("/api/v1/runway?wait=0"));
        assertThat(wrong.statusCode()).isEqualTo(400);
    }

    @Test
    void countsWhatTenantsHad() throws Exception {
        house.submit("counted");
        House.until(() -> house.state("counted").equals("running"));
        var ledger = house.get("/api/v1/ledger");
        assertThat(ledger.at("/tenants/0/tenant").stringValue()).isEqualTo("us");
        assertThat(ledger.at("/tenants/0/held").intValue()).isPositive();
        assertThat(ledger.at("/tenants/0/money").doubleValue()).isGreaterThanOrEqualTo(0);
        assertThat(house.get("/api/v1/tenants").at("/tenants").size()).isEqualTo(2);
        var prices = house.get("/api/v1/prices?points=10");
        assertThat(prices.at("/pools/0/id").stringValue()).isEqualTo("pool");
    }

    @Test
    void givesTheLastLinesOfARun() throws Exception {
        house.submit("wordy");
        House.until(() -> house.state("wordy").equals("running"));
        var file = Files.createTempFile("medley-log", ".txt");
        Files.writeString(file, "one\ntwo\nthree\n");
        house.logs.put("wordy#0/stdout", file);
        var path = "/api/v1/works/wordy/logs";
        assertThat(house.send(house.request(path + "?tail=2")).body()).isEqualTo("two\nthree\n");
        assertThat(house.send(house.request(path)).body()).isEqualTo("one\ntwo\nthree\n");
        assertThat(house.send(house.request(path + "?stream=stderr")).statusCode()).isEqualTo(404);
        assertThat(house.send(house.request(path + "?run=../../etc/passwd")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void packsLargeAnswers() throws Exception {
        var plain = house.send(house.request("/api/v1/fleet")).body();
        var packed = house.bytes(house.request("/openapi.yaml").header("Accept-Encoding", "gzip"));
        assertThat(plain).startsWith("{");
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("openapi: 3.1");
        }
    }

    @Test
    void tellsWhatItDoesNotUnderstand() throws Exception {
        assertThat(house.send(house.request("/nothing/here")).statusCode()).isEqualTo(404);
        assertThat(house.send(house.request("/api/v1/fleet").DELETE()).statusCode()).isEqualTo(405);
        var answer = house.send(house.request("/api/v1/works?limit=many"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(House.json(answer).at("/errors/0/field").stringValue()).isEqualTo("limit");
    }
}
