package dev.medley.core.port;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Finds the rule that a clue belongs to. Of several the one whose sign says most; then the first.
///
/// Signs lie in bins by kind and first character, so that the names of a large tree are passed over
/// quickly.
public final class Matcher {

    /// Signs that begin with a character beyond these lie with those that begin with `*`.
    private static final int CHARACTERS = 128;

    /// @param literal what the pattern begins with, up to its first `*`
    private record Entry(Sign sign, String literal, PortRule rule) {

        boolean fits(String text, String slot) {
            return text.startsWith(literal) && sign.fits(text, slot);
        }
    }

    /// Signs of one kind by first character, and those that are open at the beginning.
    private record Bin(List<List<Entry>> byFirst, List<Entry> open) {

        static Bin empty() {
            var byFirst = new ArrayList<List<Entry>>();
            for (int i = 0; i < CHARACTERS; i++) {
                byFirst.add(new ArrayList<>());
            }
            return new Bin(byFirst, new ArrayList<>());
        }

        List<Entry> of(char first) {
            return first < CHARACTERS && first != '*' ? byFirst.get(first) : open;
        }
    }

    private final Map<ClueKind, Bin> bins = new EnumMap<>(ClueKind.class);

    public Matcher(List<PortRule> rules) {
        for (var rule : rules) {
            for (var sign : rule.signs()) {
                int star = sign.pattern().indexOf('*');
                var literal = star < 0 ? sign.pattern() : sign.pattern().substring(0, star);
                bins.computeIfAbsent(sign.kind(), _ -> Bin.empty())
                        .of(sign.pattern().charAt(0))
                        .add(new Entry(sign, literal, rule));
            }
        }
    }

    public @Nullable PortRule match(ClueKind kind, String text, String slot) {
        var bin = bins.get(kind);
        if (bin == null || text.isEmpty()) {
            return null;
        }
        var best = best(bin.open(), text, slot, null);
        char first = text.charAt(0);
        if (first < CHARACTERS) {
            best = best(bin.of(first), text, slot, best);
        }
        return best == null ? null : best.rule();
    }

    private static @Nullable Entry best(
            List<Entry> entries, String text, String slot, @Nullable Entry start) {
        var best = start;
        for (var entry : entries) {
            if (entry.fits(text, slot)
                    && (best == null || entry.sign().weight() > best.sign().weight())) {
                best = entry;
            }
        }
        return best;
    }
}
