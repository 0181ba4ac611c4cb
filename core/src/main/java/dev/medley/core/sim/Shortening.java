package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.place.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Makes a failing scenario shorter, as long as it still fails in the same way.
///
/// ALGORITHM: what comes after the failure goes. Then whole kinds of misfortune are switched off.
/// Then orders, faults and nodes are left out, in halves, quarters and so on down to single ones,
/// and once more singly while that helps. What happens to one message does not depend on others, so
/// most of what has nothing to do with the failure can go without changing it.
public final class Shortening {

    /// Scenarios that are tried at most.
    private static final int MOST_TRIES = 300;

    /// Longer lines are cut.
    private static final int LONG = 400;

    private final Simulation.Watch watch;
    private final String kind;
    private Scenario scenario;
    private Failure failure;
    private int tries;

    private Shortening(Scenario scenario, Failure failure, Simulation.Watch watch) {
        this.watch = watch;
        this.kind = failure.kind();
        this.scenario = scenario;
        this.failure = failure;
    }

    /// A scenario that fails, with as little in it as was found.
    ///
    /// @param tries scenarios that were played to find it
    public record Shortened(Scenario scenario, Failure failure, int tries) {

        /// What it takes to fail, a line each, and what was decided last.
        public List<String> story() {
            var lines = new ArrayList<String>();
            lines.add(failure.getMessage());
            lines.add("With these alone, until %d ms:".formatted(scenario.endMs()));
            scenario.nodes().forEach(node -> lines.add("  " + node));
            scenario.orders().forEach(order -> lines.add("  " + order));
            scenario.faults().forEach(fault -> lines.add("  " + fault));
            lines.add("  " + scenario.chances());
            lines.add("Decided last:");
            failure.latest().lines().forEach(line -> lines.add("  " + line));
            lines.replaceAll(line -> line.length() > LONG ? line.substring(0, LONG) + "..." : line);
            return lines;
        }
    }

    /// Plays a scenario again and again, with less and less in it.
    ///
    /// @param failure what became of it
    public static Shortened of(Scenario failing, Failure failure) {
        return of(failing, failure, (_, _) -> {});
    }

    static Shortened of(Scenario failing, Failure failure, Simulation.Watch watch) {
        var shortening = new Shortening(failing, failure, watch);
        shortening.shorten();
        return new Shortened(shortening.scenario, shortening.failure, shortening.tries);
    }

    /// One thing that may be left out.
    private sealed interface Input {
        record Order(Command command) implements Input {}

        record Mishap(Fault fault) implements Input {}

        record Machine(Node node) implements Input {}
    }

    private void shorten() {
        cutAfter();
        calm(chances -> Chances.NONE);
        calm(chances -> chances.withNews(Chances.Messages.SAFE));
        calm(chances -> chances.withEffects(Chances.Messages.SAFE));
        calm(Chances::withoutCrashes);
        calm(Chances::withoutFailures);
        calm(Chances::withoutRefusals);
        calm(Chances::withoutNoise);
        int before;
        do {
            before = inputs().size();
            leaveOut();
        } while (inputs().size() < before && tries < MOST_TRIES);
    }

    private void leaveOut() {
        for (int size = Math.max(1, inputs().size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < inputs().size() && tries < MOST_TRIES; ) {
                var all = inputs();
                var fewer = new ArrayList<>(all.subList(0, from));
                fewer.addAll(all.subList(Math.min(all.size(), from + size), all.size()));
                if (!fails(with(fewer))) {
                    from += size;
                }
            }
        }
    }

    private void calm(UnaryOperator<Chances> change) {
        var calmer = change.apply(scenario.chances());
        if (!calmer.equals(scenario.chances())) {
            fails(scenario.with(calmer));
        }
    }

    /// Goes on with the other scenario if it fails in the same way.
    private boolean fails(Scenario other) {
        tries++;
        @Nullable Failure found = Simulation.failure(other, watch);
        if (found == null || !found.kind().equals(kind)) {
            return false;
        }
        scenario = other;
        failure = found;
        cutAfter();
        return true;
    }

    private void cutAfter() {
        long end = Math.min(scenario.endMs(), failure.atMs());
        scenario = with(inputs().stream().filter(input -> atMs(input) <= end).toList()).until(end);
    }

    private static long atMs(Input input) {
        return switch (input) {
            case Input.Order order -> order.command().atMs();
            case Input.Mishap mishap -> mishap.fault().atMs();
            case Input.Machine _ -> 0;
        };
    }

    private List<Input> inputs() {
        var inputs = new ArrayList<Input>();
        scenario.orders().forEach(order -> inputs.add(new Input.Order(order)));
        scenario.faults().forEach(fault -> inputs.add(new Input.Mishap(fault)));
        scenario.nodes().forEach(node -> inputs.add(new Input.Machine(node)));
        return inputs;
    }

    private Scenario with(List<Input> inputs) {
        var orders = new ArrayList<Command>();
        var faults = new ArrayList<Fault>();
        var nodes = new ArrayList<Node>();
        for (var input : inputs) {
            switch (input) {
                case Input.Order order -> orders.add(order.command());
                case Input.Mishap mishap -> faults.add(mishap.fault());
                case Input.Machine machine -> nodes.add(machine.node());
            }
        }
        return scenario.with(orders, faults).with(nodes);
    }
}
