package dev.medley.journal;

import dev.medley.core.control.Controller;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.fit.Fitting;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.wire.Pools;
import dev.medley.live.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.LongConsumer;

/// Decides everything again that a journal keeps, and compares the bytes.
public final class Redeciding {

    private final Archive archive;
    private final Basis basis;
    private final LongConsumer progress;
    private @Nullable State state;
    private long decided;

    /// What decisions of an epoch are made with.
    public record Ground(Setup setup, Fitting fitting) {}

    /// Makes the ground of an epoch from its documents.
    @FunctionalInterface
    public interface Basis {
        /// Reads the epoch's documents once more.
        ///
        /// @throws IOException if they cannot be read any more
        Ground of(Epoch epoch) throws IOException;
    }

    /// What came of it.
    ///
    /// @param after number of the entry that stands before the first one decided again
    /// @param entries how many were
    /// @param difference the first, or null if there is none
    public record Outcome(long after, long entries, @Nullable Difference difference) {}

    /// An entry that would be another now.
    ///
    /// @param kept what the journal says
    /// @param again what is decided now
    public record Difference(long number, String kept, String again) {}

    private Redeciding(Archive archive, Basis basis, LongConsumer progress) {
        this.archive = archive;
        this.basis = basis;
        this.progress = progress;
    }

    /// Decides the entries up to one again, each epoch with its own documents.
    ///
    /// @param progress is told the number of each entry
    public static Outcome run(Archive archive, Basis basis, long to, LongConsumer progress)
            throws IOException {
        return new Redeciding(archive, basis, progress).run(Math.min(to, archive.last()));
    }

    private Outcome run(long to) throws IOException {
        var start = archive.start();
        long number = start.number();
        var epochs = new Epochs(archive.epochs());
        while (number < to) {
            var epoch = epochs.of(number + 1);
            if (epoch == null) {
                throw new IOException(
                        "Nothing says what entry %d was decided with.".formatted(number + 1));
            }
            var ground = basis.of(epoch);
            enter(ground.setup(), start);
            long end = Math.min(to, epochs.end(number + 1));
            var difference = run(number, end, epoch, ground);
            if (difference != null) {
                return new Outcome(start.number(), decided, difference);
            }
            number = end;
        }
        return new Outcome(start.number(), decided, null);
    }

    /// The state is taken over into the setup of an epoch, as the server did then.
    private void enter(Setup setup, Archive.Start start) {
        var before = state == null ? start.snapshot() : state.snapshot();
        state = before == null ? new State(setup) : State.of(setup, before);
    }

    private @Nullable Difference run(long after, long last, Epoch epoch, Ground ground)
            throws IOException {
        var now = state;
        if (now == null) {
            throw new IllegalStateException("There is no state.");
        }
        var controller = new Controller(ground.setup(), ground.fitting());
        var wire = new Wire(new Pools(epoch.pools()));
        var differences = new Found();
        archive.entries(
                after,
                last,
                epoch.pools(),
                entry -> {
                    var decision = controller.decide(now, entry.command());
                    decision.events().forEach(now::apply);
                    decided++;
                    progress.accept(entry.number());
                    differences.first = difference(wire, entry, decision);
                    return differences.first == null;
                });
        return differences.first;
    }

    private static final class Found {
        @Nullable Difference first;
    }

    private static @Nullable Difference difference(Wire wire, Entry entry, Decision decision) {
        var again =
                new Entry(
                        entry.number(),
                        entry.origin(),
                        entry.command(),
                        decision.events(),
                        decision.reply());
        var kept = wire.write(entry);
        var now = wire.write(again);
        if (kept.equals(now)) {
            return null;
        }
        return first(wire, entry, again);
    }

    /// The first event, or else the reply, that is another.
    private static Difference first(Wire wire, Entry kept, Entry again) {
        for (int i = 0; i < Math.max(kept.events().size(), again.events().size()); i++) {
            var before = i < kept.events().size() ? kept.events().get(i).toString() : "no event";
            var now = i < again.events().size() ? again.events().get(i).toString() : "no event";
            if (!before.equals(now)) {
                return new Difference(kept.number(), before, now);
            }
        }
        var before = kept.reply().toString();
        var now = again.reply().toString();
        return before.equals(now)
                ? new Difference(kept.number(), wire.write(kept), wire.write(again))
                : new Difference(kept.number(), before, now);
    }
}
