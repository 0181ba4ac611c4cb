package dev.medley.live.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reply;
import dev.medley.core.control.Snapshot;
import dev.medley.core.control.State;
import dev.medley.core.fit.Reason;
import dev.medley.core.fleet.Needs;
import dev.medley.core.sim.StormyDay;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.Terms;
import dev.medley.core.work.Work;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.Origin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

class WireTest {

    private static final Pools POOLS =
            new Pools(
                    List.of(
                            "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10",
                            "p11"));
    private static final Wire WIRE = new Wire(POOLS);
    private static final Origin ANN = new Origin("ann", "us", "k1", "d1");

    @Test
    void everyEntryComesBackEqual() {
        for (long seed = 0; seed < 3000; seed++) {
            var any = new AnyRecord(new SplittableRandom(seed));
            var events = new ArrayList<Event>();
            for (long i = seed % 4; i > 0; i--) {
                events.add(inPools(any.of(Event.class)));
            }
            var entry =
                    new Entry(
                            seed,
                            any.of(Origin.class),
                            any.of(Command.class),
                            events,
                            any.of(Reply.class));
            var text = WIRE.write(entry);
            assertThat(WIRE.read(seed, Wire.VERSION, text))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(entry);
        }
    }

    /// One price per pool, as the market gives them.
    private static Event inPools(Event event) {
        if (event instanceof Event.Priced p && !p.poolPrices().isEmpty()) {
            var all = new ArrayList<Double>();
            for (int i = 0; i < POOLS.count(); i++) {
                all.add(p.poolPrices().getFirst() + i);
            }
            return new Event.Priced(
                    p.atMs(), p.prices(), all, p.objective(), p.bound(), p.promised());
        }
        return event;
    }

    @Test
    void everySnapshotComesBackEqual() {
        for (long seed = 0; seed < 300; seed++) {
            var snapshot = new AnyRecord(new SplittableRandom(seed)).of(Snapshot.class);
            assertThat(Wire.readSnapshot(Wire.VERSION, Wire.write(snapshot))).isEqualTo(snapshot);
        }
    }

    @Test
    void statesOfStormsGoOnFromSnapshotsThatWereWritten() {
        var day = StormyDay.of(4);
        var state = new State(day.setup());
        var controller = day.controller();
        for (var command : day.commands().subList(0, 1500)) {
            controller.decide(state, command).events().forEach(state::apply);
        }
        var read = Wire.readSnapshot(Wire.VERSION, Wire.write(state.snapshot()));
        assertThat(State.of(day.setup(), read).describe()).isEqualTo(state.describe());
    }

    @Test
    void writesWhatAnEventRepeatsOfItsCommandOnce() {
        var work = job("w");
        var entry =
                new Entry(
                        1,
                        Origin.CLOCK,
                        new Command.Submit(7, work, Care.DEFAULT),
                        List.of(new Event.Submitted(7, work, Care.DEFAULT)),
                        new Reply.Accepted());
        var text = WIRE.write(entry);
        assertThat(text)
                .endsWith(
                        "\"events\":[{\"type\":\"submitted\",\"atMs\":7,\"work\":null,"
                                + "\"care\":null}],\"reply\":{\"type\":\"accepted\"}}")
                .startsWith("{\"origin\":\"clock\",");
        assertThat(WIRE.read(1, 1, text)).isEqualTo(entry);
    }

    @Test
    void whatAWorkDoesNotNeedIsNotWritten() {
        var plain = job("w");
        var needy = plain.under(plain.terms().needing(new Needs(8_000, 1L << 36)));
        for (var work : List.of(plain, needy)) {
            var command = new Command.Submit(7, work, Care.DEFAULT);
            var entry = new Entry(1, ANN, command, List.of(), new Reply.Accepted());
            var text = WIRE.write(entry);
            assertThat(text.contains("needs")).isEqualTo(work.terms().needsMore());
            assertThat(WIRE.read(1, 1, text)).isEqualTo(entry);
        }
    }

    @Test
    void namesPoolsSoThatTheirOrderMayChange() {
        var placed = new Event.RateLearnt(1, 3, 2, 0.5, 0.6);
        var entry = new Entry(9, ANN, new Command.Tick(1), List.of(placed), new Reply.Accepted());
        var text = WIRE.write(entry);
        assertThat(text).contains("\"pool\":\"p2\"");
        var turned = new Wire(new Pools(List.of("p2", "p1")));
        assertThat(turned.read(9, 1, text).events())
                .containsExactly(new Event.RateLearnt(1, 3, 0, 0.5, 0.6));
        assertThatThrownBy(() -> new Wire(new Pools(List.of("x"))).read(9, 1, text))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Entry 9 cannot be read")
                .hasMessageContaining("pool 'p2', which is none of [x]");
    }

    @Test
    void refusesUnknownFieldsWithEntryAndField() {
        var text = tick().replace("\"atMs\":5", "\"atMs\":5,\"colour\":\"red\"");
        assertThatThrownBy(() -> WIRE.read(31, 1, text))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Entry 31 cannot be read")
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> WIRE.read(32, 1, tick().replace("\"reply\"", "\"replies\"")))
                .hasMessageContaining("Entry 32")
                .hasMessageContaining("unknown field 'replies'");
    }

    @Test
    void refusesEntriesThatLackAField() {
        assertThatThrownBy(() -> WIRE.read(5, 1, tick().replace(",\"atMs\":5", "")))
                .hasMessageContaining("Entry 5")
                .hasMessageContaining("atMs");
        var text = "{\"origin\":\"a\",\"command\":{\"type\":\"cancel\",\"atMs\":1}}";
        assertThatThrownBy(() -> WIRE.read(6, 1, text)).hasMessageContaining("work");
        var some = "{\"origin\":\"a\",\"command\":{\"type\":\"tick\",\"atMs\":1}}";
        assertThatThrownBy(() -> WIRE.read(7, 1, some))
                .hasMessageContaining("lacks the field 'events'");
    }

    @Test
    void saysThatLaterVersionsAreOfANewerMedley() {
        // What it is about is not looked at: this version cannot know it.
        assertThatThrownBy(() -> WIRE.read(8, Wire.VERSION + 1, "{\"command\":{\"type\":\"fly\"}}"))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Entry 8 has version 3: it was written by a newer Medley")
                .hasMessageContaining("reads versions 1 to 2")
                .hasMessageContaining("use the Medley that wrote it, or a later one");
        assertThatThrownBy(() -> WIRE.read(9, 0, tick())).hasMessageContaining("no such version");
        assertThatThrownBy(() -> Wire.readSnapshot(Wire.VERSION + 1, new byte[] {'{'}))
                .hasMessageContaining("A snapshot has version 3: it was written by a newer Medley");
    }

    @Test
    void refusesWhatIsNoEntry() {
        for (var text : List.of("", "[]", "{", "null", "{}", tick() + "{}", "{\"origin\":3}")) {
            assertThatThrownBy(() -> WIRE.read(8, 1, text))
                    .as(text)
                    .isInstanceOf(WireException.class)
                    .hasMessageContaining("Entry 8");
        }
    }

    @Test
    void keepsEvenTextThatIsHalfACharacter() {
        var seen = new Observation.Ended("r", Observation.How.FAILED, 0, "half \ud83d of 芯");
        var entry =
                new Entry(1, ANN, new Command.Observe(1, seen), List.of(), new Reply.Ignored(""));
        var bytes = WIRE.write(entry).getBytes(StandardCharsets.UTF_8);
        assertThat(WIRE.read(1, 1, new String(bytes, StandardCharsets.UTF_8))).isEqualTo(entry);
    }

    @Test
    void repliesAndEpochsComeBackEqual() {
        var refused = new Reply.Refused(List.of(new Reason("code", "text")));
        assertThat(Wire.readReply(Wire.write(refused))).isEqualTo(refused);
        var settings = new TreeMap<String, String>();
        settings.put("date", "2026-11-22");
        var epoch =
                new Epoch(
                        "0.1.0",
                        List.of("a"),
                        settings,
                        new TreeMap<>(settings),
                        new TreeMap<>(settings));
        assertThat(Wire.readEpoch(Wire.write(epoch))).isEqualTo(epoch);
    }

    /// Entries that were once written are read for ever. Whoever must change one of these files
    /// raises the version instead, and adds another one.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void readsEntriesOfEveryVersion(int version) throws IOException {
        var file =
                Path.of(
                        "src/test/resources/dev/medley/live/wire/entries-%d.jsonl"
                                .formatted(version));
        var day = StormyDay.of(3);
        var wire = new Wire(new Pools(day.setup().pools().stream().map(p -> p.id()).toList()));
        var state = new State(day.setup());
        long number = 0;
        for (var line : Files.readAllLines(file)) {
            var entry = wire.read(++number, version, line);
            entry.events().forEach(state::apply);
            assertThat(wire.write(entry)).isEqualTo(line);
        }
        assertThat(number).isEqualTo(version == 1 ? 400 : RECORDED + Recording.DEEDS);
        assertThat(state.runs()).isNotEmpty();
        boolean drains = state.machines().values().stream().anyMatch(m -> m.draining());
        assertThat(drains).isEqualTo(version > 1);
    }

    static final int RECORDED = 120;

    private static String tick() {
        return WIRE.write(new Entry(1, ANN, new Command.Tick(5), List.of(), new Reply.Accepted()));
    }

    static Work job(String name) {
        return new BatchJob(Terms.nobodys(name), 2, new TreeMap<>(), List.of("make"), 1.5, null);
    }
}
