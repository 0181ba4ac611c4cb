package dev.medley.core.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Numbers and lists as sentences have them.
final class Wording {

    private Wording() {}

    /// Thousands apart, four decimals at most: more than any threshold has.
    static String figure(double value) {
        var exact = BigDecimal.valueOf(value);
        var shown = exact.setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
    }

    static String sum(List<Variable> variables) {
        return String.join(" + ", variables.stream().map(Variable::label).toList());
    }

    static String or(Collection<String> names) {
        var list = List.copyOf(names);
        int last = list.size() - 1;
        return last <= 0
                ? String.join("", list)
                : String.join(", ", list.subList(0, last)) + " or " + list.get(last);
    }
}
