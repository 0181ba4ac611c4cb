package dev.medley.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.medley.live.Tokens;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Holds the API's document against the server: every route is in it, nothing else is, and real
/// answers keep its schemas.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentTest {

    private static final String ID = "https://medley.dev/openapi";

    private House house;
    private JsonNode document;
    private SchemaRegistry registry;

    @BeforeAll
    void open() throws Exception {
        house = House.open();
        var yaml = house.send(house.request("/openapi.yaml")).body();
        document = new YAMLMapper().readTree(yaml);
        var text = JsonMapper.shared().writeValueAsString(document);
        registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, b -> b.schemas(Map.of(ID, text)));
        house.submit("alpha", "beta");
        house.post("/api/v1/works", "{\"name\":\"huge\",\"devices\":64}");
        house.submit("gone");
        House.until(() -> house.state("gone").equals("running"));
        house.send(house.request("/api/v1/works/gone").DELETE());
        House.until(() -> house.state("gone").equals("cancelled"));
        House.until(() -> house.state("alpha").equals("running"));
    }

    @AfterAll
    void close() throws IOException {
        house.close();
    }

    @Test
    void namesEveryRouteAndNoOther() {
        var routes = new TreeSet<String>();
        for (var endpoint : house.server.endpoints()) {
            var path = endpoint.path().replaceAll(":(\\w+)", "{$1}");
            routes.add(endpoint.method().name().toLowerCase(Locale.ROOT) + " " + path);
        }
        var documented = new TreeSet<String>();
        for (var path : document.at("/paths").properties()) {
            for (var operation : path.getValue().propertyNames()) {
                if (!operation.equals("parameters")) {
                    documented.add(operation + " " + path.getKey());
                }
            }
        }
        assertThat(documented).isEqualTo(routes);
    }

    @Test
    void saysWhichRoutesTakeNoToken() {
        for (var endpoint : house.server.endpoints()) {
            var operation = operation(endpoint);
            boolean open = operation.has("security") && operation.get("security").isEmpty();
            assertThat(open).as(endpoint.path()).isEqualTo(endpoint.needs() == null);
            if (endpoint.needs() == Tokens.Role.OPERATOR) {
                assertThat(operation.get("summary").stringValue()).contains("`operator`");
            }
        }
    }

    private JsonNode operation(Endpoint endpoint) {
        var path = endpoint.path().replaceAll(":(\\w+)", "{$1}");
        return document.get("paths")
                .get(path)
                .get(endpoint.method().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void keepsItsSchemasInRealAnswers() throws Exception {
        for (var path :
                List.of(
                        "/healthz",
                        "/readyz",
                        "/api/v1/server",
                        "/api/v1/fleet",
                        "/api/v1/works",
                        "/api/v1/works/alpha",
                        "/api/v1/works/huge",
                        "/api/v1/works/gone",
                        "/api/v1/works/huge/why",
                        "/api/v1/prices",
                        "/api/v1/ledger",
                        "/api/v1/tenants",
                        "/api/v1/tokens",
                        "/api/v1/plan",
                        "/api/v1/runway",
                        "/api/v1/vouchers")) {
            check("get", path, house.send(house.request(path)));
        }
    }

    @Test
    void keepsItsSchemasWhereSomethingIsDone() throws Exception {
        check("post", "/api/v1/works", house.submit("gamma"));
        check("post", "/api/v1/works", house.submit("gamma"));
        check("put", "/api/v1/works/gamma", put("/api/v1/works/gamma", "{\"name\":\"gamma\"}"));
        check("put", "/api/v1/works/gamma", put("/api/v1/works/gamma", "{\"name\":\"other\"}"));
        check("delete", "/api/v1/works/gamma", delete("/api/v1/works/gamma"));
        check("delete", "/api/v1/works/none", delete("/api/v1/works/none"));
        check("post", "/api/v1/nodes/n1/cordon", house.post("/api/v1/nodes/n1/cordon", ""));
        check("post", "/api/v1/nodes/n1/uncordon", house.post("/api/v1/nodes/n1/uncordon", ""));
        check("post", "/api/v1/nodes/no/drain", house.post("/api/v1/nodes/no/drain", ""));
        check("post", "/api/v1/preview", house.post("/api/v1/preview", "{\"name\":\"p\"}"));
        check("post", "/api/v1/preview", house.post("/api/v1/preview", "nonsense"));
        var token = "{\"name\":\"t\",\"role\":\"viewer\",\"tenant\":\"us\",\"expiresDays\":9}";
        check("post", "/api/v1/tokens", house.post("/api/v1/tokens", token));
        check("post", "/api/v1/tokens", house.post("/api/v1/tokens", token));
        check("delete", "/api/v1/tokens/t", delete("/api/v1/tokens/t"));
        check("get", "/api/v1/works", house.send(house.request("/api/v1/works?limit=x")));
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return house.send(house.request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return house.send(house.request(path).DELETE());
    }

    /// Holds an answer against what the document says of this path, method and status.
    private void check(String method, String path, HttpResponse<String> answer) {
        var template =
                path.replaceAll("/works/[^/]+", "/works/{name}")
                        .replaceAll("/nodes/[^/]+", "/nodes/{id}")
                        .replaceAll("/tokens/[^/]+", "/tokens/{name}");
        var what = "%s %s %d: %s".formatted(method, path, answer.statusCode(), answer.body());
        var responses = document.get("paths").get(template).get(method).get("responses");
        var response = responses.get(String.valueOf(answer.statusCode()));
        assertThat(response).as(what).isNotNull();
        var pointer =
                response.has("$ref")
                        ? response.get("$ref").stringValue().substring(1)
                        : "/paths/%s/%s/responses/%d"
                                .formatted(
                                        template.replace("~", "~0").replace("/", "~1"),
                                        method,
                                        answer.statusCode());
        var type = answer.headers().firstValue("Content-Type").orElseThrow();
        pointer += "/content/" + type.replace("/", "~1") + "/schema";
        assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
        assertThat(errors(pointer, answer.body())).as(what).isEmpty();
    }

    private List<String> errors(String pointer, String json) {
        var encoded = pointer.replace("{", "%7B").replace("}", "%7D");
        Schema schema = registry.getSchema(SchemaLocation.of(ID + "#" + encoded));
        var errors = new ArrayList<String>();
        schema.validate(JsonMapper.shared().readTree(json))
                .forEach(error -> errors.add(error.toString()));
        return errors;
    }
}
