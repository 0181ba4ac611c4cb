package dev.medley.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.place.Node;
import dev.medley.core.plan.Village;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// How long decisions take with 10,000 works on 100,000 devices, in time of the processor, so that
/// others on the machine do not count: prints, asserts nothing of it. `./mvnw test -pl core
/// -Dtest=PaceTest -Dmedley.pace=true`
@EnabledIfSystemProperty(named = "medley.pace", matches = "true")
class PaceTest {

    private static final int WORKS = 10_000;
    private static final int ROUNDS = 400;
    private static final int MOST_FILLING = 300;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final TreeMap<String, List<Long>> times = new TreeMap<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private long now;
    private boolean awake;

    @Test
    void tenThousandWorksOnAHundredThousandDevices() {
        var village = new Village();
        for (int p = 0; p < 10; p++) {
            village.pool("chip" + p, 10_000, 1 - 0.07 * p, 0.5 + 0.05 * p);
        }
        for (int i = 0; i < WORKS + ROUNDS * 30; i++) {
            var terms =
                    Village.terms(
                            "w%05d".formatted(i),
                            "us",
                            i % 3 == 0 ? Priority.CORE : Priority.STANDARD);
            if (i % 10 == 0) {
                village.service(terms, 5 + i % 40);
            } else {
                village.training(terms, 1 << random.nextInt(6), null);
            }
        }
        var input = village.input();
        var state = new State(Town.setup(input));
        var controller = new Controller(state.setup(), village.fitting());
        for (int n = 0; n < 12_500; n++) {
            var node = new Node("n%05d".formatted(n), "chip" + n % 10, 8, 0, 0, List.of());
            tell(controller, state, new Command.AddNode(0, node));
        }
        var works = input.works();
        for (int i = 0; i < WORKS; i++) {
            tell(controller, state, new Command.Submit(now, works.get(i), Care.DEFAULT));
        }
        int filling = 0;
        do {
            round(controller, state);
            filling++;
        } while (awake && filling < MOST_FILLING);
        System.out.printf(
                "after %d rounds: runs %d, devices held %d%n",
                filling, state.runs().size(), state.cluster().heldMilli() / 1000);
        print();
        times.clear();
        int next = WORKS;
        for (int i = 0; i < ROUNDS; i++) {
            for (int k = 0; k < 30; k++) {
                var runs = new ArrayList<>(state.runs().keySet());
                var id = runs.get(random.nextInt(runs.size()));
                see(controller, state, new Observation.Ended(id, Observation.How.FINISHED, 0, ""));
            }
            while (state.jobs().size() < WORKS) {
                tell(controller, state, new Command.Submit(now, works.get(next++), Care.DEFAULT));
            }
            round(controller, state);
        }
        System.out.printf(
                "works %d, runs %d, devices held %d%n",
                state.jobs().size(), state.runs().size(), state.cluster().heldMilli() / 1000);
        print();
        assertThat(Arrays.asList(times.keySet())).isNotEmpty();
    }

    private void print() {
        times.forEach(
                (kind, some) -> {
                    long[] sorted = some.stream().mapToLong(t -> t).sorted().toArray();
                    System.out.printf(
                            "%s: %d, p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                            kind,
                            sorted.length,
                            sorted[sorted.length / 2] / 1e6,
                            sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)] / 1e6,
                            sorted[sorted.length - 1] / 1e6);
                });
    }

    private void round(Controller controller, State state) {
        now += awake ? 1_000 : 60_000;
        awake = false;
        tell(controller, state, new Command.Tick(now));
        for (var run : List.copyOf(state.runs().values())) {
            if (run.phase() == Run.Phase.STARTING) {
                see(controller, state, new Observation.Started(run.id()));
            } else if (!run.goesOn()) {
                see(
                        controller,
                        state,
                        new Observation.Ended(run.id(), Observation.How.STOPPED, 0, ""));
            }
        }
    }

    private void see(Controller controller, State state, Observation seen) {
        tell(controller, state, new Command.Observe(now, seen));
    }

    private void tell(Controller controller, State state, Command command) {
        long before = CPU.getCurrentThreadCpuTime();
        var decision = controller.decide(state, command);
        decision.events().forEach(state::apply);
        if (command instanceof Command.Tick) {
            awake = decision.effects().stream().anyMatch(e -> e instanceof Effect.Wake);
        }
        times.computeIfAbsent(command.getClass().getSimpleName(), _ -> new ArrayList<>())
                .add(CPU.getCurrentThreadCpuTime() - before);
    }
}
