package dev.medley.devices;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a tool as a process: so long, so much output, and not a moment longer.
final class Asking {

    private static final int MOST_BYTES = 4 << 20;

    private Asking() {}

    /// Where the tool lies, or null.
    static @Nullable Path find(String tool, List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(tool))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElse(null);
    }

    static Answer ask(List<String> command, Duration patience) {
        Process process;
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C");
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            process = builder.start();
        } catch (IOException e) {
            return new Answer(command, "could not be started: " + e.getMessage(), "", "");
        }
        var out = drain(process.getInputStream());
        var err = drain(process.getErrorStream());
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                var trouble = "did not answer within %d ms".formatted(patience.toMillis());
                return new Answer(command, trouble, rest(out), rest(err));
            }
        } catch (InterruptedException _) {
            kill(process);
            Thread.currentThread().interrupt();
            return new Answer(command, "was interrupted", "", "");
        }
        int code = process.exitValue();
        var text = rest(out);
        var complaint = rest(err);
        kill(process);
        var trouble = code == 0 ? "" : "ended with code " + code + said(text, complaint);
        return new Answer(command, trouble, text, complaint);
    }

    /// The first line of a complaint.
    private static String said(String text, String complaint) {
        var said = complaint.isBlank() ? text : complaint;
        var first = said.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst();
        return first.map(line -> ": " + line).orElse("");
    }

    /// Children that it left running keep its pipes open.
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static CompletableFuture<String> drain(InputStream stream) {
        var text = new CompletableFuture<String>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (stream) {
                                var bytes = stream.readNBytes(MOST_BYTES);
                                text.complete(new String(bytes, StandardCharsets.UTF_8));
                                stream.skip(Long.MAX_VALUE);
                            } catch (IOException _) {
                                text.complete("");
                            }
                        });
        return text;
    }

    private static String rest(CompletableFuture<String> text) {
        try {
            return text.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
