package dev.medley.cli.serve;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.input.FaultOption;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.JournalOption;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Release;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.sim.days.Hazards;
import dev.medley.devices.Discovery;
import dev.medley.devices.Host;
import dev.medley.files.Documents;
import dev.medley.http.Server;
import dev.medley.telemetry.ServerLog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `medley serve`: the control plane on this machine.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Finds this machine's accelerators, runs what is submitted on them, and shows it all on"
                    + " a web page.",
            "Every accepted word is kept in a journal and survives any crash."
        })
public final class ServeCommand implements Callable<Integer> {

    private static final double MOST_SPEED = 10_000;

    /// Five logs of so many bytes are kept at most.
    private static final long LOG_BYTES = 16L << 20;

    private static final int LOGS_ASIDE = 4;

    /// Runs live on; only the last words are waited for.
    private static final long CLOSING_S = 20;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILES",
            description =
                    "Documents: tenants, policy, rules, vouchers. Their pools are taken with"
                            + " --simulate only; work is submitted with `medley submit`.")
    private List<Path> files = List.of();

    @Mixin private JournalOption journal = new JournalOption();

    @Option(
            names = "--demo",
            description =
                    "Also brings a fleet of unlike chips, which is simulated, and sample work.")
    private boolean demo;

    @Option(
            names = "--simulate",
            description = "Simulates the pools that the documents name, beside this machine's own.")
    private boolean simulate;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "With --demo or --simulate: seconds of the server's clock per real one"
                            + " (default: 60).")
    private double speed = 60;

    @Option(
            names = "--faults",
            paramLabel = "KIND=N,...",
            converter = FaultOption.class,
            description =
                    "With --demo or --simulate: what goes wrong, as for `medley simulate fleet`.")
    private Hazards faults = Hazards.NONE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "With --demo or --simulate: seed of all dice (default: 42).")
    private long seed = 42;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description =
                    "Where JSON lines are logged (default: server.log in the server's folder).")
    private @Nullable Path log;

    @Mixin private KeepOptions keep = new KeepOptions();

    @Mixin private ListenOptions listen = new ListenOptions();

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Mixin private RulesOption rules = new RulesOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var line = spec.commandLine();
        boolean imagines = demo || simulate;
        check(imagines);
        var options = listen.options();
        var kept = keep.terms();
        var folder = journal.make();
        var known = catalog.load(CatalogFiles.Part.values());
        var read = new ArrayList<>(files);
        if (demo) {
            read.add(DemoFiles.write(folder.resolve("demo")));
        }
        var today = LocalDate.now(ZoneOffset.UTC);
        var loaded = documents(read, known, today);
        if (loaded == null || !isClear(loaded, imagines)) {
            return Exit.BAD_INPUT;
        }
        var discovery = new Discovery(Host.here(), known);
        var findings = discovery.find();
        findings.notes().forEach(note -> line.getErr().println("medley: " + note));
        var devices = Serving.devices(findings);
        var household =
                EpochGround.household(loaded, known, devices, today, rules, line)
                        .on(findings.processor());
        var settings = new TreeMap<String, String>();
        settings.put(EpochGround.LOCAL, Household.words(devices));
        var epoch =
                EpochGround.epoch(
                        Release.VERSION,
                        household.setup(),
                        today,
                        settings,
                        Documents.texts(read),
                        new EpochGround.Overlays(catalog.texts(), rules.texts()));
        var terms =
                new Serving.Terms(
                        folder,
                        journal.where(),
                        imagines ? speed : 1,
                        demo,
                        faults,
                        seed,
                        kept,
                        options);
        var parts = new Serving.Parts(loaded, known, household, discovery, findings, epoch);
        var closed = new CountDownLatch(1);
        var lines = log == null ? folder.resolve("server.log") : log;
        try (var _ = ServerLog.start(lines, LOG_BYTES, LOGS_ASIDE, "INFO");
                var serving = Serving.start(terms, parts, rules, line)) {
            say(serving.server(), folder, imagines);
            awaitEnd(closed);
        } catch (Serving.NobodyKnown nobody) {
            line.getErr().println("medley: " + nobody.getMessage());
            return Exit.BAD_INPUT;
        } catch (IOException refused) {
            line.getErr().println("medley: " + refused.getMessage());
            return Exit.FAULT;
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private void check(boolean imagines) {
        if (!(speed > 0 && speed <= MOST_SPEED)) {
            throw wrong(
                    "--speed: %s must be above 0 and at most %.0f".formatted(speed, MOST_SPEED));
        }
        if (!imagines && (speed != 60 || !faults.equals(Hazards.NONE))) {
            throw wrong("--speed and --faults are for what is simulated; add --demo or --simulate");
        }
        if (demo && !files.isEmpty()) {
            throw wrong("--demo brings documents of its own; leave FILES away, or use --simulate");
        }
    }

    private Documents.@Nullable Loaded documents(List<Path> read, Catalog known, LocalDate today) {
        return read.isEmpty()
                ? Documents.none()
                : Inputs.read(read, known, today, spec.commandLine().getErr());
    }

    /// Whether it is clear what is to become of all that documents say.
    private boolean isClear(Documents.Loaded loaded, boolean imagines) {
        var err = spec.commandLine().getErr();
        if (!loaded.fleet().pools().isEmpty() && !imagines) {
            err.println(
                    "medley: the documents name pools, and a server on one machine has its own.\n"
                            + "Add --simulate to have them simulated, or leave the Fleet away.");
            return false;
        }
        if (!Inputs.isWhole(loaded.fleet().pools(), "servers", err)) {
            return false;
        }
        if (!loaded.portfolio().works().isEmpty() && !demo) {
            err.println(
                    "medley: the documents hold work; a server takes work by `medley submit`.\n"
                            + "Start it without them, then submit them.");
            return false;
        }
        return true;
    }

    private void say(Server server, Path folder, boolean imagines) {
        var out = spec.commandLine().getOut();
        out.println(
                "Medley serves on " + server.url() + " and keeps its journal in " + folder + ".");
        if (imagines) {
            out.printf(
                    "Part of the fleet is simulated, and the clock runs %.0f times as fast.%n",
                    speed);
        }
        out.println("Stop it with Ctrl-C; what runs on this machine goes on, and is found again.");
        out.flush();
    }

    /// Until somebody wants the process to end, which then waits for what is closed.
    private static void awaitEnd(CountDownLatch closed) throws InterruptedException {
        var end = new CountDownLatch(1);
        Runnable last =
                () -> {
                    end.countDown();
                    try {
                        if (!closed.await(CLOSING_S, TimeUnit.SECONDS)) {
                            System.err.println("medley: closing took too long; nothing is lost.");
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                };
        Runtime.getRuntime().addShutdownHook(new Thread(last, "medley-end"));
        end.await();
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
