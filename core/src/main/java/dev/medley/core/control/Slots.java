package dev.medley.core.control;

import dev.medley.core.place.Closeness;
import dev.medley.core.place.Gang;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Room for the members of a gang, one slot each, by the domain that all of them must share; all in
/// one group where they need not share any.
final class Slots<S> {
    private final Gang gang;

    /// Index of the tier whose domains must not be left, or -1 if there is none.
    private final int tier;

    private final TreeMap<String, List<S>> groups = new TreeMap<>();

    Slots(State state, Gang gang) {
        this.gang = gang;
        this.tier =
                gang.closeness() instanceof Closeness.Require(var required)
                        ? state.setup().tiers().indexOf(required)
                        : -1;
    }

    /// The slots of the group that the machine belongs to, to add to.
    List<S> of(Machine machine) {
        var group = tier < 0 ? "" : machine.node.domains().get(tier);
        return groups.computeIfAbsent(group, _ -> new ArrayList<>());
    }

    /// As many slots as the gang has members, the first of their group in that order; of the group
    /// where they cost least, or none if no group has enough.
    List<S> best(Comparator<S> order, ToLongFunction<List<S>> cost) {
        List<S> best = List.of();
        long least = Long.MAX_VALUE;
        for (var group : groups.values()) {
            if (group.size() >= gang.members()) {
                group.sort(order);
                var some = group.subList(0, gang.members());
                long costs = cost.applyAsLong(some);
                if (best.isEmpty() || costs < least) {
                    best = some;
                    least = costs;
                }
            }
        }
        return best;
    }
}
