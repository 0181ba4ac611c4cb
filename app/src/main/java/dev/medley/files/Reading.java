package dev.medley.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Hands parts of files to workers and takes their results in order. What is in flight is bounded
/// in bytes, so that neither many files nor large ones pile up in memory.
final class Reading implements AutoCloseable {

    private static final int BATCH_BYTES = 128 << 10;
    private static final long BYTES_IN_FLIGHT = 2 << 20;
    private static final int MOST_WORKERS = 8;

    private record InFlight(Future<PartReader.Result> result, long bytes) {}

    private final Gathering gathering;
    private final Problems problems;
    private final ExecutorService workers;
    private final Future<PartReader> reader;
    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private long bytesInFlight;
    private List<Part> batch = new ArrayList<>();
    private long batchBytes;

    Reading(WorkBinder binder, Gathering gathering, Problems problems) {
        this.gathering = gathering;
        this.problems = problems;
        int cores = Runtime.getRuntime().availableProcessors();
        workers = Executors.newFixedThreadPool(Math.clamp(cores, 1, MOST_WORKERS));
        reader = workers.submit(() -> new PartReader(Schemas.published(), binder));
    }

    void readAll(Map<Path, String> files) {
        for (var file : files.entrySet()) {
            if (gathering.isFull()) {
                break;
            }
            read(file.getKey(), file.getValue());
        }
        finish();
    }

    void readText(String name, byte[] text) {
        read(name, text);
        finish();
    }

    void readTexts(Map<String, String> texts) {
        texts.forEach((name, text) -> read(name, text.getBytes(StandardCharsets.UTF_8)));
        finish();
    }

    private void read(String name, byte[] text) {
        try {
            if (text.length == 0) {
                throw new Unreadable(0, 0, "", "is empty", "write a document");
            }
            cut(name, text);
        } catch (Unreadable e) {
            problems.add(e.in(name));
        }
    }

    private void finish() {
        flush();
        while (!inFlight.isEmpty()) {
            takeFirst();
        }
        if (gathering.isFull()) {
            var rule =
                    "hold more than %d documents or %d entries in all"
                            .formatted(Limits.DOCUMENTS, Limits.ENTRIES);
            problems.add(new Problem("files", 0, 0, "", "", rule, "read fewer at a time"));
        }
    }

    private void read(Path path, String name) {
        try {
            cut(name, bytes(path));
        } catch (Unreadable e) {
            problems.add(e.in(name));
        } catch (NoSuchFileException e) {
            problems.add(whole(name, "does not exist any more", "read again"));
        } catch (IOException e) {
            problems.add(whole(name, "cannot be read: " + reason(e), "check its permissions"));
        }
    }

    private void cut(String name, byte[] bytes) throws Unreadable {
        for (var part : Part.of(name, bytes, PartReader.isJson(name))) {
            batch.add(part);
            batchBytes += part.length();
            if (batchBytes >= BATCH_BYTES) {
                flush();
            }
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "access denied"
                : String.valueOf(e.getMessage());
    }

    private static Problem whole(String file, String rule, String advice) {
        return new Problem(file, 0, 0, "", "", rule, advice);
    }

    /// The whole file, which may also be a pipe.
    private static byte[] bytes(Path path) throws IOException, Unreadable {
        try (var in = Files.newInputStream(path)) {
            var bytes = in.readNBytes(Limits.FILE_BYTES + 1);
            if (bytes.length > Limits.FILE_BYTES) {
                var rule = "is larger than %d MiB".formatted(Limits.FILE_BYTES >> 20);
                throw new Unreadable(0, 0, "", rule, "split it into several files");
            }
            if (bytes.length == 0) {
                throw new Unreadable(0, 0, "", "is empty", "write a document, or delete it");
            }
            return bytes;
        }
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        var parts = batch;
        long bytes = batchBytes;
        batch = new ArrayList<>();
        batchBytes = 0;
        while (!inFlight.isEmpty() && bytesInFlight + bytes > BYTES_IN_FLIGHT) {
            takeFirst();
        }
        bytesInFlight += bytes;
        inFlight.add(new InFlight(workers.submit(() -> reader.get().read(parts)), bytes));
    }

    private void takeFirst() {
        var first = inFlight.remove();
        bytesInFlight -= first.bytes();
        try {
            if (!gathering.isFull()) {
                gathering.add(first.result().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reader failed", e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
