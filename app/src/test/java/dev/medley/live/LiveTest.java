package dev.medley.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.control.Command;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

@Timeout(60)
class LiveTest {

    private final MemoryJournal journal = new MemoryJournal();
    private final Recorder executor = new Recorder();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private Live live = open();

    /// Keeps what it was asked to do, with the journal's length at that time.
    private final class Recorder implements Executor {
        final BlockingQueue<Effect> done = new LinkedBlockingQueue<>();
        final List<Boolean> early = new CopyOnWriteArrayList<>();
        Consumer<Observation> seen = _ -> {};

        @Override
        public void open(Consumer<Observation> to) {
            seen = to;
        }

        @Override
        public void perform(Effect effect, String node) {
            if (effect instanceof Effect.Start start) {
                early.add(journal.entries().stream().noneMatch(e -> places(e, start.run())));
            }
            done.add(effect);
        }

        @Override
        public void close() {}
    }

    private static boolean places(Entry entry, String run) {
        return entry.events().stream()
                .anyMatch(e -> e instanceof Event.RunPlaced placed && placed.run().equals(run));
    }

    private Live open() {
        try {
            var meter =
                    new Meter() {
                        @Override
                        public void failed(Exception why) {
                            failures.add(why);
                        }
                    };
            return Live.start(
                    Workshop.setup(),
                    Workshop.FITTING,
                    journal,
                    executor,
                    now::get,
                    new Rhythm(50, 5),
                    meter);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void close() throws IOException {
        live.close();
    }

    private Told tell(Origin origin, Command command) throws Exception {
        return live.tell(origin, _ -> command).get(20, TimeUnit.SECONDS);
    }

    private static Origin somebody(String key, String digest) {
        return new Origin("ann", "us", key, digest);
    }

    private void addNodes() throws Exception {
        for (var node : Workshop.NODES) {
            tell(Origin.START, new Command.AddNode(0, node));
        }
    }

    @Test
    void actsOnlyOnWhatTheJournalHas() throws Exception {
        addNodes();
        tell(somebody("", ""), Workshop.submit("a", 1));

        var start = executor.done.poll(20, TimeUnit.SECONDS);
        assertThat(start).isInstanceOf(Effect.Start.class);
        assertThat(executor.early).containsExactly(false);
    }

    @Test
    void givesTheFirstAnswerAgainUnderTheSameKey() throws Exception {
        var first = tell(somebody("k", "d"), Workshop.submit("a", 1));
        var again = tell(somebody("k", "d"), Workshop.submit("a", 2));
        var other = tell(somebody("k", "other"), Workshop.submit("b", 3));

        assertThat(first.reply()).isInstanceOf(Reply.Accepted.class);
        assertThat(again).isEqualTo(new Told(first.reply(), first.number(), true));
        assertThat(other.reply().toString()).contains("key-reused");
        assertThat(live.ask(desk -> desk.state().jobs().size()).get()).isEqualTo(1);
    }

    @Test
    void anotherSpeakersKeyIsAnotherKey() throws Exception {
        tell(new Origin("ann", "us", "k", "d"), Workshop.submit("a", 1));
        var told = tell(new Origin("bob", "us", "k", "d"), Workshop.submit("b", 1));
        assertThat(told.repeated()).isFalse();
    }

    @Test
    void whatCannotBeKeptHasNotHappened() throws Exception {
        journal.fail(1, false);
        assertThatThrownBy(() -> tell(somebody("k", "d"), Workshop.submit("a", 1)))
                .hasCauseInstanceOf(NotDurable.class)
                .hasMessageContaining("disk full");

        assertThat(live.ask(desk -> desk.state().jobs().keySet().toString()).get()).isEqualTo("[]");
        var told = tell(somebody("k", "d"), Workshop.submit("a", 1));
        assertThat(told.repeated()).isFalse();
        assertThat(failures).isNotEmpty();
    }

    @Test
    void whatWasKeptAlthoughItFailedIsAnswered() throws Exception {
        journal.fail(1, true);
        var first = tell(somebody("k", "d"), Workshop.submit("a", 1));
        assertThat(first.reply()).isInstanceOf(Reply.Accepted.class);

        var told = tell(somebody("k", "d"), Workshop.submit("a", 1));
        assertThat(told.repeated()).isTrue();
        assertThat(told.reply()).isInstanceOf(Reply.Accepted.class);
    }

    @Test
    void remindsExecutorsOfRunsAfterARestart() throws Exception {
        addNodes();
        tell(somebody("", ""), Workshop.submit("a", 1));
        var start = executor.done.poll(20, TimeUnit.SECONDS);
        live.close();
        executor.done.clear();

        live = open();
        assertThat(executor.done.poll(20, TimeUnit.SECONDS)).isEqualTo(start);
        assertThat(live.ask(desk -> desk.state().runs().size()).get()).isEqualTo(1);
    }

    @Test
    void hearsWhatExecutorsSee() throws Exception {
        addNodes();
        tell(somebody("", ""), Workshop.submit("a", 1));
        var start = (Effect.Start) executor.done.poll(20, TimeUnit.SECONDS);
        executor.seen.accept(new Observation.Started(start.run()));
        executor.seen.accept(
                new Observation.Ended(start.run(), Observation.How.FINISHED, 3600, "exit 0"));

        assertThat(live.ask(desk -> desk.state().closed().toString()).get())
                .contains("work=a", "end=DONE");
    }

    @Test
    void idleRoundsLeaveNoEntries() throws Exception {
        addNodes();
        Thread.sleep(300);
        int before = journal.entries().size();
        Thread.sleep(500);
        assertThat(journal.entries()).hasSize(before);
    }

    @Test
    void keepsWhatPeopleWereRefused() throws Exception {
        tell(somebody("", ""), new Command.Cancel(1, "nothing"));
        var people = journal.entries().stream().filter(e -> e.origin().isPerson()).toList();
        assertThat(people).hasSize(1);
        var kept = people.getFirst();
        assertThat(kept.origin().by()).isEqualTo("ann");
        assertThat(kept.events()).isEmpty();
        assertThat(kept.reply()).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void timeNeverGoesBack() throws Exception {
        addNodes();
        live.tell(Origin.START, at -> Workshop.submit("a", at)).get();
        now.set(5);
        live.tell(Origin.START, at -> Workshop.submit("b", at)).get();
        var times = live.ask(d -> d.state().jobs().values().stream().map(j -> j.submittedMs()));
        assertThat(times.get().toList()).containsExactly(1_000_000L, 1_000_000L);
    }

    @Test
    void turnsEverybodyAwayWhenItCloses() throws Exception {
        live.close();
        assertThatThrownBy(() -> tell(somebody("", ""), Workshop.submit("a", 1)))
                .hasCauseInstanceOf(Busy.class);
        assertThatThrownBy(() -> live.ask(Desk::latest).get()).hasCauseInstanceOf(Busy.class);
    }
}
