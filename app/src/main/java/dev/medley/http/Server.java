package dev.medley.http;

import dev.medley.live.Entry;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The HTTP server. All of it runs on one event loop; what computes or reads files does so aside.
public final class Server implements AutoCloseable {

    private static final long SWEEP_MS = 5_000;
    private static final int COMPRESS_FROM = 1024;

    private final Vertx vertx;
    private final Context context;
    private final Options options;
    private final Aside aside;
    private final Memory memory;
    private final Streams streams;
    private final List<Endpoint> endpoints;
    private final HttpServer server;
    private final Runnable unwatch;
    private final @Nullable Vouching vouching;

    /// Entries on their way from the loop's thread to the event loop.
    private final ConcurrentLinkedQueue<Entry> arriving = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean called = new AtomicBoolean();

    /// Whether entries are passed on; before, they wait.
    private volatile boolean begun;

    /// Connections on which nobody has asked anything yet, and since when.
    private final Map<HttpConnection, Long> silent = new LinkedHashMap<>();

    private int connections;

    private Server(Face face, Options options) throws IOException {
        this.options = options;
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(2)
                                .setInternalBlockingPoolSize(2));
        this.context = vertx.getOrCreateContext();
        this.aside = new Aside();
        var live = face.live();
        // First the entries to come, then those that were, then the state: nothing falls between.
        var setup = live.ask(desk -> desk.state().setup()).join();
        this.memory = new Memory(setup, face.about().currency());
        this.unwatch = live.watch(this::arrives);
        face.history().each(memory::take);
        live.ask(
                        desk -> {
                            drain();
                            memory.begin(desk);
                            return desk.latest();
                        })
                .join();
        var bridge = new Bridge(live, context, aside);
        var oidc = options.oidc();
        var tenants = new TreeSet<String>();
        setup.tenants().forEach(tenant -> tenants.add(tenant.name()));
        this.vouching = oidc == null ? null : new Vouching(oidc, tenants, context);
        var door = new Door(options, face.tokens(), bridge, vouching);
        this.streams = new Streams(vertx, memory, options.limits().streams(), door);
        this.endpoints = endpoints(face, bridge, door, new SignIn(options, vouching));
        var desk = new Dispatch(vertx, options, door, endpoints);
        this.server =
                vertx.createHttpServer(settings(options))
                        .connectionHandler(this::connected)
                        .requestHandler(
                                request -> {
                                    silent.remove(request.connection());
                                    desk.handle(request);
                                });
    }

    private List<Endpoint> endpoints(Face face, Bridge bridge, Door door, SignIn signIn) {
        var all = new ArrayList<Endpoint>();
        all.addAll(new Plain(bridge, face.metrics(), signIn).endpoints());
        all.addAll(signIn.endpoints());
        all.addAll(new Looks(face.about(), bridge, memory, options.auth()).endpoints());
        all.addAll(new Orders(face.reader(), bridge).endpoints());
        all.addAll(new Slow(face, bridge, memory).endpoints());
        all.addAll(new Grants(face.tokens(), bridge, door).endpoints());
        all.addAll(streams.endpoints());
        all.addAll(new LogLines(vertx, face.logs(), bridge, memory, streams).endpoints());
        return List.copyOf(all);
    }

    /// Listens when it returns.
    ///
    /// @throws IOException if the address is taken, or a certificate cannot be read
    public static Server start(Face face, Options options) throws IOException {
        var server = new Server(face, options);
        try {
            server.check();
            server.listen();
        } catch (IOException refused) {
            server.close();
            throw refused;
        } catch (CompletionException failure) {
            server.close();
            var cause = failure.getCause() == null ? failure : failure.getCause();
            throw new IOException(
                    "Cannot listen on %s:%d: %s"
                            .formatted(options.listen(), options.port(), cause.getMessage()),
                    cause);
        }
        return server;
    }

    private void check() throws IOException {
        var tls = options.tls();
        if (tls != null) {
            TlsFiles.check(tls, vertx);
        }
        if (vouching != null) {
            vouching.begin();
        }
    }

    private void listen() {
        // Begun on the one context, so that every connection is served there.
        Future.<HttpServer>future(
                        listening ->
                                context.runOnContext(
                                        _ -> {
                                            streams.start();
                                            begun = true;
                                            deliver();
                                            vertx.setPeriodic(SWEEP_MS, _ -> sweep());
                                            server.listen(options.port(), options.listen())
                                                    .onComplete(listening);
                                        }))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static HttpServerOptions settings(Options options) {
        var limits = options.limits();
        var settings =
                new HttpServerOptions()
                        .setHttp2ClearTextEnabled(false)
                        .setUseAlpn(false)
                        .setMaxHeaderSize(limits.headerBytes())
                        .setMaxInitialLineLength(limits.headerBytes())
                        .setHandle100ContinueAutomatically(true)
                        .setCompressionSupported(true)
                        .setCompressionContentSizeThreshold(COMPRESS_FROM)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout((int) (limits.answerMs() + limits.readMs()));
        var tls = options.tls();
        if (tls != null) {
            settings.setSsl(true)
                    .setKeyCertOptions(
                            new PemKeyCertOptions()
                                    .addCertPath(tls.certificate().toString())
                                    .addKeyPath(tls.key().toString()));
        }
        return settings;
    }

    // --- entries --------------------------------------------------------------------------------

    /// On the loop's thread.
    private void arrives(Entry entry) {
        arriving.add(entry);
        if (begun && called.compareAndSet(false, true)) {
            context.runOnContext(_ -> deliver());
        }
    }

    private void deliver() {
        called.set(false);
        drain();
        streams.pump();
    }

    private void drain() {
        for (var entry = arriving.poll(); entry != null; entry = arriving.poll()) {
            memory.take(entry);
        }
    }

    // --- connections ----------------------------------------------------------------------------

    private void connected(HttpConnection connection) {
        if (connections >= options.limits().connections()) {
            connection.close();
            return;
        }
        connections++;
        silent.put(connection, System.nanoTime());
        connection.closeHandler(
                _ -> {
                    connections--;
                    silent.remove(connection);
                });
    }

    /// Whoever connects and asks nothing has had its time.
    private void sweep() {
        long before = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(options.limits().readMs());
        var late = new ArrayList<HttpConnection>();
        silent.forEach(
                (connection, since) -> {
                    if (since - before < 0) {
                        late.add(connection);
                    }
                });
        late.forEach(HttpConnection::close);
    }

    /// The port it listens on.
    public int port() {
        return server.actualPort();
    }

    /// Where clients find it.
    public String url() {
        var host = options.listen().contains(":") ? "[" + options.listen() + "]" : options.listen();
        return "%s://%s:%d".formatted(options.tls() == null ? "http" : "https", host, port());
    }

    /// All that can be asked, for tests.
    List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        unwatch.run();
        if (vouching != null) {
            vouching.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
        aside.close();
    }
}
