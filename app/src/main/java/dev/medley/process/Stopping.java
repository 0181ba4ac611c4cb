package dev.medley.process;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How a run is brought to its end: it is asked to save itself where that was wanted and it can,
/// then told to end, and at last ended by force.
final class Stopping {

    /// Of the time it has, so much is left to end once it was asked to save itself.
    private static final double LEFT_TO_END = 0.25;

    private final RunSpec spec;
    private final RunFolder folder;
    private final long sinceMs;
    private final double savedBefore;
    private boolean saves;
    private long killAtMs;
    private boolean begun;
    private boolean told;
    private @Nullable Process saving;

    Stopping(
            RunSpec spec,
            RunFolder folder,
            boolean checkpoint,
            long graceMs,
            long nowMs,
            double saved) {
        this.spec = spec;
        this.folder = folder;
        this.sinceMs = nowMs;
        this.killAtMs = nowMs + graceMs;
        this.savedBefore = saved;
        this.saves = checkpoint && !(spec.saveCommand().isEmpty() && spec.saveSignal().isEmpty());
    }

    /// It was asked again: never later than it was told before.
    void hurry(long graceMs, long nowMs) {
        killAtMs = Math.min(killAtMs, nowMs + graceMs);
    }

    /// Does what is due.
    ///
    /// @param saved amount that is saved by now
    void go(ProcessId program, double saved, long nowMs) {
        if (saves && !begun) {
            begun = true;
            saves = begin(program);
        }
        if (saves && isSaved(saved, nowMs)) {
            saves = false;
        }
        if (!saves && !told) {
            told = true;
            Signals.toGroup("TERM", program.pid());
            // Whoever is held hears of it only when let go.
            Signals.toGroup("CONT", program.pid());
        }
        if (nowMs >= killAtMs) {
            if (saving != null) {
                saving.destroyForcibly();
            }
            Signals.toGroup("KILL", program.pid());
        }
    }

    private boolean isSaved(double saved, long nowMs) {
        if (nowMs >= killAtMs - LEFT_TO_END * (killAtMs - sinceMs)) {
            return true;
        }
        return spec.saveCommand().isEmpty()
                ? saved > savedBefore
                : saving == null || !saving.isAlive();
    }

    private boolean begin(ProcessId program) {
        if (spec.saveCommand().isEmpty()) {
            return Signals.toProcess(spec.saveSignal(), program.pid());
        }
        try {
            var builder = new ProcessBuilder(spec.saveCommand());
            builder.directory(Path.of(spec.directory()).toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(program));
            builder.environment().put("MEDLEY_PID", Long.toString(program.pid()));
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(folder.file("stdout").toFile()));
            builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.file("stderr").toFile()));
            saving = builder.start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// What the program was started with, for whoever started it may be gone.
    private static Map<String, String> environment(ProcessId program) throws IOException {
        var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(program.pid()), "environ"));
        var names = System.getProperty("sun.jnu.encoding", "UTF-8");
        var text = new String(bytes, Charset.forName(names));
        var environment = new HashMap<String, String>();
        for (var entry : List.of(text.split("\0", -1))) {
            int at = entry.indexOf('=');
            if (at > 0) {
                environment.put(entry.substring(0, at), entry.substring(at + 1));
            }
        }
        return environment;
    }
}
