package dev.medley.core.port;

import java.util.List;

/// How a rule knows what it is about.
///
/// @param pattern text in which `*` stands for any run of characters
/// @param slots the slots it is looked for in; empty for any
/// @param except slots in which it means nothing, as the text of a message
public record Sign(ClueKind kind, String pattern, List<String> slots, List<String> except) {

    public Sign {
        if (pattern.isEmpty() || pattern.startsWith("**")) {
            throw new IllegalArgumentException("A sign needs a pattern: '%s'.".formatted(pattern));
        }
        slots = List.copyOf(slots);
        except = List.copyOf(except);
    }

    boolean fits(String text, String slot) {
        return like(pattern, text)
                && (slots.isEmpty() || slots.stream().anyMatch(each -> like(each, slot)))
                && except.stream().noneMatch(each -> like(each, slot));
    }

    /// Characters that are given rather than left open: of two signs the longer says more.
    int weight() {
        return pattern.replace("*", "").length() * 2
                + (slots.isEmpty() ? 0 : 1)
                + (pattern.contains("*") ? 0 : 1);
    }

    /// Greedy matching that goes back to the latest `*` only, so it ends in length times length.
    static boolean like(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
