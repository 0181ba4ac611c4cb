package dev.medley.process;

import dev.medley.core.control.Amount;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Observation.How;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.function.Consumer;

/// One run that somebody watches. Everything it knows for sure stands in the run's folder; what it
/// remembers besides only says when to look and speak again. Only the watcher's thread uses it.
final class Watched {

    private static final int LINES = 5;
    private static final int CHARACTERS = 600;

    /// Codes above it are signals, by the custom of shells.
    private static final int SIGNALLED = 128;

    private static final int MOST_SIGNALS = 64;

    /// Finding out what a group holds goes through all processes of the machine.
    private static final long WEIGH_MS = 1_000;

    private final RunFolder folder;
    private final RunSpec spec;
    private final Settings settings;
    private final @Nullable Process wrapper;
    private final ProgressFile progress;
    private final @Nullable Health health;
    private @Nullable Stopping stopping;

    /// Why it was ended here; the folder says so too, unless its disk is full.
    private String cause = "";

    private boolean started;
    private long nextTellMs;
    private long nextWeighMs;

    /// @param wrapper just started here, or null where one was found
    Watched(
            RunFolder folder,
            RunSpec spec,
            Settings settings,
            @Nullable Process wrapper,
            HttpClient client) {
        this.folder = folder;
        this.spec = spec;
        this.settings = settings;
        this.wrapper = wrapper;
        this.progress = new ProgressFile(folder.file("progress"), spec.total(), spec.from());
        var readiness = spec.readiness();
        this.health = readiness == null ? null : new Health(readiness, spec.port(), client);
    }

    String run() {
        return spec.run();
    }

    RunSpec spec() {
        return spec;
    }

    /// Looks after it.
    ///
    /// @return how it ended, or null while it goes on
    Observation.@Nullable Ended look(long nowMs, Consumer<Observation> seen) throws IOException {
        return switch (folder.claim()) {
            case RunFolder.Claim.Nobodys _ -> unclaimed();
            case RunFolder.Claim.Servers claim -> ended(claim.how(), claim.text());
            case RunFolder.Claim.Wrappers claim -> {
                // What is dead now wrote all it had to say before this look at the exit code.
                boolean guarded = claim.wrapper().isAlive();
                var exit = folder.exit();
                if (exit != null) {
                    progress.read();
                    begun(seen);
                    yield over(exit);
                }
                var program = folder.program();
                if (program != null && program.isAlive()) {
                    follow(program, nowMs, seen);
                    yield null;
                }
                progress.read();
                yield guarded ? null : lost(claim.wrapper());
            }
        };
    }

    private Observation.@Nullable Ended unclaimed() throws IOException {
        if (wrapper != null && !wrapper.isAlive()) {
            var why =
                    "It could not be begun: "
                            + Tail.lines(folder.file("stderr"), LINES, CHARACTERS);
            try {
                return folder.claim(How.REFUSED, why) ? ended(How.REFUSED, why) : null;
            } catch (IOException _) {
                // On a full disk nobody can note it; but its wrapper is dead, and it was not begun.
                return ended(How.REFUSED, why);
            }
        }
        return null;
    }

    private void follow(ProcessId program, long nowMs, Consumer<Observation> seen)
            throws IOException {
        boolean news = progress.read();
        if (stopping == null) {
            keepWithin(program, nowMs);
        }
        if (health != null && stopping == null) {
            health.look(nowMs);
        }
        begun(seen);
        if (started && news && nowMs >= nextTellMs) {
            nextTellMs = nowMs + settings.pace().tellMs();
            seen.accept(progress());
        }
        if (stopping != null) {
            stopping.go(program, progress.saved(), nowMs);
        }
        Rotation.rotate(folder.file("stdout"), settings.logs());
        Rotation.rotate(folder.file("stderr"), settings.logs());
    }

    private void begun(Consumer<Observation> seen) {
        if (!started && (health == null || health.wasReady())) {
            started = true;
            seen.accept(new Observation.Started(spec.run()));
        }
    }

    /// How far it is, or null before it has begun to serve or compute.
    @Nullable Observation answer() {
        return started ? progress() : null;
    }

    private Observation progress() {
        return new Observation.Progress(
                spec.run(), progress.done(), progress.saved(), progress.rate());
    }

    private void keepWithin(ProcessId program, long nowMs) throws IOException {
        var cause = cause(program, nowMs);
        if (!cause.isEmpty()) {
            this.cause = cause;
            stop(false, spec.graceMs(), nowMs);
            folder.end(cause);
        }
    }

    /// Why it must end, or empty.
    private String cause(ProcessId program, long nowMs) throws IOException {
        long since = folder.claimedMs();
        if (spec.wallMs() > 0 && nowMs - since > spec.wallMs()) {
            return "It ran longer than its limit of %d s.".formatted(spec.wallMs() / 1000);
        }
        if (spec.memoryBytes() > 0 && spec.cgroup().isEmpty() && nowMs >= nextWeighMs) {
            nextWeighMs = nowMs + WEIGH_MS;
            long held = MemoryWatch.beyond(program.pid(), spec.memoryBytes());
            if (held > 0) {
                return "It held %d MiB of memory, more than its limit of %d MiB."
                        .formatted(held >> 20, spec.memoryBytes() >> 20);
            }
        }
        if (health != null && health.isLost()) {
            return "It does not serve any more: %s.".formatted(health.trouble());
        }
        if (health != null && health.isLate(since, nowMs)) {
            return "It did not become ready in time: %s.".formatted(health.trouble());
        }
        return "";
    }

    /// Has it stop. Asked again, it never gets more time than before.
    void stop(boolean checkpoint, long graceMs, long nowMs) {
        if (stopping == null) {
            progress.read();
            stopping = new Stopping(spec, folder, checkpoint, graceMs, nowMs, progress.saved());
        } else {
            stopping.hurry(graceMs, nowMs);
        }
    }

    private Observation.Ended over(int code) throws IOException {
        var cause = cause();
        var ending = ending(code);
        if (!cause.isEmpty()) {
            return ended(How.FAILED, cause + " (" + ending + ")");
        }
        if (wasAsked()) {
            return progress.isThrough() && code == 0 && !spec.service()
                    ? ended(How.FINISHED, ending)
                    : ended(How.STOPPED, ending);
        }
        if (code == 0 && !spec.service()) {
            return ended(How.FINISHED, ending);
        }
        var memory =
                !spec.cgroup().isEmpty() && Cgroup.ranOut(Path.of(spec.cgroup()))
                        ? "It wanted more memory than its limit of %d MiB. "
                                .formatted(spec.memoryBytes() >> 20)
                        : "";
        return ended(How.FAILED, memory + ending + lastWords());
    }

    /// Nobody is left who could tell.
    private Observation.Ended lost(ProcessId wrapper) throws IOException {
        var program = folder.program();
        if (program != null) {
            Signals.toGroup("KILL", program.pid());
        }
        var cause = cause();
        if (cause.isEmpty() && wasAsked()) {
            return ended(How.STOPPED, "Its exit code is not known.");
        }
        var why =
                wrapper.boot().equals(ProcessId.thisBoot())
                        ? "it and its wrapper were killed"
                        : "the machine was restarted";
        return ended(
                How.FAILED,
                (cause.isEmpty() ? "" : cause + " ")
                        + "Its exit code is not known: "
                        + why
                        + "."
                        + lastWords());
    }

    private String cause() throws IOException {
        var noted = folder.cause();
        return noted == null ? cause : noted;
    }

    private boolean wasAsked() {
        return folder.wasAsked() || stopping != null;
    }

    private String lastWords() {
        var lines = Tail.lines(folder.file("stderr"), LINES, CHARACTERS);
        return lines.isEmpty() ? "" : "\n" + lines;
    }

    private static String ending(int code) {
        return code > SIGNALLED && code <= SIGNALLED + MOST_SIGNALS
                ? "exit code %d, signal %d".formatted(code, code - SIGNALLED)
                : "exit code " + code;
    }

    private Observation.Ended ended(How how, String text) {
        if (!spec.cgroup().isEmpty()) {
            Cgroup.remove(Path.of(spec.cgroup()));
        }
        double all = spec.total() == Amount.ENDLESS ? progress.done() : spec.total();
        double saved = how == How.FINISHED ? all : progress.saved();
        return new Observation.Ended(spec.run(), how, saved, text.strip());
    }
}
