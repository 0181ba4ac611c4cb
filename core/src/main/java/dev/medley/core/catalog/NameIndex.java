package dev.medley.core.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Finds entries by any of their names.
///
/// A name matches whole, letters and digits only, case ignored. Failing that, it matches after
/// words that tell nothing apart ("NVIDIA", "Instruct", "HBM3") are dropped on both sides; when
/// several entries remain, the answer names them instead of picking one.
final class NameIndex<T> {

    private static final int MOST_SUGGESTIONS = 3;

    /// A candidate must look at least this much like the name asked for, from 0 to 1.
    private static final double LEAST_LIKENESS = 0.5;

    /// How names of one kind of entry shrink to what tells them apart.
    interface Rules<T> {

        /// What the entries are called in messages.
        String kind();

        /// A key of the name without the words that tell nothing apart.
        String reduce(String name);

        /// Whether the entry agrees with what the dropped words say, such as "96GB".
        boolean agrees(T entry, String name);
    }

    private record Entry<T>(String id, T value, List<String> names) {}

    private final Rules<T> rules;
    private final Map<String, Entry<T>> byId = new LinkedHashMap<>();
    private final SortedMap<String, String> byName = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> byReducedName = new TreeMap<>();

    NameIndex(
            Rules<T> rules,
            List<T> values,
            Function<T, String> id,
            Function<T, List<String>> names) {
        this.rules = rules;
        for (var value : values) {
            var all = new ArrayList<String>();
            all.add(id.apply(value));
            all.addAll(names.apply(value));
            var entry = new Entry<>(id.apply(value), value, all);
            if (byId.putIfAbsent(entry.id(), entry) != null) {
                throw new IllegalArgumentException(
                        "The %s id '%s' is used twice.".formatted(rules.kind(), entry.id()));
            }
        }
        byId.values().forEach(this::addNames);
    }

    private void addNames(Entry<T> entry) {
        for (var name : entry.names()) {
            var key = key(name);
            var owner = byName.putIfAbsent(key, entry.id());
            if (owner != null && !owner.equals(entry.id())) {
                throw new IllegalArgumentException(
                        "The name '%s' belongs to both %s '%s' and '%s'."
                                .formatted(name, rules.kind(), owner, entry.id()));
            }
            var reduced = rules.reduce(name);
            if (!reduced.isEmpty()) {
                byReducedName.computeIfAbsent(reduced, _ -> new TreeSet<>()).add(entry.id());
            }
        }
    }

    Lookup<T> find(String name) {
        var exact = byName.get(key(name));
        if (exact != null) {
            return new Lookup.Found<>(entry(exact).value());
        }
        var sharing = byReducedName.get(rules.reduce(name));
        if (sharing != null) {
            var agreeing =
                    sharing.stream().filter(id -> rules.agrees(entry(id).value(), name)).toList();
            if (agreeing.size() == 1) {
                return new Lookup.Found<>(entry(agreeing.get(0)).value());
            }
            return agreeing.isEmpty()
                    ? new Lookup.Missing<>(rules.kind(), name, false, List.copyOf(sharing))
                    : new Lookup.Missing<>(rules.kind(), name, true, agreeing);
        }
        return new Lookup.Missing<>(rules.kind(), name, false, suggestions(name));
    }

    private Entry<T> entry(String id) {
        var entry = byId.get(id);
        if (entry == null) {
            throw new IllegalStateException(
                    "The index names '%s' but does not hold it.".formatted(id));
        }
        return entry;
    }

    private List<String> suggestions(String name) {
        record Scored(String id, double likeness) {}
        return byId.values().stream()
                .map(entry -> new Scored(entry.id(), likeness(name, entry)))
                .filter(scored -> scored.likeness() >= LEAST_LIKENESS)
                .sorted(
                        Comparator.comparingDouble(Scored::likeness)
                                .reversed()
                                .thenComparing(Scored::id))
                .limit(MOST_SUGGESTIONS)
                .map(Scored::id)
                .toList();
    }

    private double likeness(String asked, Entry<T> entry) {
        double best = 0;
        for (var name : entry.names()) {
            best = Math.max(best, Likeness.of(asked, name));
            best = Math.max(best, Likeness.of(rules.reduce(asked), rules.reduce(name)));
        }
        return best;
    }

    /// Letters and digits only, lower case.
    static String key(String name) {
        var key = new StringBuilder();
        name.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(key::appendCodePoint);
        return key.toString();
    }
}
