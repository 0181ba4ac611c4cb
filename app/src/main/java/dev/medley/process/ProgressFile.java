package dev.medley.process;

import dev.medley.core.control.Amount;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;

/// What a program says of how far it is: it appends lines to a file, `DONE TOTAL SAVED` or
/// `{"done": 120, "total": 400, "saved": 100}`, counted in steps of its own from the very beginning
/// of the work. Without a total it counts tokens of training, or seconds of a batch job. Lines that
/// are not finished, or say nonsense, are passed over.
final class ProgressFile {

    private static final int TAIL_BYTES = 4096;

    /// Rates are measured over the latest so many milliseconds.
    private static final long WINDOW_MS = 60_000;

    private static final long SHORTEST_MS = 1_000;

    private final Path file;
    private final double amount;
    private final ArrayDeque<Said> recent = new ArrayDeque<>();
    private double done;
    private double saved;
    private boolean through;

    private record Said(long atMs, double done) {}

    private record Line(double done, double total, double saved) {}

    /// @param amount of the whole work
    /// @param from amount that was done before
    ProgressFile(Path file, double amount, double from) {
        this.file = file;
        this.amount = amount;
        this.done = from;
        this.saved = from;
    }

    /// Amount of the work that is done.
    double done() {
        return done;
    }

    /// Amount of the work that is saved.
    double saved() {
        return saved;
    }

    /// Whether all of the work is done and saved, as far as it says.
    boolean isThrough() {
        return through;
    }

    /// Amount per second, as far as it can be told; 0 if not.
    double rate() {
        if (recent.isEmpty()) {
            return 0;
        }
        var first = recent.getFirst();
        var last = recent.getLast();
        double ms = last.atMs - first.atMs;
        return ms < SHORTEST_MS || amount == Amount.ENDLESS
                ? 0
                : (last.done - first.done) / ms * 1000;
    }

    /// Looks again.
    ///
    /// @return whether it said something new
    boolean read() {
        var line = last();
        if (line == null) {
            return false;
        }
        double nowDone = Math.max(done, amount(line.done, line.total));
        double nowSaved = Math.max(saved, Math.min(nowDone, amount(line.saved, line.total)));
        through = line.total > 0 && line.done >= line.total && line.saved >= line.total;
        boolean news = nowDone > done || nowSaved > saved;
        if (news || recent.isEmpty()) {
            done = nowDone;
            saved = nowSaved;
            note();
        }
        return news;
    }

    private void note() {
        try {
            long atMs = Files.getLastModifiedTime(file).toMillis();
            if (recent.isEmpty() || atMs > recent.getLast().atMs) {
                recent.add(new Said(atMs, done));
            }
            while (recent.size() > 2 && recent.getFirst().atMs < atMs - WINDOW_MS) {
                recent.removeFirst();
            }
        } catch (IOException _) {
            // Gone again: what it said still holds.
            return;
        }
    }

    private double amount(double steps, double total) {
        if (!(total > 0)) {
            return Math.min(steps, amount);
        }
        return amount == Amount.ENDLESS ? steps : Math.min(1, steps / total) * amount;
    }

    private @Nullable Line last() {
        var text = Tail.of(file, TAIL_BYTES);
        int end = text.lastIndexOf('\n');
        while (end > 0) {
            int start = text.lastIndexOf('\n', end - 1);
            var line = parse(text.substring(start + 1, end).strip());
            if (line != null) {
                return line;
            }
            end = start;
        }
        return null;
    }

    private static @Nullable Line parse(String line) {
        try {
            Line said;
            if (line.startsWith("{")) {
                var tree = JsonMapper.shared().readTree(line);
                said =
                        new Line(
                                tree.path("done").asDouble(-1),
                                tree.path("total").asDouble(0),
                                tree.path("saved").asDouble(0));
            } else {
                var words = line.split("\\s+", -1);
                said =
                        new Line(
                                Double.parseDouble(words[0]),
                                words.length > 1 ? Double.parseDouble(words[1]) : 0,
                                words.length > 2 ? Double.parseDouble(words[2]) : 0);
            }
            boolean sound =
                    said.done >= 0
                            && said.saved >= 0
                            && Double.isFinite(said.done)
                            && Double.isFinite(said.total)
                            && Double.isFinite(said.saved);
            return sound ? said : null;
        } catch (JacksonException | NumberFormatException _) {
            return null;
        }
    }
}
