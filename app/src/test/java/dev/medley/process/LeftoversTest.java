package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;

/// Folders of real runs, some over and some not, and what is removed of them.
class LeftoversTest {

    private static final long DAY = 86_400_000;
    private static final Leftovers.Terms TEN_DAYS = new Leftovers.Terms(10 * DAY, 0, 1_000);

    @TempDir private Path folder = Path.of("");

    private boolean isThere(String run) {
        return RunFolder.of(folder.resolve("runs"), run).exists();
    }

    private static long in(long days) {
        return System.currentTimeMillis() + days * DAY;
    }

    private void finish(Runs runs, String name, String script) {
        runs.start(Runs.script(name, script));
        runs.awaitEnd(name + "#0");
    }

    @Test
    void removesWhatHasBeenOverForLong() throws IOException {
        try (var runs = Runs.under(folder)) {
            finish(runs, "old", "echo hello > result; ln -s / everything");
            var leftovers = new Leftovers(folder, TEN_DAYS);
            assertThat(leftovers.remove(Set::of, in(9)).folders()).isZero();
            assertThat(isThere("old#0")).isTrue();
            // Its wrapper may live a moment longer than it.
            var removed = new ArrayList<Leftovers.Removed>();
            runs.await(
                    () -> {
                        removed.add(remove(leftovers, in(11)));
                        return removed.getLast().folders() == 1;
                    });
            assertThat(removed.getLast().bytes()).isPositive();
        }
        try (var left = Files.list(folder.resolve("runs"))) {
            assertThat(left.map(Path::getFileName)).containsExactly(Path.of("wrapper.sh"));
        }
        assertThat(Files.exists(Path.of("/etc"))).isTrue();
    }

    @Test
    void neverTouchesARunThatTheJournalHasNotSeenEnd() throws IOException {
        try (var runs = Runs.under(folder)) {
            finish(runs, "unheard", "true");
            var leftovers = new Leftovers(folder, TEN_DAYS);
            assertThat(leftovers.remove(() -> Set.of("unheard#0"), in(99)).folders()).isZero();
            assertThat(isThere("unheard#0")).isTrue();
        }
    }

    @Test
    void neverTouchesWhatStillRuns() throws IOException {
        try (var runs = Runs.under(folder)) {
            runs.start(Runs.script("busy", "sleep 60"));
            runs.awaitStarted("busy#0");
            var much = new Leftovers(folder, new Leftovers.Terms(1, 1, 0));
            assertThat(much.remove(Set::of, in(99)).folders()).isZero();
            assertThat(isThere("busy#0")).isTrue();
            runs.stop("busy#0", false, 0);
            runs.awaitEnd("busy#0");
            runs.await(
                    () -> {
                        remove(much, in(99));
                        return !isThere("busy#0");
                    });
        }
    }

    private static Leftovers.Removed remove(Leftovers leftovers, long at) {
        try {
            return leftovers.remove(Set::of, at);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void removesTheOldestFirstWhereTheyTakeTooMuchRoom() throws Exception {
        try (var runs = Runs.under(folder)) {
            for (var name : new String[] {"first", "second", "third"}) {
                finish(runs, name, "head -c 400000 /dev/zero > big");
                Thread.sleep(30);
            }
            var leftovers = new Leftovers(folder, new Leftovers.Terms(0, 1_000_000, 600_000));
            assertThat(leftovers.remove(Set::of, in(0)).folders()).as("too young").isZero();
            assertThat(leftovers.remove(Set::of, in(1)).folders()).isEqualTo(1);
            assertThat(isThere("first#0")).isFalse();
            assertThat(isThere("second#0")).isTrue();
            assertThat(isThere("third#0")).isTrue();
        }
    }

    @Test
    void finishesWhatWasBegunWhenItWasKilled() throws IOException {
        var half = Files.createDirectories(folder.resolve("runs/.gone-a#0/work"));
        Files.writeString(half.resolve("left"), "x");
        var leftovers = new Leftovers(folder, TEN_DAYS);
        assertThat(leftovers.remove(Set::of, in(11)).folders()).isEqualTo(1);
        assertThat(Files.exists(half)).isFalse();
    }
}
