package dev.medley.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class SqliteJournalTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void recoversWhatWasAppended() throws IOException {
        var decided = Decided.of(2);
        try (var journal = Journals.open(folder.toString())) {
            assertThat(journal.recover(decided.day().setup()).last()).isZero();
            for (int i = 0; i < decided.entries().size(); i += 7) {
                int end = Math.min(i + 7, decided.entries().size());
                journal.append(decided.entries().subList(i, end));
            }
        }
        try (var journal = Journals.open(folder.toString())) {
            var recovered = journal.recover(decided.day().setup());
            assertThat(recovered.last()).isEqualTo(decided.entries().size());
            assertThat(recovered.state().describe()).isEqualTo(decided.state().describe());
        }
    }
}
