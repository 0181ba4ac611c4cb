package dev.medley.core.plan.weeks;

import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Port;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Some weeks to plan.
///
/// @param base what there is, who wants what, what runs, and what the operator wants; its
///   permissions and the sizes of its pools are those of the plan's date
/// @param devices devices of each pool in each week, those that are there all week: a list per pool
/// @param rules where rules let work run in each week
/// @param portDay which day of a port counts
/// @param switching what moving work loses, what runs when the weeks begin included
/// @param time what time changes of worth
public record HorizonInput(
        PlanInput base,
        List<List<Integer>> devices,
        List<RuledWeek> rules,
        Port.Day portDay,
        Policy.Switching switching,
        Policy.Weeks time) {

    /// Weeks that can be planned.
    public static final int MOST_WEEKS = 104;

    /// What rules say on the first and on the last day of a week; work runs where neither blocks.
    public record RuledWeek(Permissions first, Permissions last) {
        public static final RuledWeek OF_TERMS =
                new RuledWeek(Permissions.OF_TERMS, Permissions.OF_TERMS);
    }

    public HorizonInput {
        devices = devices.stream().map(List::copyOf).toList();
        rules = List.copyOf(rules);
        if (rules.isEmpty() || rules.size() > MOST_WEEKS) {
            throw new IllegalArgumentException(
                    "A horizon of %d weeks cannot be planned; give 1 to %d weeks."
                            .formatted(rules.size(), MOST_WEEKS));
        }
        if (devices.size() != base.pools().size()) {
            throw new IllegalArgumentException(
                    "There are %d pools, but devices of %d."
                            .formatted(base.pools().size(), devices.size()));
        }
        for (var pool : devices) {
            if (pool.size() != rules.size()) {
                throw new IllegalArgumentException(
                        "A pool has devices for %d weeks of %d."
                                .formatted(pool.size(), rules.size()));
            }
        }
    }

    public int weeks() {
        return rules.size();
    }

    /// Pools with the most devices that they have in any week.
    List<Pool> largest() {
        var largest = new ArrayList<Pool>();
        for (int p = 0; p < devices.size(); p++) {
            largest.add(base.pools().get(p).withDevices(Collections.max(devices.get(p))));
        }
        return largest;
    }

    /// The same pools, all weeks alike, with the devices of the plan's date.
    public static List<List<Integer>> level(List<Pool> pools, int weeks) {
        return pools.stream().map(pool -> Collections.nCopies(weeks, pool.devices())).toList();
    }
}
