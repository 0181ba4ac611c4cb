package dev.medley.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.Medley;
import dev.medley.cli.Terminal;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Controller;
import dev.medley.core.control.State;
import dev.medley.core.place.Node;
import dev.medley.files.Documents;
import dev.medley.journal.Journals;
import dev.medley.live.Entry;
import dev.medley.live.Epoch;
import dev.medley.live.Origin;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// A small server's journal, made from documents, and the commands that look after it.
class ReplayCommandTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final String FLEET =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata: {name: home}
            spec:
              currency: CNY
              sites:
                - {name: here, country: CN, pue: 1.2, powerPricePerKwh: 0.38}
              pools:
                - {name: h800, site: here, chip: nvidia-h800-sxm, devices: 16, costPerDeviceHour: 10}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata: {name: rows}
            spec: {devices: 4, command: [make, rows], duration: 2 h}
            ---
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata: {name: columns}
            spec: {devices: 8, command: [make, columns], duration: 2 h}
            """;

    @TempDir private Path folder = Path.of("");
    private final Terminal terminal = new Terminal();

    private String data() {
        return folder.resolve("data").toString();
    }

    @BeforeEach
    void serve() throws IOException {
        var file = Files.writeString(folder.resolve("fleet.yaml"), FLEET);
        var catalog = CatalogFiles.load(null, CatalogFiles.Part.values());
        var err = new StringWriter();
        var loaded =
                Objects.requireNonNull(
                        Inputs.read(List.of(file), catalog, DAY, new PrintWriter(err, true)),
                        err::toString);
        var line = Medley.commandLine();
        var documents = new TreeMap<String, String>();
        documents.put("fleet.yaml", FLEET);
        var setup =
                EpochGround.household(
                                loaded, catalog, new TreeMap<>(), DAY, new RulesOption(), line)
                        .setup();
        Epoch epoch =
                EpochGround.epoch(
                        "test", setup, DAY, new TreeMap<>(), documents, EpochGround.Overlays.NONE);
        var ground = EpochGround.of(epoch, line);
        try (var journal = Journals.open(data())) {
            journal.begin(epoch);
            var state = journal.recover(setup).state();
            var controller = new Controller(ground.setup(), ground.fitting());
            var entries = new ArrayList<Entry>();
            for (var command : commands(loaded)) {
                var decision = controller.decide(state, command);
                decision.events().forEach(state::apply);
                entries.add(
                        new Entry(
                                entries.size() + 1L,
                                Origin.START,
                                command,
                                decision.events(),
                                decision.reply()));
            }
            journal.append(entries);
            assertThat(state.runs()).isNotEmpty();
            assertThat(new State(setup).describe()).isNotEqualTo(state.describe());
        }
    }

    private static List<Command> commands(Documents.Loaded loaded) {
        var commands = new ArrayList<Command>();
        for (int n = 0; n < 2; n++) {
            var node = new Node("n" + n, "h800", 8, 0, 0, List.of("d" + n));
            commands.add(new Command.AddNode(1_000, node));
        }
        for (var work : loaded.portfolio().works()) {
            commands.add(new Command.Submit(2_000, work, Care.DEFAULT));
        }
        commands.add(new Command.Tick(3_000));
        commands.add(new Command.Cancel(4_000, "rows"));
        return commands;
    }

    @Test
    void decidesEverythingAgainToTheSameBytes() {
        assertThat(terminal.execute("replay", "--data", data())).isZero();
        assertThat(terminal.out.toString())
                .isEqualTo("6 entries after entry 0 were decided again: every byte is the same.\n");
        assertThat(terminal.execute("replay", "--data", data(), "--to", "3", "--json")).isZero();
        assertThat(terminal.json().get("entries").asInt()).isEqualTo(3);
        assertThat(terminal.json().get("same").asBoolean()).isTrue();
    }

    @Test
    void saysTheFirstDifference() {
        edit("UPDATE epochs SET body = REPLACE(body, 'nvidia-h800-sxm', 'nvidia-a800-80gb-sxm')");
        assertThat(terminal.execute("replay", "--data", data())).isEqualTo(Exit.NO);
        assertThat(terminal.err.toString()).contains("the epoch from entry 1 on is not what was");
        try (var handle = Jdbi.open("jdbc:sqlite:" + data() + "/journal.db")) {
            var crc = new CRC32C();
            var body = handle.createQuery("SELECT body FROM epochs").mapTo(String.class).one();
            crc.update(body.getBytes(StandardCharsets.UTF_8));
            handle.execute("UPDATE epochs SET crc = ?", crc.getValue());
        }
        assertThat(terminal.execute("replay", "--data", data())).isEqualTo(Exit.NO);
        assertThat(terminal.out.toString())
                .startsWith("Entry 5 would be decided otherwise.\n  kept:  RunPlaced[atMs=3000,");
        assertThat(terminal.execute("replay", "--data", data(), "--json")).isEqualTo(Exit.NO);
        assertThat(terminal.json().get("entry").asInt()).isEqualTo(5);
        assertThat(terminal.execute("replay", "--data", data(), "--to", "4")).isZero();
    }

    @Test
    void saysWhichEntryIsDamaged() {
        edit("UPDATE entries SET body = REPLACE(body, 'columns', 'colours') WHERE number = 4");
        assertThat(terminal.execute("replay", "--data", data())).isEqualTo(Exit.NO);
        assertThat(terminal.err.toString()).contains("entry 4 is not what was written");
    }

    @Test
    void saysThatThereIsNoJournal() {
        var nowhere = folder.resolve("nowhere").toString();
        assertThat(terminal.execute("replay", "--data", nowhere)).isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("There is no journal");
    }

    @Test
    void backsUpAndRestores() {
        var copy = folder.resolve("copy.db").toString();
        var other = folder.resolve("other").toString();
        assertThat(terminal.execute("backup", "--data", data(), "--to", copy, "--json")).isZero();
        assertThat(terminal.json().get("last").asInt()).isEqualTo(6);
        assertThat(terminal.execute("restore", "--from", copy, "--data", other)).isZero();
        assertThat(terminal.out.toString()).startsWith("Entries 1 to 6 are in " + other);
        assertThat(terminal.execute("replay", "--data", other)).isZero();
        assertThat(terminal.execute("restore", "--from", copy, "--data", other))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("name an empty folder");
    }

    @Test
    void leavesCopiesOfPostgresToPostgres() {
        var url = "jdbc:postgresql://localhost/medley";
        assertThat(terminal.execute("backup", "--journal", url, "--to", "x"))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(terminal.err.toString()).contains("pg_dump");
    }

    private void edit(String sql) {
        try (var handle = Jdbi.open("jdbc:sqlite:" + data() + "/journal.db")) {
            handle.execute(sql);
        }
    }
}
