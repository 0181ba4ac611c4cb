package dev.medley.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Sends signals, to process groups as well.
final class Signals {

    private static final long PATIENCE_S = 5;

    private Signals() {}

    /// To all of a process group.
    ///
    /// @return false if there is none
    static boolean toGroup(String signal, long group) {
        return group > 1 && kill(signal, "-" + group);
    }

    static boolean toProcess(String signal, long pid) {
        return pid > 1 && kill(signal, Long.toString(pid));
    }

    /// Ends whatever still bears the run's mark in its environment, though it left the group.
    ///
    /// @return how many there were
    static int strays(String mark) {
        // Bytes as they are, whatever they mean.
        var bytes = new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        int found = 0;
        for (var seen : ProcessId.all()) {
            if (!seen.zombie() && bears(seen.pid(), bytes)) {
                toProcess("KILL", seen.pid());
                found++;
            }
        }
        return found;
    }

    private static boolean bears(long pid, String mark) {
        try {
            var environment =
                    Files.readString(
                            Path.of("/proc", Long.toString(pid), "environ"),
                            StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + mark + "\0");
        } catch (IOException _) {
            // Another user's, or gone.
            return false;
        }
    }

    private static boolean kill(String signal, String whom) {
        try {
            var kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill \"-$0\" \"$1\"", signal, whom)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return kill.waitFor(PATIENCE_S, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
