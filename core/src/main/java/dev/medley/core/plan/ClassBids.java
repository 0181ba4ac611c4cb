package dev.medley.core.plan;

import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.SortedMap;

/// Claims class by class, sorted out once: there are many, and they lie far apart in memory.
final class ClassBids {
    final PlanInput input;
    final SortedMap<String, Double> dearest;
    private final EnumMap<Priority, List<Claim>> claims = new EnumMap<>(Priority.class);
    private final EnumMap<Priority, int[]> indices = new EnumMap<>(Priority.class);

    ClassBids(PlanInput input, List<Claim> all) {
        this.input = input;
        this.dearest = Stall.dearest(input, all);
        var some = new EnumMap<Priority, List<Integer>>(Priority.class);
        for (int i = 0; i < all.size(); i++) {
            var claim = all.get(i);
            var priority = claim.priority;
            some.computeIfAbsent(priority, _ -> new ArrayList<>()).add(i);
            claims.computeIfAbsent(priority, _ -> new ArrayList<>()).add(claim);
        }
        some.forEach(
                (priority, index) ->
                        indices.put(priority, index.stream().mapToInt(i -> i).toArray()));
    }

    List<Claim> of(Priority priority) {
        return claims.getOrDefault(priority, List.of());
    }

    /// Where each of the class's claims is among all of them.
    int[] indices(Priority priority) {
        return indices.getOrDefault(priority, new int[0]);
    }
}
