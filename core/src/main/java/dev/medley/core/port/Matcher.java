package dev.medley.core.port;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds the rule that a clue belongs to. Of several the one whose sign says most; then the first.
///
/// Signs lie in bins by kind and first character, so that the names of a large tree are passed over
/// quickly.
public final class Matcher {

    private record Entry(Sign sign, PortRule rule) {}

    private final Map<ClueKind, Bin> bins = new EnumMap<>(ClueKind.class);

    /// Signs of one kind: by first character, and those that begin with `*`.
    private record Bin(Map<Character, List<Entry>> byFirst, List<Entry> open) {}

    public Matcher(List<PortRule> rules) {
        for (var rule : rules) {
            for (var sign : rule.signs()) {
                var bin =
                        bins.computeIfAbsent(
                                sign.kind(), _ -> new Bin(new TreeMap<>(), new ArrayList<>()));
                char first = sign.pattern().charAt(0);
                var entries =
                        first == '*'
                                ? bin.open()
                                : bin.byFirst().computeIfAbsent(first, _ -> new ArrayList<>());
                entries.add(new Entry(sign, rule));
            }
        }
    }

    public @Nullable PortRule match(ClueKind kind, String text, String slot) {
        var bin = bins.get(kind);
        if (bin == null || text.isEmpty()) {
            return null;
        }
        var best = best(bin.open(), text, slot, null);
        var entries = bin.byFirst().get(text.charAt(0));
        best = entries == null ? best : best(entries, text, slot, best);
        return best == null ? null : best.rule();
    }

    private static @Nullable Entry best(
            List<Entry> entries, String text, String slot, @Nullable Entry start) {
        var best = start;
        for (var entry : entries) {
            if (entry.sign().fits(text, slot)
                    && (best == null || entry.sign().weight() > best.sign().weight())) {
                best = entry;
            }
        }
        return best;
    }
}
