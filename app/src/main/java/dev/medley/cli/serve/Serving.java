package dev.medley.cli.serve;

import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Progress;
import dev.medley.cli.terminal.Release;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Observation;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fleet.Pool;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Planner;
import dev.medley.core.sim.days.Hazards;
import dev.medley.core.units.Streams;
import dev.medley.demo.SimulatedFleet;
import dev.medley.demo.Visitors;
import dev.medley.devices.Discovery;
import dev.medley.devices.Findings;
import dev.medley.devices.Vigil;
import dev.medley.files.Documents;
import dev.medley.fitting.SharedFits;
import dev.medley.http.Face;
import dev.medley.http.Options;
import dev.medley.http.Server;
import dev.medley.journal.Journals;
import dev.medley.live.Clock;
import dev.medley.live.Crew;
import dev.medley.live.Epoch;
import dev.medley.live.FastClock;
import dev.medley.live.Live;
import dev.medley.live.Origin;
import dev.medley.live.Rhythm;
import dev.medley.live.Tokens;
import dev.medley.live.Told;
import dev.medley.process.Leftovers;
import dev.medley.process.LocalExecutor;
import dev.medley.process.Settings;
import dev.medley.telemetry.Chronicle;
import dev.medley.telemetry.Metrics;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A running server: journal, loop, executors and faces, put together and taken apart in order.
final class Serving implements AutoCloseable {

    /// From one look at this machine's devices to the next.
    private static final long LOOK_S = 30;

    /// When folders of old runs are first looked for, and how often.
    private static final long LEFTOVERS_FIRST_S = 120;

    private static final long LEFTOVERS_S = 3_600;

    private static final System.Logger LOG = System.getLogger("dev.medley.serve");

    private static final double DEMO_NOISE = 0.05;
    private static final long FAULT_DAYS_MS = 90L * 86_400_000;

    /// What is heard of simulated runs now and then is enough.
    private static final long REPORT_MS = 30 * 60_000;

    private static final Visitors.Terms VISITORS =
            new Visitors.Terms(12_000, 25_000, 40, Care.DEFAULT, 0);

    /// How it serves.
    ///
    /// @param where folder or URL of the journal
    /// @param speed of the clock
    record Terms(
            Path data,
            String where,
            double speed,
            boolean demo,
            Hazards faults,
            long seed,
            Leftovers.Terms kept,
            Options options) {}

    /// Whoever speaks needs a token, and there is none.
    static final class NobodyKnown extends IOException {
        private static final long serialVersionUID = 1;

        NobodyKnown(String where) {
            super(
                    """
                    Whoever speaks needs a token (--auth), and nobody has one yet. Make the first:
                      medley tokens create NAME --role operator %s\
                    """
                            .formatted(where));
        }
    }

    /// What it serves with.
    record Parts(
            Documents.Loaded loaded,
            Catalog catalog,
            Household household,
            Discovery discovery,
            Findings findings,
            Epoch epoch) {}

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Terms terms;
    private final Parts parts;
    private final Clock clock;
    private final SharedFits fits;
    private final Metrics metrics;
    private @Nullable Server server;

    private Serving(Terms terms, Parts parts, SharedFits fits) {
        this.terms = terms;
        this.parts = parts;
        this.clock = terms.speed() == 1 ? Clock.WALL : new FastClock(terms.speed());
        this.fits = fits;
        this.metrics = new Metrics(parts.household().setup());
    }

    /// Serves when it returns.
    static Serving start(Terms terms, Parts parts, RulesOption rules, CommandLine line)
            throws IOException {
        var progress = new Progress(line.getErr());
        var fits = new SharedFits(Inputs.fitting(progress));
        var serving = new Serving(terms, parts, fits);
        try {
            var works = parts.loaded().portfolio().works();
            fits.prepare(works, serving.columns());
            serving.open(rules, line);
            return serving;
        } catch (IOException | RuntimeException failure) {
            serving.close();
            throw failure;
        }
    }

    private List<ChipOffer> columns() {
        var setup = parts.household().setup();
        return Planner.columns(setup.pools(), setup.reference());
    }

    private void open(RulesOption rules, CommandLine line) throws IOException {
        var household = parts.household();
        var setup = household.setup();
        var journal = Journals.open(terms.where());
        open.add(journal);
        if (terms.options().auth()
                && terms.options().oidc() == null
                && journal.tokens().list().isEmpty()) {
            throw new NobodyKnown(
                    (terms.where().startsWith("jdbc:")
                            ? "--journal URL"
                            : "--data " + terms.where()));
        }
        journal.begin(parts.epoch());
        var local = localExecutor();
        var simulated = simulatedFleet();
        var ours = household.local().stream().map(Node::id).collect(Collectors.toSet());
        var crew =
                new Crew(
                        List.of(local, simulated), node -> ours.contains(node) ? local : simulated);
        var rhythm = terms.speed() == 1 ? new Rhythm(30_000, 200) : new Rhythm(5_000, 500);
        var live = Live.start(setup, fits, journal, crew, clock, rhythm, metrics);
        // The loop closes executors and journal itself.
        open.clear();
        open.add(live);
        open.add(live.watch(simulated::saw)::run);
        open.add(live.watch(new Chronicle())::run);
        metrics.attach(live);
        attend(live);
        watchDevices(live);
        removeLeftovers(live);
        if (!terms.faults().equals(Hazards.NONE)) {
            simulated.breakLater(
                    terms.faults()
                            .draw(household.simulated(), FAULT_DAYS_MS, new Streams(terms.seed())));
        }
        if (terms.demo()) {
            bringWork(live);
        }
        server = Server.start(face(live, local, journal.tokens(), rules, line), terms.options());
        open.add(server);
    }

    private LocalExecutor localExecutor() {
        var recipes = parts.loaded().portfolio().policy().recipes();
        var settings = Settings.usual(terms.data(), Path.of(""), recipes);
        return new LocalExecutor(settings.with(names()));
    }

    /// What programs call a device: as its vendor counts it.
    private Settings.DeviceNames names() {
        var found = parts.findings().byChip();
        return (node, device) -> {
            var devices = found.get(Household.chip(node));
            return devices == null || device >= devices.size()
                    ? Integer.toString(device)
                    : Integer.toString(devices.get(device).row().index());
        };
    }

    private SimulatedFleet simulatedFleet() {
        var noise = terms.faults().noise();
        return new SimulatedFleet(
                parts.household().simulated(),
                clock,
                terms.speed(),
                noise > 0 ? noise : DEMO_NOISE,
                REPORT_MS,
                terms.seed());
    }

    /// Nodes that are there join; those that the journal knows and that are gone are lost.
    private void attend(Live live) {
        var household = parts.household();
        var all = new ArrayList<>(household.local());
        all.addAll(household.simulated());
        Set<String> known = live.ask(d -> new TreeSet<>(d.state().machines().keySet())).join();
        var here = all.stream().map(Node::id).collect(Collectors.toSet());
        // Told together, they are made durable together.
        var told = new ArrayList<CompletableFuture<Told>>();
        for (var node : all) {
            if (!known.contains(node.id())) {
                told.add(live.tell(Origin.START, at -> new Command.AddNode(at, node)));
            } else {
                told.add(saw(live, new Observation.NodeSeen(node.id(), true, List.of())));
            }
        }
        for (var gone : known) {
            if (!here.contains(gone)) {
                told.add(saw(live, new Observation.NodeLost(gone)));
            }
        }
        told.forEach(CompletableFuture::join);
    }

    private static CompletableFuture<Told> saw(Live live, Observation seen) {
        return live.tell(Origin.START, at -> new Command.Observe(at, seen));
    }

    /// Tells from time to time which of this machine's devices are well.
    private void watchDevices(Live live) {
        var chips = parts.findings().byChip();
        var vigils =
                parts.household().local().stream()
                        .map(Node::id)
                        .map(id -> new Vigil(id, chips.getOrDefault(Household.chip(id), List.of())))
                        .toList();
        ScheduledExecutorService looking =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("medley-devices").daemon().factory());
        open.add(looking::shutdownNow);
        var _ =
                looking.scheduleWithFixedDelay(
                        () -> {
                            var now = parts.discovery().again(parts.findings());
                            for (var vigil : vigils) {
                                var seen = vigil.seen(now);
                                var _ =
                                        live.tell(
                                                Origin.EXECUTOR,
                                                at -> new Command.Observe(at, seen));
                            }
                        },
                        LOOK_S,
                        LOOK_S,
                        TimeUnit.SECONDS);
    }

    /// Removes folders of runs that have been over for long.
    private void removeLeftovers(Live live) {
        var leftovers = new Leftovers(terms.data(), terms.kept());
        ScheduledExecutorService removing =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("medley-leftovers").daemon().factory());
        open.add(removing::shutdownNow);
        var _ =
                removing.scheduleWithFixedDelay(
                        () -> {
                            try {
                                leftovers.remove(() -> runs(live), System.currentTimeMillis());
                            } catch (IOException | RuntimeException failure) {
                                LOG.log(Level.WARNING, "event=leftovers-stay", failure);
                            }
                        },
                        LEFTOVERS_FIRST_S,
                        LEFTOVERS_S,
                        TimeUnit.SECONDS);
    }

    private static Set<String> runs(Live live) {
        return live.ask(desk -> Set.copyOf(desk.state().runs().keySet())).join();
    }

    private void bringWork(Live live) {
        var works = new ArrayList<>(parts.loaded().portfolio().works());
        var urgent = works.stream().filter(w -> w.name().equals(DemoFiles.URGENT_WORK)).findFirst();
        urgent.ifPresent(works::remove);
        var visitors = new Visitors(live, works, VISITORS);
        open.add(visitors);
        visitors.open(urgent.orElseThrow());
    }

    private Face face(
            Live live, LocalExecutor local, Tokens tokens, RulesOption rules, CommandLine line) {
        var loaded = parts.loaded();
        var household = parts.household();
        Supplier<LocalDate> today =
                () -> Instant.ofEpochMilli(clock.nowMs()).atZone(ZoneOffset.UTC).toLocalDate();
        var simulated = household.simulated().stream().map(Node::pool).collect(Collectors.toSet());
        var about =
                new Face.About(
                        Release.VERSION,
                        clock.nowMs(),
                        terms.speed(),
                        terms.demo(),
                        loaded.portfolio().policy().currency(),
                        simulated);
        return new Face(
                about,
                live,
                new ServedDocuments(parts.catalog(), columns(), fits, Care::of, today),
                new ServedAnswers(
                        loaded,
                        parts.catalog(),
                        live,
                        fits,
                        dates -> permissions(dates, loaded.stock().pools(), rules, line),
                        today),
                local::log,
                new JournalHistory(terms.where()),
                tokens,
                metrics::text);
    }

    private List<Permissions> permissions(
            List<LocalDate> dates, List<Pool> pools, RulesOption rules, CommandLine line) {
        var byDay = rules.permissions(parts.loaded(), pools, dates, line);
        return byDay == null ? List.of() : byDay;
    }

    Server server() {
        return Objects.requireNonNull(server);
    }

    /// Faces first, then who brings work, then the loop with all it holds.
    @Override
    public void close() throws IOException {
        IOException trouble = null;
        for (var part : open.reversed()) {
            try {
                part.close();
            } catch (Exception failure) {
                trouble = new IOException("Could not close: " + failure.getMessage(), failure);
            }
        }
        open.clear();
        metrics.close();
        if (trouble != null) {
            throw trouble;
        }
    }

    /// Devices of this machine that a pool can be made of, by chip: those that tools list, or the
    /// processor's cores.
    static SortedMap<String, Integer> devices(Findings findings) {
        var devices = new TreeMap<String, Integer>();
        findings.byChip()
                .forEach(
                        (chip, found) ->
                                devices.put(
                                        chip,
                                        chip.equals("cpu")
                                                ? findings.processor().cores()
                                                : found.size()));
        return devices;
    }
}
