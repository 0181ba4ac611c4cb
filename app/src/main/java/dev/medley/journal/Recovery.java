package dev.medley.journal;

import dev.medley.core.control.Setup;
import dev.medley.core.control.Snapshot;
import dev.medley.core.control.State;
import dev.medley.live.Entry;
import dev.medley.live.wire.Pools;
import dev.medley.live.wire.Wire;
import dev.medley.live.wire.WireException;

import org.jdbi.v3.core.Handle;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// Makes the state anew that entries led to.
///
/// ALGORITHM: 1. begin at the latest snapshot that is sound, or with nothing. 2. Read the entries
/// after it, page by page; each must follow the one before and have its checksum. 3. Apply their
/// events under the pools that their epoch had, in the numbers that it gave them. 4. Take the state
/// over into today's setup, or say why it does not fit.
final class Recovery {

    private static final int PAGE = 4_000;

    private final Handle handle;
    private final Setup setup;
    private final Epochs epochs;
    private State state;
    private Setup then;
    private Wire wire;
    private long until;
    private long last;
    private long chain;

    /// Where it came to.
    ///
    /// @param chain checksum of the latest entry
    /// @param from number of the entry that the snapshot stood after
    record Recovered(State state, long last, long chain, long from) {}

    private Recovery(Handle handle, Setup setup) throws IOException {
        this.handle = handle;
        this.setup = setup;
        this.epochs = Epochs.read(handle);
        this.then = epochs.setup(1, setup, List.of());
        this.state = new State(then);
        this.wire = wire(then);
        this.until = epochs.end(1);
        this.chain = Chain.START;
    }

    static Recovered run(Handle handle, Setup setup) throws IOException {
        return new Recovery(handle, setup).run();
    }

    private Recovered run() throws IOException {
        open();
        long from = last;
        while (true) {
            var page = Rows.after(handle, last, PAGE);
            for (int i = 0; i < page.size(); ) {
                int end = i;
                while (end < page.size() && page.get(end).number() <= until) {
                    end++;
                }
                take(page.subList(i, end));
                i = end;
                if (i < page.size()) {
                    turn(page.get(i).number());
                }
            }
            if (page.size() < PAGE) {
                break;
            }
        }
        return new Recovered(today(), last, chain, from);
    }

    /// Begins at a snapshot, the latest that is sound.
    private void open() throws IOException {
        long before = Long.MAX_VALUE;
        while (true) {
            var found = Rows.snapshot(handle, before);
            if (found.isEmpty()) {
                return;
            }
            var row = found.get();
            if (row.isSound()) {
                last = row.number();
                chain = row.chain();
                resume(last + 1, read(row));
                return;
            }
            before = row.number() - 1;
        }
    }

    static Snapshot read(Rows.SnapshotRow row) throws IOException {
        try {
            return Wire.readSnapshot(row.version(), row.body().open());
        } catch (WireException | IllegalArgumentException unreadable) {
            throw new IOException(
                    "The snapshot after entry %d: %s"
                            .formatted(row.number(), unreadable.getMessage()),
                    unreadable);
        }
    }

    private void resume(long number, Snapshot snapshot) {
        then = epochs.setup(number, setup, List.copyOf(snapshot.tenants()));
        until = epochs.end(number);
        state = State.of(then, snapshot);
        wire = wire(then);
    }

    /// Another epoch begins.
    private void turn(long number) {
        resume(number, state.snapshot());
    }

    private void take(List<Row> rows) throws IOException {
        for (var row : rows) {
            row.check(last, chain);
            last = row.number();
            chain = row.chain();
        }
        for (var entry : read(rows)) {
            try {
                entry.events().forEach(state::apply);
            } catch (RuntimeException damaged) {
                throw new IOException(
                        "Entry %d does not follow from those before it: %s"
                                .formatted(entry.number(), damaged.getMessage()),
                        damaged);
            }
        }
    }

    /// Reading takes most of the time, and entries can be read side by side.
    private List<Entry> read(List<Row> rows) throws IOException {
        try {
            return IntStream.range(0, rows.size())
                    .parallel()
                    .mapToObj(rows::get)
                    .map(row -> wire.read(row.number(), row.version(), row.body()))
                    .toList();
        } catch (WireException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    private State today() throws IOException {
        var snapshot = state.snapshot();
        var misfits = snapshot.misfits(setup);
        if (!misfits.isEmpty()) {
            throw new IOException(
                    String.join("\n", misfits.stream().map(reason -> reason.text()).toList()));
        }
        return then.equals(setup) ? state : State.of(setup, snapshot);
    }

    private static Wire wire(Setup setup) {
        return new Wire(new Pools(setup.pools().stream().map(pool -> pool.id()).toList()));
    }
}
