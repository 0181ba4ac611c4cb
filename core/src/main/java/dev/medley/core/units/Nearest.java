package dev.medley.core.units;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Locale;

/// Finds the name that somebody probably meant.
public final class Nearest {

    /// Longer texts are no misspelt names, and comparing them would take long.
    private static final int LONGEST = 80;

    private Nearest() {}

    /// The known name with the fewest typing errors between it and the given one (letters swapped,
    /// missing, superfluous or wrong; case and separators do not count), or null when even that is
    /// too far away. Among equals the first known name wins.
    public static @Nullable String of(String name, Collection<String> known) {
        if (name.isBlank() || name.length() > LONGEST) {
            return null;
        }
        var wanted = plain(name);
        String best = null;
        int bestErrors = Integer.MAX_VALUE;
        for (var candidate : known) {
            int errors = candidate.length() > LONGEST ? LONGEST : errors(wanted, plain(candidate));
            if (errors < bestErrors) {
                best = candidate;
                bestErrors = errors;
            }
        }
        return bestErrors <= Math.max(1, wanted.length() / 3) ? best : null;
    }

    /// `maybe 'x'` where a near name exists, else what is known, at most twelve of it.
    public static String advice(String name, Collection<String> known) {
        var nearest = of(name, known);
        if (nearest != null) {
            return "maybe '" + nearest + "'";
        }
        if (known.isEmpty()) {
            return "none is known";
        }
        var some = String.join(", ", known.stream().limit(12).toList());
        return known.size() <= 12
                ? "use one of " + some
                : "known are %s and %d more".formatted(some, known.size() - 12);
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /// Optimal string alignment distance.
    private static int errors(String a, String b) {
        var before = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
