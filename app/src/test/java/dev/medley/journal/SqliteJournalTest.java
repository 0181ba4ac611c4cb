package dev.medley.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.control.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

class SqliteJournalTest extends JournalContract {

    private static final int FLIPS = 25;

    @TempDir private Path folder = Path.of("");

    @Override
    String empty() {
        return folder.resolve("data").toString();
    }

    @Test
    void refusesWhatIsNoJournal() throws IOException {
        Files.createDirectories(Path.of(empty()));
        Files.writeString(Path.of(empty()).resolve(Place.FILE), "This is not a database at all.\n");
        assertThatThrownBy(() -> Journals.open(empty()).close()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Journals.open("jdbc:oracle:x?password=geheim").close())
                .hasMessageContaining("name one of them")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void findsThatAcknowledgedEntriesWereCutOff() throws IOException {
        var crashed = crashed(300);
        var log = crashed.resolve(Place.FILE + "-wal");
        var bytes = Files.readAllBytes(log);
        try (var file = Files.newByteChannel(log, StandardOpenOption.WRITE)) {
            file.truncate(bytes.length / 2);
        }
        assertThatThrownBy(() -> recover(crashed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("to 300 were acknowledged and are missing")
                .hasMessageContaining("remove journal.last");
        Files.delete(crashed.resolve(Witness.FILE));
        assertThat(recover(crashed)).isBetween(1L, 299L);
    }

    /// A copy as a crash would leave it: the latest entries are in the write ahead log alone.
    private Path crashed(int entries) throws IOException {
        var decided = Decided.of(2);
        var copy = folder.resolve("copy");
        Files.createDirectories(copy);
        try (var journal = Journals.open(empty())) {
            journal.recover(setup());
            for (int i = 0; i < entries; i += 10) {
                journal.append(decided.entries().subList(i, i + 10));
            }
            try (var files = Files.list(Path.of(empty()))) {
                for (var file : files.toList()) {
                    if (!file.toString().endsWith("-shm")) {
                        Files.copy(file, copy.resolve(file.getFileName()));
                    }
                }
            }
        }
        return copy;
    }

    /// Whatever byte is flipped: what is recovered is what was written, or there is an error.
    @Test
    void noFlippedByteGoesUnseen() throws IOException {
        var crashed = crashed(300);
        recover(crashed);
        var expected = new State(setup());
        Decided.of(2)
                .entries()
                .subList(0, 300)
                .forEach(entry -> entry.events().forEach(expected::apply));
        var file = crashed.resolve(Place.FILE);
        var good = Files.readAllBytes(file);
        var random = new SplittableRandom(7);
        int seen = 0;
        for (int i = 0; i < FLIPS; i++) {
            var bad = good.clone();
            int at = random.nextInt(bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bad);
            try (var journal = Journals.open(crashed.toString())) {
                assertThat(journal.recover(setup()).state().describe())
                        .as("byte %d", at)
                        .isEqualTo(expected.describe());
            } catch (IOException damaged) {
                assertThat(damaged.getMessage()).isNotBlank();
                seen++;
            }
            Files.deleteIfExists(crashed.resolve(Place.FILE + "-wal"));
            Files.deleteIfExists(crashed.resolve(Place.FILE + "-shm"));
        }
        assertThat(seen).isPositive();
    }

    private static long recover(Path where) throws IOException {
        try (var journal = Journals.open(where.toString())) {
            return journal.recover(setup()).last();
        }
    }
}
