package dev.medley.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.medley.live.Entry;
import dev.medley.live.Workshop;
import dev.medley.process.SmallDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A disk that is full, and has room again.
class FullDiskTest {

    private static final int MOST = 1_000_000;

    @TempDir private Path folder = Path.of("");

    /// Files may not grow beyond a megabyte, until the limit is lifted from outside.
    @Test
    void goesOnWhenFilesMayGrowAgain() throws IOException, InterruptedException {
        assumeTrue(runs("prlimit", "--version"), "there is no prlimit here");
        long durable;
        try (var child = Child.start(folder, 1)) {
            child.await(() -> child.durable() >= 0);
            assertThat(runs("prlimit", "--pid=" + child.pid(), "--fsize=%d:".formatted(MOST)))
                    .isTrue();
            child.await(() -> child.failures() > 2);
            long before = child.durable();
            assertThat(before).isPositive();
            assertThat(runs("prlimit", "--pid=" + child.pid(), "--fsize=unlimited:")).isTrue();
            child.await(() -> child.durable() > before + 500);
            child.kill();
            durable = child.durable();
        }
        try (var journal = Journals.open(folder.toString())) {
            assertThat(journal.recover(Workshop.setup()).last()).isGreaterThanOrEqualTo(durable);
        }
    }

    /// A file system of four megabytes that something else fills.
    @Test
    void goesOnWhenTheDiskHasRoomAgain() throws IOException {
        try (var disk = SmallDisk.at(folder.resolve("disk"), "4m")) {
            disk.fill(1_500_000);
            try (var journal = Journals.open(disk.root().toString())) {
                var setup = Workshop.setup();
                long last = journal.recover(setup).last();
                last = fill(journal, last);
                assertThat(journal.recover(setup).last()).isEqualTo(last);
                long full = last;
                assertThatThrownBy(() -> journal.append(batch(full)))
                        .isInstanceOf(IOException.class);
                disk.free();
                assertThat(journal.recover(setup).last()).isEqualTo(last);
                journal.append(batch(last));
                assertThat(journal.recover(setup).last()).isEqualTo(last + 20);
            }
        }
    }

    /// Appends until nothing more goes in.
    private static long fill(SqlJournal journal, long from) {
        long last = from;
        for (int i = 0; i < 10_000; i++) {
            try {
                journal.append(batch(last));
                last += 20;
            } catch (IOException full) {
                return last;
            }
        }
        throw new AssertionError("The disk never filled up.");
    }

    private static List<Entry> batch(long last) {
        var batch = new ArrayList<Entry>();
        for (long number = last + 1; number <= last + 20; number++) {
            batch.add(Appender.entry(number));
        }
        return batch;
    }

    private static boolean runs(String... words) throws InterruptedException {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
