package dev.medley.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Reply;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.Origin;
import dev.medley.live.Tokens;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What a journal promises, wherever it lies.
abstract class JournalContract {

    private static final long DAY = 24 * 3_600_000L;
    private static final Keeping SHORT = new Keeping(200, 0, 0, 150);
    private static final Decided DECIDED = Decided.of(2);

    /// A place with nothing in it.
    abstract String empty();

    @Test
    void recoversWhatWasAppended() throws IOException {
        var where = empty();
        write(where, Keeping.DEFAULT, DECIDED.entries());
        try (var journal = Journals.open(where)) {
            var recovered = journal.recover(setup());
            assertThat(recovered.last()).isEqualTo(DECIDED.entries().size());
            assertThat(recovered.state().describe()).isEqualTo(DECIDED.state().describe());
        }
    }

    @Test
    void recoversFromASnapshotAndWhatFollows() throws IOException {
        var where = empty();
        var state = write(where, SHORT, DECIDED.entries());
        try (var journal = Journals.open(where, SHORT)) {
            var recovered = journal.recover(setup());
            assertThat(recovered.last()).isEqualTo(DECIDED.entries().size());
            assertThat(recovered.state().describe()).isEqualTo(state.describe());
        }
        try (var archive = Journals.read(where)) {
            assertThat(archive.first()).isGreaterThan(1);
            assertThat(archive.last()).isEqualTo(DECIDED.entries().size());
            assertThat(archive.snapshots()).hasSize(2);
        }
    }

    @Test
    void fallsBackToTheSnapshotBeforeADamagedOne() throws IOException {
        var where = empty();
        write(where, SHORT, DECIDED.entries());
        Tampering.with(
                where,
                "UPDATE snapshots SET crc = crc + 1"
                        + " WHERE number = (SELECT MAX(number) FROM snapshots)");
        try (var journal = Journals.open(where, SHORT)) {
            assertThat(journal.recover(setup()).state().describe())
                    .isEqualTo(DECIDED.state().describe());
        }
    }

    @Test
    void answersARepeatedRequestAsBefore() throws IOException {
        var where = empty();
        write(where, Keeping.DEFAULT, DECIDED.entries().subList(0, 50));
        var entry = DECIDED.entries().get(9);
        try (var journal = Journals.open(where)) {
            journal.recover(setup());
            var answered = journal.answered(entry.origin()).orElseThrow();
            assertThat(answered.number()).isEqualTo(10);
            assertThat(answered.digest()).isEqualTo("digest-10");
            assertThat(answered.reply()).isEqualTo(entry.reply());
            assertThat(journal.answered(new Origin("bob", "", "key-10", ""))).isEmpty();
        }
    }

    @Test
    void remembersEveryWorkThatIsOver() throws IOException {
        var where = empty();
        write(where, SHORT, DECIDED.entries());
        var over = DECIDED.state().closed();
        assertThat(over).isNotEmpty();
        try (var journal = Journals.open(where)) {
            journal.recover(setup());
            assertThat(journal.isOver(over.firstKey())).isTrue();
            assertThat(journal.isOver("never-heard-of")).isFalse();
        }
    }

    @Test
    void keepsAllOfABatchOrNothing() throws IOException {
        var where = empty();
        write(where, Keeping.DEFAULT, DECIDED.entries().subList(0, 20));
        try (var journal = Journals.open(where)) {
            journal.recover(setup());
            var origin = DECIDED.entries().get(9).origin();
            var batch = List.of(idle(21, Origin.CLOCK), idle(22, origin));
            assertThatThrownBy(() -> journal.append(batch)).isInstanceOf(IOException.class);
            assertThat(journal.recover(setup()).last()).isEqualTo(20);
            journal.append(List.of(idle(21, Origin.CLOCK)));
            assertThat(journal.recover(setup()).last()).isEqualTo(21);
        }
    }

    @Test
    void refusesEntriesOutOfOrder() throws IOException {
        try (var journal = Journals.open(empty())) {
            journal.recover(setup());
            assertThatThrownBy(() -> journal.append(List.of(idle(2, Origin.CLOCK))))
                    .hasMessageContaining("Entry 2 cannot follow entry 0");
        }
    }

    @Test
    void namesTheEntryThatWasEdited() throws IOException {
        var where = empty();
        write(where, Keeping.DEFAULT, DECIDED.entries().subList(0, 50));
        Tampering.with(where, "UPDATE entries SET body = body || ' ' WHERE number = 17");
        assertThatThrownBy(() -> recover(where))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("entry 17 is not what was written");
    }

    @Test
    void namesTheEntriesThatAreMissing() throws IOException {
        var where = empty();
        write(where, Keeping.DEFAULT, DECIDED.entries().subList(0, 50));
        Tampering.with(where, "DELETE FROM entries WHERE number IN (17, 18)");
        assertThatThrownBy(() -> recover(where)).hasMessageContaining("entry 19 follows entry 16");
    }

    @Test
    void namesTheEntryOfALaterVersion() throws IOException {
        var where = empty();
        write(where, Keeping.DEFAULT, DECIDED.entries().subList(0, 5));
        Tampering.rechained(where, 5, "UPDATE entries SET version = 7 WHERE number = 5");
        assertThatThrownBy(() -> recover(where)).hasMessageContaining("Entry 5 has version 7");
    }

    @Test
    void refusesASecondServer() throws IOException {
        var where = empty();
        try (var first = Journals.open(where)) {
            first.recover(setup());
            assertThatThrownBy(() -> Journals.open(where).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Another server has the journal");
        }
        Journals.open(where).close();
    }

    @Test
    void letsThoseInWhoWereGivenATokenUntilItIsTakenBack() throws IOException {
        var where = empty();
        var ann = new Tokens.Grant("ann", Tokens.Role.USER, "us", "abc", 5, 9L);
        var root = new Tokens.Grant("root", Tokens.Role.OPERATOR, null, "def", 6, null);
        try (var journal = Journals.open(where)) {
            var tokens = journal.tokens();
            assertThat(tokens.add(root, "local")).isTrue();
            assertThat(tokens.add(ann, "root")).isTrue();
            assertThat(tokens.add(ann, "root")).isFalse();
        }
        try (var journal = Journals.open(where)) {
            var tokens = journal.tokens();
            assertThat(tokens.list()).containsExactly(ann, root);
            assertThat(tokens.find("abc")).contains(ann);
            assertThat(tokens.revoke("ann", "root", 8)).isTrue();
            assertThat(tokens.revoke("ann", "root", 8)).isFalse();
            assertThat(tokens.find("abc")).isEmpty();
            assertThat(tokens.list()).containsExactly(root);
        }
        assertThat(Tampering.count(where, "SELECT COUNT(*) FROM token_changes")).isEqualTo(3);
    }

    @Test
    void dropsOldEntriesAndAnswersThatASnapshotCovers() throws IOException {
        var where = empty();
        write(where, SHORT, DECIDED.entries());
        int size = DECIDED.entries().size();
        assertThat(Tampering.count(where, "SELECT COUNT(*) FROM entries")).isLessThan(size / 2);
        assertThat(Tampering.count(where, "SELECT COUNT(*) FROM answers")).isLessThan(size / 10);
        assertThat(Tampering.count(where, "SELECT MAX(number) FROM entries")).isEqualTo(size);
    }

    @Test
    void keepsLateEntriesThoughAClockThatJumpsMakesThemOld() throws IOException {
        var where = empty();
        var keeping = new Keeping(100, DAY, DAY, 400);
        var entries = new ArrayList<>(DECIDED.entries().subList(0, 300));
        for (int i = 301; i <= 600; i++) {
            entries.add(
                    new Entry(
                            i,
                            Origin.CLOCK,
                            new Command.Cordon(9_999 * DAY + i, "n0", i % 2 == 0),
                            List.of(new Event.NodeCordoned(9_999 * DAY + i, "n0", i % 2 == 0)),
                            new Reply.Accepted()));
        }
        write(where, keeping, entries);
        long first = Tampering.count(where, "SELECT MIN(number) FROM entries");
        assertThat(first).isBetween(2L, 201L);
    }

    @Test
    void goesOnUnderASetupThatGainedAPoolAndTurnedTheOthersRound() throws IOException {
        var where = empty();
        var old = setup();
        try (var journal = Journals.open(where)) {
            journal.begin(epoch(old));
            journal.recover(old);
            journal.append(DECIDED.entries());
        }
        var now = old.asBefore(List.of("new", "small", "big"), List.of());
        try (var journal = Journals.open(where)) {
            journal.begin(epoch(now));
            var state = journal.recover(now).state();
            assertThat(state.snapshot().pools()).containsExactly("new", "small", "big");
            assertThat(State.of(old, state.snapshot()).describe())
                    .isEqualTo(DECIDED.state().describe());
        }
        try (var archive = Journals.read(where)) {
            assertThat(archive.epochs().keySet())
                    .containsExactly(1L, DECIDED.entries().size() + 1L);
        }
    }

    @Test
    void refusesASetupWithoutAPoolInUse() throws IOException {
        var where = empty();
        int busy = 0;
        var state = new State(setup());
        for (var entry : DECIDED.entries()) {
            entry.events().forEach(state::apply);
            busy++;
            if (state.runs().size() > 2) {
                break;
            }
        }
        int number = busy;
        try (var journal = Journals.open(where)) {
            journal.begin(epoch(setup()));
            journal.recover(setup());
            journal.append(DECIDED.entries().subList(0, number));
        }
        var pool = setup().pools().get(state.runs().firstEntry().getValue().pool()).id();
        var left = pool.equals("big") ? "small" : "big";
        var now = setup().asBefore(List.of(left), List.of());
        try (var journal = Journals.open(where)) {
            journal.begin(epoch(now));
            assertThatThrownBy(() -> journal.recover(now))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Pool '%s' is gone".formatted(pool));
        }
    }

    @Test
    void beginsNoNewEpochWhenNothingChanged() throws IOException {
        var where = empty();
        for (int i = 0; i < 3; i++) {
            try (var journal = Journals.open(where)) {
                journal.begin(epoch(setup()));
                journal.recover(setup());
            }
        }
        try (var archive = Journals.read(where)) {
            assertThat(archive.epochs()).hasSize(1).containsEntry(1L, epoch(setup()));
        }
    }

    static Epoch epoch(Setup setup) {
        var pools = setup.pools().stream().map(pool -> pool.id()).toList();
        return new Epoch("test", pools, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    static Setup setup() {
        return DECIDED.day().setup();
    }

    private static void recover(String where) throws IOException {
        try (var journal = Journals.open(where)) {
            journal.recover(setup());
        }
    }

    private static Entry idle(long number, Origin origin) {
        return new Entry(
                number, origin, new Command.Tick(0), List.of(), new Reply.Ignored("nothing"));
    }

    /// Writes in batches and offers snapshots as the loop does.
    private static State write(String where, Keeping keeping, List<Entry> entries)
            throws IOException {
        try (var journal = Journals.open(where, keeping)) {
            var state = journal.recover(setup()).state();
            for (int i = 0; i < entries.size(); i += 20) {
                var batch = entries.subList(i, Math.min(i + 20, entries.size()));
                batch.forEach(entry -> entry.events().forEach(state::apply));
                journal.append(batch);
                journal.offer(state, batch.getLast().number());
                journal.settle();
            }
            return state;
        }
    }
}
