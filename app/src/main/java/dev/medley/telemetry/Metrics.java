package dev.medley.telemetry;

import dev.medley.core.control.Command;
import dev.medley.core.control.Decision;
import dev.medley.core.control.Event;
import dev.medley.core.control.Reply;
import dev.medley.core.control.Setup;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;
import dev.medley.live.Live;
import dev.medley.live.Meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/// The loop's meter, in Prometheus' terms.
///
/// CONSTRAINTS. What the loop calls only counts; whatever needs the state is counted when somebody
/// asks, at most once a second, by a question to the loop. Labels are pools, tenants, classes and
/// words of the code, so their number is known when the server starts: no work's name is a label.
public final class Metrics implements Meter, AutoCloseable {

    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final long PATIENCE_MS = 2_000;

    private static final Duration[] DECISION_BUCKETS =
            millis(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500);

    private static final Duration[] APPEND_BUCKETS =
            millis(0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Setup setup;
    private final Timer append;
    private final Counter entries;
    private final Counter failures;
    private final PredictionErrors errors;
    private volatile Sample sample = Sample.EMPTY;
    private volatile long sampledNanos;
    private volatile Event.@Nullable Priced priced;
    private volatile @Nullable Live live;

    /// @param setup whose pools and tenants become labels
    public Metrics(Setup setup) {
        this.setup = setup;
        this.sampledNanos = System.nanoTime();
        append =
                Timer.builder(Names.APPEND)
                        .description("Making one batch of entries durable")
                        .serviceLevelObjectives(APPEND_BUCKETS)
                        .register(registry);
        entries =
                Counter.builder(Names.ENTRIES)
                        .description("Entries that were made durable")
                        .register(registry);
        failures =
                Counter.builder(Names.FAILURES)
                        .description("Batches that were not, and other failures of the journal")
                        .register(registry);
        errors = new PredictionErrors(setup.pools().stream().map(Pool::id).toList());
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        works();
        pools();
        tenants();
        plan();
    }

    /// From now on figures of the state are read from this loop.
    public void attach(Live loop) {
        live = loop;
    }

    /// All metrics in Prometheus' text format.
    public String text() {
        refresh();
        return registry.scrape();
    }

    // --- what the loop calls --------------------------------------------------------------------

    @Override
    public void decided(Command command, Decision decision, long nanos) {
        var word = word(command);
        Timer.builder(Names.DECISION)
                .description("Deciding one command; a tick is a market round")
                .serviceLevelObjectives(DECISION_BUCKETS)
                .tag("command", word)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
        count(
                Names.COMMANDS,
                "Commands decided, by reply",
                "command",
                word,
                "reply",
                word(decision.reply()));
        for (var event : decision.events()) {
            count(Names.EVENTS, "What decisions led to", "event", event.getClass().getSimpleName());
            note(event);
        }
        FlightEvents.decided(word, word(decision.reply()), decision, nanos);
    }

    @Override
    public void appended(int count, long nanos) {
        append.record(nanos, TimeUnit.NANOSECONDS);
        entries.increment(count);
        FlightEvents.appended(count, nanos);
    }

    @Override
    public void failed(Exception why) {
        failures.increment();
    }

    private void note(Event event) {
        if (event instanceof Event.Priced round) {
            priced = round;
        } else if (event instanceof Event.RunEnded end) {
            count(Names.RUNS_ENDED, "Runs that gave their devices back", "how", lower(end.how()));
        } else if (event instanceof Event.RateLearnt learnt) {
            errors.learnt(setup.pools().get(learnt.pool()).id(), learnt.ratio());
        }
    }

    private void count(String name, String description, String... tags) {
        Counter.builder(name).description(description).tags(tags).register(registry).increment();
    }

    // --- what is read when somebody asks --------------------------------------------------------

    private void refresh() {
        var loop = live;
        boolean fresh = System.nanoTime() - sampledNanos < FRESH_NANOS && !isEmpty();
        if (loop == null || fresh) {
            return;
        }
        try {
            sample = loop.ask(Sample::of).get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            sampledNanos = System.nanoTime();
        } catch (ExecutionException | TimeoutException _) {
            // The age of the sample says that the loop did not answer.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEmpty() {
        return sample.equals(Sample.EMPTY);
    }

    private void works() {
        for (var state : Sample.WORK_STATES) {
            gauge(
                    Names.WORKS,
                    "Works that are not over, by what they do",
                    s -> s.works().getOrDefault(state, 0),
                    "state",
                    state);
        }
        for (var state : Sample.NODE_STATES) {
            gauge(
                    Names.NODES,
                    "Nodes, by state",
                    s -> s.nodes().getOrDefault(state, 0),
                    "state",
                    state);
        }
        for (var priority : Priority.values()) {
            var word = lower(priority);
            gauge(
                    Names.QUEUE,
                    "Works that wait for devices",
                    s -> s.queue().getOrDefault(priority, 0),
                    "priority",
                    word);
            gauge(
                    Names.FLOOR_PROMISED,
                    "Share that higher classes leave to this one where it wants it",
                    _ -> promised(priority),
                    "priority",
                    word);
            gauge(
                    Names.FLOOR_HELD,
                    "Share of all devices that the class holds",
                    s -> held(s, priority),
                    "priority",
                    word);
        }
        gauge(Names.LAST_ENTRY, "Number of the latest entry", s -> (double) s.latest());
        Gauge.builder(Names.SAMPLE_AGE, () -> (System.nanoTime() - sampledNanos) / 1e9)
                .description("How long ago the loop told the figures of the state")
                .register(registry);
    }

    private double promised(Priority priority) {
        return switch (priority) {
            case CORE -> 0;
            case STANDARD -> setup.goals().standardFloor();
            case SPARE -> setup.goals().spareFloor();
        };
    }

    private static double held(Sample sample, Priority priority) {
        int all = sample.pools().values().stream().mapToInt(Sample.PoolCount::devices).sum();
        return all == 0 ? 0 : (double) sample.held().getOrDefault(priority, 0) / all;
    }

    private void pools() {
        var none = new Sample.PoolCount(0, 0, 0, 0);
        for (var pool : setup.pools()) {
            record State(String word, ToDoubleFunction<Sample.PoolCount> count) {}
            var states =
                    List.of(
                            new State("used", Sample.PoolCount::used),
                            new State("free", Sample.PoolCount::free),
                            new State("down", Sample.PoolCount::down));
            for (var state : states) {
                gauge(
                        Names.POOL_DEVICES,
                        "Devices of a pool's nodes, by state",
                        s -> state.count.applyAsDouble(s.pools().getOrDefault(pool.id(), none)),
                        "pool",
                        pool.id(),
                        "state",
                        state.word);
            }
            gauge(
                    Names.POOL_PRICE,
                    "Reference devices that one more device of the pool would be worth",
                    s -> s.pools().getOrDefault(pool.id(), none).price(),
                    "pool",
                    pool.id());
            gauge(
                    Names.ERROR,
                    "How far measured rates are from predicted ones: median of the latest 64",
                    _ -> errors.median(pool.id()),
                    "pool",
                    pool.id());
        }
    }

    private void tenants() {
        for (var tenant : setup.tenants().stream().map(Tenant::name).toList()) {
            gauge(
                    Names.TENANT_DEVICES,
                    "Devices that a tenant holds",
                    s -> s.tenantDevices().getOrDefault(tenant, 0L),
                    "tenant",
                    tenant);
            FunctionCounter.builder(
                            Names.TENANT_TIME,
                            this,
                            m -> m.sample.tenantSeconds().getOrDefault(tenant, 0.0))
                    .description("Device-seconds that a tenant has had")
                    .tag("tenant", tenant)
                    .register(registry);
        }
    }

    private void plan() {
        priced(Names.OBJECTIVE, "Value of the latest round", Event.Priced::objective);
        priced(Names.BOUND, "No allocation would be worth more", Event.Priced::bound);
        priced(
                Names.GAP,
                "How far the latest round may be from the best, proven",
                p -> p.bound() > 0 ? Math.max(0, 1 - p.objective() / p.bound()) : 0);
    }

    private void priced(String name, String description, ToDoubleFunction<Event.Priced> figure) {
        Gauge.builder(
                        name,
                        () -> {
                            var round = priced;
                            return round == null ? Double.NaN : figure.applyAsDouble(round);
                        })
                .description(description)
                .register(registry);
    }

    private void gauge(
            String name, String description, ToDoubleFunction<Sample> figure, String... tags) {
        Gauge.builder(name, this, m -> figure.applyAsDouble(m.sample))
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    // --- words ----------------------------------------------------------------------------------

    static String word(Command command) {
        return switch (command) {
            case Command.Submit _ -> "submit";
            case Command.Change _ -> "change";
            case Command.Cancel _ -> "cancel";
            case Command.Observe _ -> "observe";
            case Command.AddNode _ -> "add_node";
            case Command.RemoveNode _ -> "remove_node";
            case Command.Cordon _ -> "cordon";
            case Command.Drain _ -> "drain";
            case Command.Tick _ -> "tick";
        };
    }

    static String word(Reply reply) {
        return switch (reply) {
            case Reply.Accepted _ -> "accepted";
            case Reply.Refused _ -> "refused";
            case Reply.Ignored _ -> "ignored";
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Duration[] millis(double... some) {
        var durations = new Duration[some.length];
        for (int at = 0; at < some.length; at++) {
            durations[at] = Duration.ofNanos((long) (some[at] * 1e6));
        }
        return durations;
    }
}
