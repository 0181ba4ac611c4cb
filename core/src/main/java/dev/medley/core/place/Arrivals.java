package dev.medley.core.place;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// The order in which a list of gangs arrives at a cluster, brought to a load, from a seed.
///
/// This is how FGD's experiments load a cluster: every gang of the list, then copies of gangs drawn
/// at random until devices asked for reach the load times the capacity (or, where the list alone
/// asks for more, gangs drawn at random are left out), all in random order.
public final class Arrivals {

    private Arrivals() {}

    /// The arrivals, in order, each with an id of its own.
    ///
    /// @param capacityMilli thousandths of devices of the cluster
    /// @param load what is asked for in the end, in units of the capacity
    public static List<Gang> of(List<Gang> list, long capacityMilli, double load, long seed) {
        var random = new SplittableRandom(seed);
        var arrivals = new ArrayList<>(list);
        double limit = load * capacityMilli;
        long asked = list.stream().mapToLong(Gang::totalMilli).sum();
        while (asked > limit && !arrivals.isEmpty()) {
            int out = random.nextInt(arrivals.size());
            asked -= arrivals.get(out).totalMilli();
            arrivals.set(out, arrivals.getLast());
            arrivals.removeLast();
        }
        while (asked > 0) {
            var again = list.get(random.nextInt(list.size()));
            if (asked + again.totalMilli() > limit) {
                break;
            }
            asked += again.totalMilli();
            arrivals.add(again);
        }
        for (int i = arrivals.size() - 1; i > 0; i--) {
            Collections.swap(arrivals, i, random.nextInt(i + 1));
        }
        return numbered(arrivals);
    }

    /// Copies need names of their own.
    private static List<Gang> numbered(List<Gang> arrivals) {
        var numbered = new ArrayList<Gang>(arrivals.size());
        for (var gang : arrivals) {
            numbered.add(
                    new Gang(
                            gang.id() + "#" + numbered.size(),
                            gang.members(),
                            gang.member(),
                            gang.pools(),
                            gang.closeness()));
        }
        return numbered;
    }
}
