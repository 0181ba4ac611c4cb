package dev.medley.journal;

import dev.medley.core.control.Snapshot;
import dev.medley.core.control.State;
import dev.medley.live.wire.Wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Writes a snapshot now and then, beside the loop, and drops what is no longer needed after it.
final class Snapshots implements AutoCloseable {

    private final Store store;
    private final Keeping keeping;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    task -> Thread.ofPlatform().name("medley-snapshots").daemon().unstarted(task));
    private CompletableFuture<Boolean> latest = CompletableFuture.completedFuture(true);
    private long snapped;

    Snapshots(Store store, Keeping keeping) {
        this.store = store;
        this.keeping = keeping;
    }

    /// A recovery began at one snapshot and came so far.
    void begin(long from, long last) {
        snapped = Math.min(from, last);
    }

    void offer(State state, long number, long chain) throws IOException {
        if (number - snapped < keeping.snapshotEvery() || !latest.isDone()) {
            return;
        }
        snapped = number;
        // The state changes as soon as this returns: it is copied here and written elsewhere.
        var snapshot = state.snapshot();
        var before = latest;
        latest = CompletableFuture.supplyAsync(() -> write(snapshot, number, chain), worker);
        settle(before);
    }

    private boolean write(Snapshot snapshot, long number, long chain) {
        try {
            var body = Deflated.of(Wire.write(snapshot));
            var row =
                    new Rows.SnapshotRow(
                            number, snapshot.nowMs(), chain, Wire.VERSION, body, body.crc());
            store.write(handle -> Rows.add(handle, row));
            new Compaction(store, keeping).run();
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void settle() throws IOException {
        settle(latest);
    }

    private static void settle(CompletableFuture<Boolean> write) throws IOException {
        try {
            write.get();
        } catch (ExecutionException failed) {
            throw new IOException("No snapshot: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// An unfinished snapshot is finished first.
    @Override
    public void close() {
        worker.close();
    }
}
