package dev.medley.core.plan.weeks;

import dev.medley.core.rules.Rulings;
import dev.medley.core.rules.Treatment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What people should know of rules over the weeks, whatever the plan made of it: warnings where
/// work runs, and pools that a rule closes to a tenant, or opens, within the weeks.
final class RuledWeeks {

    private final HorizonInput input;

    RuledWeeks(HorizonInput input) {
        this.input = input;
    }

    /// Weeks in which a ruling holds for a tenant.
    private record Key(int pool, String tenant, Rulings.Ruling ruling) {}

    /// The same ruling over the same weeks, for one tenant or several.
    private record Stretch(int pool, Rulings.Ruling ruling, int first, int last) {}

    List<HorizonPlan.Ruled> of(List<HorizonPlan.Course> courses) {
        var runs = new TreeMap<String, boolean[][]>();
        var owns = new TreeMap<String, Boolean>();
        for (var course : courses) {
            var tenant = course.work().terms().tenant();
            owns.put(tenant, true);
            var at =
                    runs.computeIfAbsent(
                            tenant, _ -> new boolean[input.devices().size()][input.weeks()]);
            for (var stint : course.stints()) {
                for (int t = stint.firstWeek(); t <= stint.lastWeek(); t++) {
                    at[stint.pool()][t] = true;
                }
            }
        }
        var tenantsOf = new LinkedHashMap<Stretch, List<String>>();
        held(owns.keySet())
                .forEach(
                        (key, weeks) ->
                                stretches(
                                        key,
                                        weeks,
                                        runs.getOrDefault(key.tenant, new boolean[0][0]),
                                        tenantsOf));
        var all = new ArrayList<HorizonPlan.Ruled>();
        tenantsOf.forEach(
                (stretch, tenants) ->
                        all.add(
                                new HorizonPlan.Ruled(
                                        input.base().pools().get(stretch.pool).id(),
                                        tenants,
                                        stretch.first,
                                        stretch.last,
                                        stretch.ruling)));
        return all;
    }

    /// Per pool, tenant and ruling the weeks in which it holds on the first or the last day.
    private Map<Key, boolean[]> held(Iterable<String> tenants) {
        var held = new LinkedHashMap<Key, boolean[]>();
        for (int p = 0; p < input.devices().size(); p++) {
            var id = input.base().pools().get(p).id();
            for (var tenant : tenants) {
                for (int t = 0; t < input.weeks(); t++) {
                    var days = input.rules().get(t);
                    for (var day : List.of(days.first(), days.last())) {
                        for (var ruling : day.rulings().of(id, tenant)) {
                            var key = new Key(p, tenant, ruling);
                            held.computeIfAbsent(key, _ -> new boolean[input.weeks()])[t] = true;
                        }
                    }
                }
            }
        }
        return held;
    }

    private void stretches(
            Key key, boolean[] weeks, boolean[][] runs, Map<Stretch, List<String>> tenantsOf) {
        boolean blocks = key.ruling.treatment() == Treatment.BLOCK;
        int first = -1;
        for (int t = 0; t <= weeks.length; t++) {
            boolean on = t < weeks.length && weeks[t] && (blocks || runs[key.pool][t]);
            if (on && first < 0) {
                first = t;
            } else if (!on && first >= 0) {
                boolean always = blocks && first == 0 && t == weeks.length;
                if (!always) {
                    var stretch = new Stretch(key.pool, key.ruling, first, t - 1);
                    tenantsOf.computeIfAbsent(stretch, _ -> new ArrayList<>()).add(key.tenant);
                }
                first = -1;
            }
        }
    }
}
