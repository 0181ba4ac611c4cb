package dev.medley.process;

import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Observation.How;
import dev.medley.live.Executor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs works as processes of this machine.
///
/// GOALS: a run lives on when the server dies; no run is begun twice, whenever the server died; its
/// end is known.
///
/// CONSTRAINTS: what is known of a run stands in its folder alone ([RunFolder]). Everything happens
/// on one thread, which looks at all runs a few times a second; whoever asks for something does not
/// wait.
public final class LocalExecutor implements Executor {

    private static final System.Logger LOG = System.getLogger(LocalExecutor.class.getName());

    private final Settings settings;
    private final Launcher launcher;
    private final HttpClient client = Health.client();
    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("medley-processes").daemon().factory());
    private final TreeMap<String, Watched> watched = new TreeMap<>();

    /// Runs that were found alive and that nobody has asked for, with the time until when somebody
    /// may.
    private final TreeMap<String, Long> strangers = new TreeMap<>();

    private Consumer<Observation> seen = _ -> {};
    private @Nullable ScheduledFuture<?> looking;

    public LocalExecutor(Settings settings) {
        this.settings = settings;
        this.launcher = new Launcher(settings);
    }

    @Override
    public void open(Consumer<Observation> to) {
        watcher.execute(
                () -> {
                    seen = to;
                    findStrangers();
                });
        long every = settings.pace().lookMs();
        looking = watcher.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void perform(Effect effect, String node) {
        watcher.execute(
                () -> {
                    try {
                        switch (effect) {
                            case Effect.Start start -> start(start);
                            case Effect.Stop stop -> stop(stop);
                            case Effect.Ask ask -> ask(ask);
                            case Effect.Wake _ -> {}
                        }
                    } catch (RuntimeException bug) {
                        LOG.log(Level.ERROR, "event=effect-failed effect=" + effect, bug);
                    }
                });
    }

    /// Processes live on.
    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(false);
        }
        watcher.shutdown();
        try {
            if (!watcher.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "event=slow-close");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    /// What a run has printed.
    ///
    /// @param stream `stdout` or `stderr`
    /// @return a file that may not be there (yet)
    public Path log(String run, String stream) {
        if (!stream.equals("stdout") && !stream.equals("stderr")) {
            throw new IllegalArgumentException("There is no stream '%s'.".formatted(stream));
        }
        return folder(run).file(stream);
    }

    /// Where a service's run listens on this machine; 0 if it does not.
    public int port(String run) throws IOException {
        var spec = folder(run).spec();
        return spec == null ? 0 : spec.port();
    }

    private RunFolder folder(String run) {
        return RunFolder.of(settings.runs(), run);
    }

    // --- on the watcher's thread
    // ------------------------------------------------------------------

    private void start(Effect.Start start) {
        strangers.remove(start.run());
        if (watched.containsKey(start.run())) {
            return;
        }
        var folder = folder(start.run());
        try {
            folder.create();
            if (folder.claim() instanceof RunFolder.Claim.Nobodys) {
                begin(start, folder);
            } else if (!find(start.run(), folder)) {
                gone(start.run(), folder, How.REFUSED, "It was never begun.");
            }
        } catch (IOException failure) {
            refuse(start, folder, "It could not be started: " + describe(failure));
        }
    }

    private void begin(Effect.Start start, RunFolder folder) throws IOException {
        try {
            var wrapper = launcher.start(start, folder);
            var spec = folder.spec();
            if (spec == null) {
                throw new IOException("what it was to run is gone");
            }
            watch(folder, spec, wrapper);
        } catch (Refused refused) {
            refuse(start, folder, refused.why());
        }
    }

    private void watch(RunFolder folder, RunSpec spec, @Nullable Process wrapper) {
        var one = new Watched(folder, spec, settings, wrapper, client);
        watched.put(spec.run(), one);
        look(one);
    }

    /// Never begun, and never to be, as far as that can be written down.
    private void refuse(Effect.Start start, RunFolder folder, String why) {
        try {
            if (folder.exists()
                    && !folder.claim(How.REFUSED, why)
                    && folder.claim() instanceof RunFolder.Claim.Wrappers) {
                var spec = folder.spec();
                if (spec != null) {
                    watch(folder, spec, null);
                    return;
                }
            }
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "event=refusal-not-kept run=" + start.run(), failure);
        }
        seen.accept(new Observation.Ended(start.run(), How.REFUSED, start.from(), why));
    }

    private void stop(Effect.Stop stop) {
        strangers.remove(stop.run());
        var folder = folder(stop.run());
        try {
            folder.create();
            note(folder);
            if (!find(stop.run(), folder)) {
                gone(stop.run(), folder, How.STOPPED, "It was never begun.");
            }
            var one = watched.get(stop.run());
            if (one != null) {
                one.stop(stop.checkpoint(), stop.graceMs(), now());
                look(one);
            }
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "event=stop-failed run=" + stop.run(), failure);
        }
    }

    /// On a full disk it is stopped all the same; only the next server would not know why.
    private static void note(RunFolder folder) {
        try {
            folder.ask();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "event=stop-not-noted folder=" + folder.path(), failure);
        }
    }

    /// Watches a run that was begun, or says how it ended.
    ///
    /// @return false if it was not begun
    private boolean find(String run, RunFolder folder) throws IOException {
        if (watched.containsKey(run)) {
            return true;
        }
        var spec = folder.spec();
        if (spec == null || !(folder.claim() instanceof RunFolder.Claim.Wrappers)) {
            return false;
        }
        watch(folder, spec, null);
        return true;
    }

    /// Says how a run ended that is not to be found.
    private void gone(String run, RunFolder folder, How how, String why) throws IOException {
        folder.claim(how, why);
        var spec = folder.spec();
        switch (folder.claim()) {
            case RunFolder.Claim.Servers claim ->
                    seen.accept(new Observation.Ended(run, claim.how(), 0, claim.text().strip()));
            case RunFolder.Claim.Wrappers _ -> {
                if (spec != null) {
                    watch(folder, spec, null);
                }
            }
            case RunFolder.Claim.Nobodys _ -> {}
        }
    }

    private void ask(Effect.Ask ask) {
        var folder = folder(ask.run());
        try {
            if (!folder.exists()) {
                seen.accept(
                        new Observation.Ended(ask.run(), How.UNKNOWN, 0, "There is no such run."));
            } else if (!find(ask.run(), folder)) {
                gone(ask.run(), folder, How.UNKNOWN, "It was never begun.");
            }
            var one = watched.get(ask.run());
            var answer = one == null ? null : one.answer();
            if (answer != null) {
                seen.accept(answer);
            }
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "event=ask-failed run=" + ask.run(), failure);
        }
    }

    private void look() {
        try {
            List.copyOf(watched.values()).forEach(this::look);
            endStrangers();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "event=look-failed", bug);
        }
    }

    private void look(Watched one) {
        try {
            var end = one.look(now(), seen);
            if (end != null) {
                watched.remove(one.run());
                Signals.strays("MEDLEY_PROGRESS=" + folder(one.run()).file("progress"));
                seen.accept(end);
            }
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "event=look-failed run=" + one.run(), failure);
        }
    }

    // --- runs that nobody asked for
    // ---------------------------------------------------------------

    private void findStrangers() {
        long until = now() + settings.pace().strangerMs();
        for (var folder : folders()) {
            try {
                var spec = folder.spec();
                var program = folder.program();
                if (spec != null
                        && !watched.containsKey(spec.run())
                        && program != null
                        && program.isAlive()) {
                    strangers.put(spec.run(), until);
                }
            } catch (IOException failure) {
                LOG.log(Level.WARNING, "event=unreadable folder=" + folder.path(), failure);
            }
        }
    }

    private List<RunFolder> folders() {
        var folders = new ArrayList<RunFolder>();
        if (Files.isDirectory(settings.runs())) {
            try (var found = Files.newDirectoryStream(settings.runs(), Files::isDirectory)) {
                found.forEach(path -> folders.add(RunFolder.at(path)));
            } catch (IOException failure) {
                LOG.log(Level.WARNING, "event=unreadable folder=" + settings.runs(), failure);
            }
        }
        return folders;
    }

    /// What nobody asks for holds devices that others are given.
    private void endStrangers() {
        while (!strangers.isEmpty() && strangers.firstEntry().getValue() <= now()) {
            var run = strangers.firstKey();
            LOG.log(Level.WARNING, "event=stranger-stopped run=" + run);
            stop(new Effect.Stop(run, false, 30_000));
        }
    }

    private static String describe(IOException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
