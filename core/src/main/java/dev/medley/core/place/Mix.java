package dev.medley.core.place;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which kinds of members come how often: what a placer expects of the future.
///
/// @param kinds kinds and how often they came, weighted as the counter pleases
public record Mix(SortedMap<Kind, Double> kinds) {

    /// What makes members alike.
    ///
    /// @param pools ids of the pools they may use; empty: any
    public record Kind(Member member, List<String> pools) implements Comparable<Kind> {
        public Kind {
            pools = List.copyOf(pools);
        }

        @Override
        public int compareTo(Kind other) {
            int order = member.compareTo(other.member);
            return order != 0
                    ? order
                    : String.join("\n", pools).compareTo(String.join("\n", other.pools));
        }
    }

    public Mix {
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }

    /// Before anything was seen: whole devices by powers of two, as most gangs are.
    public static Mix unknown() {
        var kinds = new TreeMap<Kind, Double>();
        for (int devices = 1; devices <= 8; devices *= 2) {
            kinds.put(new Kind(Member.whole(devices, 0, 0), List.of()), 1.0);
        }
        return new Mix(kinds);
    }

    /// What a list of gangs shows.
    public static Mix of(Iterable<Gang> gangs) {
        var counter = new Counter(1);
        gangs.forEach(counter::add);
        return counter.mix();
    }

    /// Learns the mix from arrivals, later ones counting more.
    public static final class Counter {
        private final TreeMap<Kind, Double> kinds = new TreeMap<>();
        private final double memory;
        private double weight = 1;

        /// @param memory what an arrival counts relative to the next one, at most 1
        public Counter(double memory) {
            if (!(memory > 0.5 && memory <= 1)) {
                throw new IllegalArgumentException(
                        "The memory (%s) must be above 0.5 and at most 1.".formatted(memory));
            }
            this.memory = memory;
        }

        public void add(Gang gang) {
            weight /= memory;
            if (weight > 1e100) {
                kinds.replaceAll((kind, count) -> count / weight);
                kinds.values().removeIf(count -> count < 1e-9);
                weight = 1;
            }
            kinds.merge(
                    new Kind(gang.member(), gang.pools()), gang.members() * weight, Double::sum);
        }

        public Mix mix() {
            return kinds.isEmpty() ? unknown() : new Mix(kinds);
        }
    }
}
