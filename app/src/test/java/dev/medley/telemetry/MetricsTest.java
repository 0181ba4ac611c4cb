package dev.medley.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.control.Command;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reply;
import dev.medley.live.Clock;
import dev.medley.live.Executor;
import dev.medley.live.Live;
import dev.medley.live.MemoryJournal;
import dev.medley.live.Origin;
import dev.medley.live.Rhythm;
import dev.medley.live.Workshop;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

class MetricsTest {

    private static final Pattern NAME =
            Pattern.compile("\\b(medley|jvm|process|system)_[a-z0-9_]+\\b");

    @TempDir private Path folder = Path.of("");

    @Test
    void countsWhatTheLoopDecidesAndAppends() throws Exception {
        var metrics = new Metrics(Workshop.setup());
        try (var live = live(metrics)) {
            metrics.attach(live);
            for (var node : Workshop.NODES) {
                tell(live, new Command.AddNode(1, node));
            }
            tell(live, Workshop.submit("one", 2));
            tell(live, Workshop.submit("one", 3));
            tell(live, new Command.Tick(4));
            var text = metrics.text();

            assertThat(text)
                    .contains("medley_commands_total{command=\"submit\",reply=\"accepted\"} 1.0")
                    .contains("medley_commands_total{command=\"submit\",reply=\"refused\"} 1.0")
                    .contains("medley_decision_seconds_count{command=\"add_node\"} 2")
                    .contains("medley_decision_seconds_bucket{command=\"tick\",le=\"0.005\"}")
                    .contains("medley_nodes{state=\"up\"} 2.0")
                    .contains("medley_pool_devices{pool=\"pool\",state=\"used\"} 1.0")
                    .contains("medley_pool_devices{pool=\"pool\",state=\"free\"} 15.0")
                    .contains("medley_tenant_devices{tenant=\"us\"} 1.0")
                    .contains("medley_works{state=\"starting\"} 1.0")
                    .contains("medley_queue_works{priority=\"standard\"} 0.0")
                    .contains("medley_floor_held_ratio{priority=\"standard\"} 0.0625")
                    .contains("medley_events_total{event=\"RunPlaced\"} 1.0");
            assertThat(value(text, "medley_journal_entries_total")).isGreaterThanOrEqualTo(5);
            assertThat(value(text, "medley_journal_last_entry")).isGreaterThanOrEqualTo(5);
            assertThat(value(text, "medley_plan_gap_ratio")).isBetween(0.0, 1.0);
        }
    }

    @Test
    void namesFollowPrometheusConventions() {
        var text = everything();
        for (var line : text.lines().filter(l -> l.startsWith("# TYPE medley_")).toList()) {
            var words = line.split(" ", -1);
            var name = words[2];
            assertThat(name).matches("medley_[a-z]+(_[a-z]+)*");
            assertThat(name.endsWith("_total")).as(line).isEqualTo(words[3].equals("counter"));
            assertThat(text).containsPattern("# HELP " + name + " \\S");
        }
    }

    @Test
    void theDashboardAsksOnlyForMetricsThatExist() throws IOException {
        var dashboard =
                JsonMapper.shared()
                        .readTree(Path.of("..", "docs", "grafana", "medley.json").toFile());
        var asked = new TreeSet<String>();
        var panels = new TreeSet<Integer>();
        for (var panel : dashboard.get("panels")) {
            assertThat(panels.add(panel.get("id").asInt())).isTrue();
            if (panel.has("targets")) {
                for (var target : panel.get("targets")) {
                    NAME.matcher(target.get("expr").asString())
                            .results()
                            .forEach(match -> asked.add(match.group()));
                }
            }
        }
        var text = everything();

        assertThat(asked).hasSizeGreaterThan(25);
        assertThat(asked)
                .allSatisfy(name -> assertThat(text).containsPattern("(?m)^" + name + "(\\{| )"));
    }

    @Test
    void everyMetricIsDocumented() throws IOException {
        var guide = Files.readString(Path.of("..", "docs", "observability.md"));
        var own =
                everything().lines().filter(l -> l.startsWith("# TYPE medley_")).toList().stream()
                        .map(line -> line.split(" ", -1)[2].replaceFirst("_max$", ""))
                        .toList();
        assertThat(own).allSatisfy(name -> assertThat(guide).contains("`" + name));
    }

    @Test
    void answersWithTheLatestFiguresWhereTheLoopDoesNot() throws Exception {
        var metrics = new Metrics(Workshop.setup());
        var live = live(metrics);
        metrics.attach(live);
        tell(live, new Command.AddNode(1, Workshop.NODES.getFirst()));
        assertThat(metrics.text()).contains("medley_nodes{state=\"up\"} 1.0");
        live.close();
        TimeUnit.MILLISECONDS.sleep(1_100);

        var text = metrics.text();
        assertThat(text).contains("medley_nodes{state=\"up\"} 1.0");
        assertThat(value(text, "medley_sample_age_seconds")).isGreaterThan(1);
    }

    @Test
    void tellsTheMedianOfTheLatestPredictionErrors() {
        var errors = new PredictionErrors(List.of("pool"));
        assertThat(errors.median("pool")).isNaN();
        for (double ratio : new double[] {1.1, 0.8, 3}) {
            errors.learnt("pool", ratio);
        }
        assertThat(errors.median("pool")).isCloseTo(0.2, within(1e-9));
        for (int n = 0; n < 64; n++) {
            errors.learnt("pool", 1.05);
        }
        assertThat(errors.median("pool")).isCloseTo(0.05, within(1e-9));
        assertThat(value(everything(), "medley_prediction_error_ratio{pool=\"pool\"}"))
                .isCloseTo(0.1, within(1e-9));
    }

    @Test
    void recordsFlightEvents() throws IOException {
        var file = folder.resolve("flight.jfr");
        try (var recording = new Recording();
                var metrics = new Metrics(Workshop.setup())) {
            recording.start();
            metrics.decided(new Command.Tick(1), priced(0.9, 1.0), 5_000_000);
            metrics.appended(7, 2_000_000);
            recording.stop();
            recording.dump(file);
        }
        var events = RecordingFile.readAllEvents(file);

        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .contains("medley.Decision", "medley.Round", "medley.Append");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("medley.Append"))
                .allMatch(event -> event.getInt("entries") == 7)
                .allMatch(event -> event.getDuration("took").toMillis() == 2);
    }

    /// After one of everything.
    private static String everything() {
        try (var metrics = new Metrics(Workshop.setup())) {
            metrics.decided(new Command.Tick(1), priced(0.97, 1.0), 1_000_000);
            var learnt = new Event.RateLearnt(1, 0, 0, 1.1, 1.1);
            var ended = new Event.RunEnded(1, "r", Observation.How.FINISHED, 1, "");
            metrics.decided(
                    Workshop.submit("one", 1),
                    new Decision(List.of(learnt, ended), List.of(), new Reply.Accepted()),
                    10);
            metrics.appended(1, 10);
            metrics.failed(new IOException("full"));
            return metrics.text();
        }
    }

    private static Decision priced(double objective, double bound) {
        var event =
                new Event.Priced(
                        1,
                        Collections.emptySortedMap(),
                        List.of(0.5),
                        objective,
                        bound,
                        Collections.emptySortedMap());
        return new Decision(List.of(event), List.of(), new Reply.Accepted());
    }

    private static double value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static Live live(Metrics metrics) throws IOException {
        var idle =
                new Executor() {
                    @Override
                    public void open(Consumer<Observation> seen) {}

                    @Override
                    public void perform(Effect effect, String node) {}

                    @Override
                    public void close() {}
                };
        return Live.start(
                Workshop.setup(),
                Workshop.FITTING,
                new MemoryJournal(),
                idle,
                Clock.WALL,
                new Rhythm(50, 5),
                metrics);
    }

    private static void tell(Live live, Command command) throws Exception {
        live.tell(new Origin("test", "", "", ""), _ -> command).get(10, TimeUnit.SECONDS);
    }
}
