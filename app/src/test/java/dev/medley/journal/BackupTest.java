package dev.medley.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class BackupTest {

    private static final Decided DECIDED = Decided.of(2);

    @TempDir private Path folder = Path.of("");

    private Path data() {
        return folder.resolve("data");
    }

    private Path copy() {
        return folder.resolve("copy.db");
    }

    @Test
    void copiesWhileTheServerWritesAndRestores() throws IOException {
        try (var journal = Journals.open(data().toString())) {
            journal.recover(DECIDED.day().setup());
            journal.append(DECIDED.entries().subList(0, 100));
            var copied = Backup.make(data(), copy());
            assertThat(copied.first()).isEqualTo(1);
            assertThat(copied.last()).isEqualTo(100);
            journal.append(DECIDED.entries().subList(100, 200));
        }
        var restored = folder.resolve("restored");
        assertThat(Backup.restore(copy(), restored).last()).isEqualTo(100);
        try (var journal = Journals.open(restored.toString())) {
            assertThat(journal.recover(DECIDED.day().setup()).last()).isEqualTo(100);
            journal.append(DECIDED.entries().subList(100, 120));
        }
    }

    @Test
    void overwritesNothing() throws IOException {
        written(50);
        Backup.make(data(), copy());
        assertThatThrownBy(() -> Backup.make(data(), copy()))
                .hasMessageContaining("exists; name another one");
        assertThatThrownBy(() -> Backup.restore(copy(), data()))
                .hasMessageContaining("has entries up to 50; name an empty folder");
    }

    @Test
    void restoresNothingWhileAServerRunsThere() throws IOException {
        written(50);
        Backup.make(data(), copy());
        var other = folder.resolve("other");
        try (var server = Journals.open(other.toString())) {
            server.recover(DECIDED.day().setup());
            assertThatThrownBy(() -> Backup.restore(copy(), other))
                    .hasMessageContaining("Another server has the journal");
        }
    }

    @Test
    void verifiesACopyBeforeItBecomesAJournal() throws IOException {
        written(50);
        Tampering.with(data().toString(), "UPDATE entries SET at_ms = 1 WHERE number = 33");
        assertThatThrownBy(() -> Backup.make(data(), copy()))
                .hasMessageContaining("entry 33 is not what was written");
        assertThat(copy()).doesNotExist();
        Files.copy(data().resolve(Place.FILE), copy());
        var other = folder.resolve("other");
        assertThatThrownBy(() -> Backup.restore(copy(), other)).hasMessageContaining("entry 33");
        assertThat(other.resolve(Place.FILE)).doesNotExist();
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> Backup.make(data(), copy()))
                .hasMessageContaining("There is no journal");
        assertThatThrownBy(() -> Backup.restore(copy(), data()))
                .hasMessageContaining("There is no file");
    }

    private void written(int entries) throws IOException {
        try (var journal = Journals.open(data().toString())) {
            journal.recover(DECIDED.day().setup());
            journal.append(DECIDED.entries().subList(0, entries));
        }
    }
}
