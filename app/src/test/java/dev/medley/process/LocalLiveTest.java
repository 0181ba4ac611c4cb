package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.core.catalog.Precision;
import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation.How;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.BatchFit;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Memory;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fit.TimeTerms;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.Site;
import dev.medley.core.place.Node;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Launch;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Recipe;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Terms;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;
import dev.medley.live.Live;
import dev.medley.live.MemoryJournal;
import dev.medley.live.Meter;
import dev.medley.live.Origin;
import dev.medley.live.Rhythm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The examples of `examples/local`, run for real by a server on this machine.
@Timeout(180)
class LocalLiveTest {

    private static final int STEPS = 400;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path EXAMPLE = Path.of("..", "examples", "local");

    @TempDir Path data;

    private final MemoryJournal journal = new MemoryJournal();

    // --- a training loop ----------------------------------------------------------------------

    @Test
    void trainingMakesRoomSavesItselfAndGoesOnFromThere() throws Exception {
        try (var live = open()) {
            submit(live, training());
            await(() -> has(Event.RunProgressed.class));
            submit(live, job("urgent", Priority.CORE, Launch.DEFAULT, List.of("sleep", "1")));
            await(() -> closed("urgent"));
            await(() -> closed("train"));
        }
        var ends = all(Event.RunEnded.class);
        assertThat(ends.map(Event.RunEnded::run)).containsExactly("train#0", "urgent#0", "train#1");
        assertThat(all(Event.RunEnded.class).map(Event.RunEnded::how))
                .containsExactly(How.STOPPED, How.FINISHED, How.FINISHED);
        everyStepWasDoneOnce();
    }

    @Test
    void trainingGoesOnWhileTheServerIsAway() throws Exception {
        try (var live = open()) {
            submit(live, training());
            await(() -> has(Event.RunProgressed.class));
        }
        Thread.sleep(300);
        try (var live = open()) {
            await(() -> closed("train"));
            assertThat(live.ask(desk -> desk.state().runs().size()).get()).isZero();
        }
        assertThat(all(Event.RunPlaced.class)).hasSize(1);
        everyStepWasDoneOnce();
    }

    private void everyStepWasDoneOnce() throws IOException {
        var steps = Files.readAllLines(data.resolve("works/train/checkpoint/steps.log"));
        var once = IntStream.rangeClosed(1, STEPS).mapToObj(Integer::toString).toList();
        assertThat(steps).isEqualTo(once);
        assertThat(all(Event.Closed.class).filter(c -> c.work().equals("train")))
                .allMatch(closed -> closed.end() == Event.End.DONE);
    }

    private static BatchJob training() {
        var launch =
                new Launch(
                        List.of(),
                        new TreeMap<>(),
                        EXAMPLE.toAbsolutePath().toString(),
                        null,
                        null,
                        Launch.Checkpoint.UNSAID,
                        60_000L,
                        10L,
                        null);
        var command = List.of(JAVA, "Train.java", Integer.toString(STEPS), "10");
        return job("train", Priority.SPARE, launch, command);
    }

    private static BatchJob job(
            String name, Priority priority, Launch launch, List<String> command) {
        return new BatchJob(terms(name, priority, launch), 2, new TreeMap<>(), command, 0.1, null);
    }

    // --- a service ----------------------------------------------------------------------------

    @Test
    void aServiceGetsAsManyReplicasAsItIsAskedFor() throws Exception {
        try (var live = open()) {
            submit(live, service(15));
            await(() -> all(Event.RunStarted.class).count() == 2);
            tell(live, new Command.Change(0, service(5)));
            await(() -> all(Event.RunEnded.class).count() == 1);
            assertThat(live.ask(desk -> desk.state().runs().size()).get()).isEqualTo(1);
            tell(live, new Command.Cancel(0, "answers"));
            await(() -> closed("answers"));
        }
    }

    private static InferenceService service(double requestsPerSecond) {
        var launch =
                new Launch(
                        List.of(JAVA, "Serve.java", "{work}", "{port}"),
                        new TreeMap<>(),
                        EXAMPLE.toAbsolutePath().toString(),
                        null,
                        null,
                        Launch.Checkpoint.UNSAID,
                        null,
                        10L,
                        null);
        var model = CatalogFiles.builtIn().model("qwen3-0.6b").orThrow();
        return new InferenceService(
                terms("answers", Priority.STANDARD, launch),
                List.of(new Variant(model, null, 1)),
                0,
                requestsPerSecond,
                100,
                100,
                0,
                null,
                null);
    }

    // --- a server -----------------------------------------------------------------------------

    private Live open() throws Exception {
        var settings = Settings.usual(data, data, new TreeMap<String, Recipe>()).with(Runs.QUICK);
        var live =
                Live.start(
                        setup(),
                        LocalLiveTest::fit,
                        journal,
                        new LocalExecutor(settings),
                        System::currentTimeMillis,
                        new Rhythm(200, 20),
                        Meter.NONE);
        if (!has(Event.NodeAdded.class)) {
            tell(live, new Command.AddNode(0, new Node("here", "cpus", 2, 0, 0, List.of())));
        }
        return live;
    }

    private static Setup setup() {
        var catalog = CatalogFiles.builtIn();
        var site = new Site("home", "CN", 0.4, 1.2);
        return new Setup(
                List.of(new Pool("cpus", site, catalog.chip("cpu").orThrow(), "cpu", 2, 2, 2, 0)),
                List.of(),
                List.of(Tenant.named("us")),
                catalog.chip("cpu").orThrow(),
                catalog.model("llama3.1-8b").orThrow(),
                new PlanInput.Goals(0, 0, 0, 0, 0),
                Setup.Timing.DEFAULT);
    }

    /// No model predicts a service on a processor: ten requests a second for each.
    private static Fit fit(Work work, ChipOffer offer) {
        if (work instanceof BatchJob job) {
            return BatchFit.fit(job, offer);
        }
        var shape =
                new Shape(
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        Precision.BF16,
                        Precision.BF16,
                        1,
                        1,
                        false,
                        "cpu",
                        "qwen3-0.6b",
                        null);
        var fit =
                new ShapeFit(
                        shape,
                        10,
                        "requests/s",
                        new Band(10, 10, 0),
                        null,
                        null,
                        new TimeTerms(0, 0, 0, 0, 0),
                        new Memory(0, 0, 0, 0),
                        0,
                        0);
        return new Fit.Fits(work.name(), "cpu", List.of(fit));
    }

    private static Terms terms(String name, Priority priority, Launch launch) {
        return new Terms(
                name,
                "us",
                priority,
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Outlook.NONE,
                launch);
    }

    private static void submit(Live live, Work work) throws Exception {
        tell(live, new Command.Submit(0, work, Care.of(work)));
    }

    private static void tell(Live live, Command command) throws Exception {
        assertThat(live.tell(Origin.START, _ -> command).get().reply().toString())
                .contains("Accepted");
    }

    private <E extends Event> Stream<E> all(Class<E> kind) {
        return journal.entries().stream()
                .flatMap(entry -> entry.events().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private boolean has(Class<? extends Event> kind) {
        return all(kind).findAny().isPresent();
    }

    private boolean closed(String work) {
        return all(Event.Closed.class).anyMatch(event -> event.work().equals(work));
    }

    private void await(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Runs.pause();
        }
    }
}
