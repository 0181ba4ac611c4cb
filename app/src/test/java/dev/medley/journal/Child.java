package dev.medley.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// An [Appender] in a process of its own, and what it said.
final class Child implements AutoCloseable {

    private final Process process;
    private final Thread reader;
    private final List<String> said = new ArrayList<>();
    private long durable = -1;
    private int failures;

    private Child(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static Child start(Path folder, long seed) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        folder.toString(),
                        Long.toString(seed)));
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException ended) {
            // It was killed.
        }
    }

    private synchronized void heard(String line) {
        said.add(line);
        if (line.startsWith("durable ") || line.startsWith("began ")) {
            durable = Long.parseLong(line.substring(line.indexOf(' ') + 1));
        } else if (line.startsWith("failed ")) {
            failures++;
        }
        notifyAll();
    }

    long pid() {
        return process.pid();
    }

    /// The latest entry that it called durable.
    synchronized long durable() {
        return durable;
    }

    synchronized int failures() {
        return failures;
    }

    /// Waits until it has said so much.
    synchronized void await(BooleanSupplier what) throws InterruptedException {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > until || !process.isAlive()) {
                throw new AssertionError("It said: " + String.join("\n", said));
            }
            wait(50);
        }
    }

    /// Ends it as `kill -9` does, and waits until all it said has been heard.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        reader.join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
