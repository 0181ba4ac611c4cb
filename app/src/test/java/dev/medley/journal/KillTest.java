package dev.medley.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.live.Workshop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// A server that is killed again and again while it writes. `-Dmedley.kills=300` kills it three
/// hundred times; `-Dmedley.seed=N` draws other moments.
class KillTest {

    private static final int KILLS = 20;
    private static final int LONGEST_MS = 400;

    @TempDir private Path folder = Path.of("");

    @Test
    void nothingAcknowledgedIsLostHoweverItIsKilled() throws IOException, InterruptedException {
        long seed = Long.getLong("medley.seed", 1);
        var random = new SplittableRandom(seed);
        int kills = Integer.getInteger("medley.kills", KILLS);
        long checked = 0;
        for (int kill = 0; kill < kills; kill++) {
            var story = "seed %d, kill %d".formatted(seed, kill);
            long durable = durableWhenKilled(random.nextLong(), random.nextInt(LONGEST_MS));
            long last = last();
            assertThat(last).as(story).isGreaterThanOrEqualTo(durable);
            checked = check(checked, last, story);
            if (random.nextInt(4) == 0) {
                recover(last, story);
            }
        }
        System.out.printf("%d kills, %d entries%n", kills, checked);
        assertThat(checked).isPositive();
    }

    private long durableWhenKilled(long seed, int afterMs)
            throws IOException, InterruptedException {
        try (var child = Child.start(folder, seed)) {
            child.await(() -> child.durable() >= 0);
            Thread.sleep(afterMs);
            child.kill();
            return child.durable();
        }
    }

    private long last() throws IOException {
        try (var archive = Journals.read(folder.toString())) {
            return archive.last();
        }
    }

    /// Every entry after one is what it was when it was written, or was dropped behind a snapshot.
    private long check(long checked, long last, String story) throws IOException {
        try (var archive = Journals.read(folder.toString())) {
            var number = new AtomicLong(Math.max(checked, archive.first() - 1));
            archive.entries(
                    number.get(),
                    last,
                    List.of("pool"),
                    entry -> {
                        var written = Appender.entry(number.incrementAndGet());
                        assertThat(entry).as(story).isEqualTo(written);
                        return true;
                    });
            assertThat(number.get()).as(story).isEqualTo(last);
        }
        return last;
    }

    private void recover(long last, String story) throws IOException {
        try (var journal = Journals.open(folder.toString())) {
            var recovered = journal.recover(Workshop.setup());
            assertThat(recovered.last()).as(story).isEqualTo(last);
            if (last > 0) {
                assertThat(recovered.state().nowMs()).isEqualTo(10 * last);
                var origin = Appender.entry(last).origin();
                assertThat(journal.answered(origin).orElseThrow().number()).isEqualTo(last);
            }
        }
    }
}
