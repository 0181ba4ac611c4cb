package dev.medley.core.efficiency;

import dev.medley.core.fit.Reason;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Two plans beside each other.
///
/// Only the same work in the same unit is compared, and only like units are added up: an answer
/// token is not a trained token, and a request with longer answers is another request. Works that
/// run in one of the plans only, or whose unit changed, are named with the reason and left out of
/// every sum.
///
/// @param works by name
/// @param tenants by name and unit, over the works that are compared
/// @param all by unit
/// @param refused works that are not compared, and why
public record Efficiency(
        List<Gain> works, List<Gain> tenants, List<Gain> all, List<Refused> refused) {

    /// A work that is not compared.
    public record Refused(String work, Reason reason) {}

    public Efficiency {
        works = List.copyOf(works);
        tenants = List.copyOf(tenants);
        all = List.copyOf(all);
        refused = List.copyOf(refused);
    }

    /// Compares what works get in two plans.
    public static Efficiency of(SortedMap<String, Entry> before, SortedMap<String, Entry> after) {
        var works = new ArrayList<Gain>();
        var refused = new ArrayList<Refused>();
        var tenants = new Sums();
        var all = new Sums();
        for (var entry : before.entrySet()) {
            var name = entry.getKey();
            var old = entry.getValue();
            var now = after.get(name);
            var reason = reason(old, now);
            if (reason != null || now == null) {
                refused.add(new Refused(name, reason == null ? gone("second") : reason));
                continue;
            }
            works.add(Gain.of(name, old, now));
            tenants.add(old.tenant(), old, now);
            all.add("", old, now);
        }
        for (var name : after.keySet()) {
            if (!before.containsKey(name)) {
                refused.add(new Refused(name, gone("first")));
            }
        }
        return new Efficiency(works, tenants.gains(), all.gains(), refused);
    }

    private static Reason gone(String plan) {
        return new Reason("not-in-both", "it does not run in the %s plan".formatted(plan));
    }

    private static @Nullable Reason reason(Entry old, @Nullable Entry now) {
        if (now == null) {
            return gone("second");
        }
        if (!old.unit().equals(now.unit())) {
            return new Reason(
                    "unlike-units",
                    "it counts %s before and %s after, which do not compare"
                            .formatted(old.unit(), now.unit()));
        }
        if (!old.tokensPerRequest().equals(now.tokensPerRequest())) {
            return new Reason(
                    "unlike-requests",
                    "its requests are %s before and %s after, which is other work"
                            .formatted(old.tokensPerRequest(), now.tokensPerRequest()));
        }
        if (old.perSecond() == 0) {
            return new Reason("no-rate", "it does nothing before, so no ratio can be had");
        }
        return null;
    }

    /// Works of one name and unit added up, before and after.
    private static final class Sums {

        private record Key(String name, String unit) implements Comparable<Key> {
            @Override
            public int compareTo(Key other) {
                int byName = name.compareTo(other.name);
                return byName != 0 ? byName : unit.compareTo(other.unit);
            }
        }

        private record Pair(Entry before, Entry after) {
            Pair plus(Pair other) {
                return new Pair(before.plus(other.before), after.plus(other.after));
            }
        }

        private final SortedMap<Key, Pair> pairs = new TreeMap<>();

        void add(String name, Entry before, Entry after) {
            pairs.merge(new Key(name, before.unit()), new Pair(before, after), Pair::plus);
        }

        List<Gain> gains() {
            var gains = new ArrayList<Gain>();
            pairs.forEach(
                    (key, pair) -> gains.add(Gain.of(key.name(), pair.before(), pair.after())));
            return gains;
        }
    }
}
