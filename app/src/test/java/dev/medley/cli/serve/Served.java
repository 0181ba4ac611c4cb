package dev.medley.cli.serve;

import static java.util.Objects.requireNonNull;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.planning.PlanCommand;
import dev.medley.cli.terminal.Progress;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Setup;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Planner;
import dev.medley.core.plan.RuleChanges;
import dev.medley.files.Documents;
import dev.medley.files.ModelFiles;
import dev.medley.fitting.SharedFits;
import dev.medley.http.Face;
import dev.medley.http.Obedient;
import dev.medley.http.Options;
import dev.medley.http.Server;
import dev.medley.http.TokenList;
import dev.medley.live.Live;
import dev.medley.live.MemoryJournal;
import dev.medley.live.Meter;
import dev.medley.live.Origin;
import dev.medley.live.Rhythm;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A server with real documents, fits and answers; its runs never get anywhere.
public final class Served implements AutoCloseable {

    static final String FLEET =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata: {name: small}
            spec:
              currency: CNY
              sites:
                - {name: home, country: CN, powerPricePerKwh: 0.4 CNY/kWh, pue: 1.2}
              pools:
                - {name: h800, site: home, chip: nvidia-h800-sxm, devices: 16, devicesPerNode: 8, domainDevices: 8, costPerDeviceHour: 13 CNY/h}
                - {name: ascend, site: home, chip: huawei-ascend-910b3, devices: 32, devicesPerNode: 8, domainDevices: 8, costPerDeviceHour: 5 CNY/h}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: Tenant
            metadata: {name: lab}
            spec: {}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: Tenant
            metadata: {name: shop}
            spec: {}
            """;

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    final Live live;
    public final Server server;
    final TokenList tokens = new TokenList();
    final MemoryJournal journal = new MemoryJournal();
    public final Map<String, Path> logs = Collections.synchronizedMap(new TreeMap<>());

    private Served(Documents.Loaded loaded, Catalog catalog, Options options) throws IOException {
        var fits =
                new SharedFits(Inputs.fitting(new Progress(new PrintWriter(new StringWriter()))));
        var setup = setup(loaded, catalog);
        live =
                Live.start(
                        setup,
                        fits,
                        journal,
                        new Obedient(),
                        System::currentTimeMillis,
                        new Rhythm(1000, 20),
                        Meter.NONE);
        for (var pool : setup.pools()) {
            int perNode = pool.devicesPerNode();
            for (int n = 0; n < pool.devices() / perNode; n++) {
                var node = new Node(pool.id() + "/" + n, pool.id(), perNode, 0, 0, List.of());
                live.tell(Origin.START, at -> new Command.AddNode(at, node)).join();
            }
        }
        var face =
                new Face(
                        new Face.About("0.0-test", 1, 1, true, "CNY", Set.of()),
                        live,
                        new ServedDocuments(
                                catalog,
                                Planner.columns(setup.pools(), setup.reference()),
                                fits,
                                Care::of,
                                () -> TODAY),
                        new ServedAnswers(
                                loaded,
                                catalog,
                                live,
                                fits,
                                days -> Collections.nCopies(days.size(), Permissions.OF_TERMS),
                                () -> TODAY),
                        (run, stream) -> logs.get(run + "/" + stream),
                        Face.History.NONE,
                        tokens,
                        () -> "");
        server = Server.start(face, options);
    }

    public static Served open() throws IOException {
        return open(Options.local(0));
    }

    public static Served open(Options options) throws IOException {
        return of(FLEET, options);
    }

    static Served of(String documents, Options options) throws IOException {
        var catalog = CatalogFiles.load(null, CatalogFiles.Part.values());
        var setting = new Documents.Setting(catalog, TODAY, ModelFiles.NONE);
        var read = Documents.read("fleet", documents.getBytes(StandardCharsets.UTF_8), setting);
        return over((Documents.Loaded) read, catalog, options);
    }

    static Served over(Documents.Loaded loaded, Catalog catalog, Options options)
            throws IOException {
        return new Served(loaded, catalog, options);
    }

    private static Setup setup(Documents.Loaded loaded, Catalog catalog) {
        var policy = loaded.portfolio().policy();
        return new Setup(
                loaded.fleet().pools(),
                List.of(),
                loaded.portfolio().tenants(),
                catalog.chip(policy.referenceChip()).orThrow(),
                catalog.model(policy.standardModel()).orThrow(),
                PlanCommand.goals(policy),
                RuleChanges.NONE,
                Setup.Timing.DEFAULT);
    }

    public static String job(String name, String tenant, int devices) {
        return """
        apiVersion: medley.dev/v1alpha1
        kind: BatchJob
        metadata: {name: %s}
        spec: {tenant: %s, priority: standard, command: [python, go.py], devices: %d, duration: 3h}
        """
                .formatted(name, tenant, devices);
    }

    public static String service(String name, double requests) {
        return """
        apiVersion: medley.dev/v1alpha1
        kind: InferenceService
        metadata: {name: %s}
        spec: {tenant: lab, priority: core, model: qwen3-30b-a3b, requestsPerSecond: %s, inputTokens: 900, outputTokens: 200, ttft: 3 s, tpot: 60 ms}
        """
                .formatted(name, requests);
    }

    public void until(String work, String state) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            var now =
                    live.ask(
                                    desk -> {
                                        var job = desk.state().jobs().get(work);
                                        var runs = desk.state().runs();
                                        return job == null
                                                ? "none"
                                                : job.runs().isEmpty()
                                                        ? "waiting"
                                                        : requireNonNull(
                                                                        runs.get(
                                                                                job.runs().first()))
                                                                .phase()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT);
                                    })
                            .join();
            if (now.equals(state)) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError(work + " did not come to be " + state);
    }

    @Override
    public void close() throws IOException {
        server.close();
        live.close();
    }
}
