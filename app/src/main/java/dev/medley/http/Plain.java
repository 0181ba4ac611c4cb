package dev.medley.http;

import dev.medley.live.Desk;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What is not part of the API: health, metrics, the API's document, and the web page, which comes
/// from the class path and from nowhere else.
final class Plain {

    private static final String WEB = "/dev/medley/web/";
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,100}");

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json",
                    "txt", "text/plain; charset=utf-8");

    private static final String NO_PAGE =
            """
            <!doctype html><meta charset="utf-8"><title>Medley</title>
            <h1>Medley</h1><p>This build carries no web page. The API is at
            <a href="/openapi.yaml">/openapi.yaml</a>.</p>
            """;

    private final Bridge bridge;
    private final Supplier<String> metrics;
    private final SignIn signIn;

    Plain(Bridge bridge, Supplier<String> metrics, SignIn signIn) {
        this.bridge = bridge;
        this.metrics = metrics;
        this.signIn = signIn;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("/", _ -> page("index.html")),
                Endpoint.open("/assets/:file", call -> page("assets/" + name(call))),
                Endpoint.open("/favicon.svg", _ -> page("favicon.svg")),
                Endpoint.open("/healthz", _ -> Future.succeededFuture(Answer.ok(Health.OK))),
                Endpoint.open(
                        "/readyz", _ -> bridge.ask(Desk::latest).map(_ -> Answer.ok(Health.OK))),
                Endpoint.open("/openapi.yaml", _ -> openApi()),
                Endpoint.get("/metrics", Endpoint.Reach.ALL_TENANTS_ONLY, _ -> metrics()));
    }

    record Health(String status) {
        static final Health OK = new Health("ok");
    }

    private Future<Answer> metrics() {
        return bridge.quick(metrics::get)
                .map(text -> new Answer.Text("text/plain; version=0.0.4; charset=utf-8", text));
    }

    private Future<Answer> openApi() {
        return bridge.quick(
                () -> {
                    var bytes = resource("/dev/medley/http/openapi.yaml");
                    if (bytes == null) {
                        throw new IllegalStateException("The API's document is not packed.");
                    }
                    return new Answer.Bytes("application/yaml", Buffer.buffer(bytes), Map.of());
                });
    }

    private static String name(Call call) {
        var name = call.part("file");
        if (!FILE.matcher(name).matches()) {
            throw Problem.notFound("There is no such file.").thrown();
        }
        return name;
    }

    private Future<Answer> page(String file) {
        var origin = signIn.origin();
        var policy = policy(origin.isEmpty() ? "'self'" : "'self' " + origin);
        return bridge.quick(
                () -> {
                    var bytes = resource(WEB + file);
                    boolean index = file.equals("index.html");
                    if (bytes == null && !index) {
                        throw Problem.notFound("There is no such file.").thrown();
                    }
                    var sent = bytes == null ? NO_PAGE.getBytes(StandardCharsets.UTF_8) : bytes;
                    var type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
                    return new Answer.Bytes(
                            type == null ? "application/octet-stream" : type,
                            Buffer.buffer(sent),
                            Map.of(
                                    "Content-Security-Policy",
                                    policy,
                                    // Vite names assets by their content.
                                    "Cache-Control",
                                    file.startsWith("assets/")
                                            ? "public, max-age=31536000, immutable"
                                            : "no-cache"));
                });
    }

    /// Scripts and styles from here alone; nobody may frame the page.
    ///
    /// @param asked who may be asked for anything: this server, and who gives out tokens
    private static String policy(String asked) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; connect-src %s; manifest-src 'self'; base-uri 'none';"
                        .formatted(asked)
                + " form-action 'none'; frame-ancestors 'none'";
    }

    private static byte @Nullable [] resource(String path) throws IOException {
        try (var in = Plain.class.getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
