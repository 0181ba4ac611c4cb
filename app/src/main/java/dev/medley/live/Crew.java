package dev.medley.live;

import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Several executors as one: each run is the business of whoever has its node.
public final class Crew implements Executor {

    private final List<Executor> members;
    private final Function<String, Executor> byNode;

    /// @param byNode one of the members for every node id there may be
    public Crew(List<Executor> members, Function<String, Executor> byNode) {
        this.members = List.copyOf(members);
        this.byNode = byNode;
    }

    @Override
    public void open(Consumer<Observation> seen) {
        members.forEach(member -> member.open(seen));
    }

    @Override
    public void perform(Effect effect, String node) {
        byNode.apply(node).perform(effect, node);
    }

    @Override
    public void close() {
        members.forEach(Executor::close);
    }
}
