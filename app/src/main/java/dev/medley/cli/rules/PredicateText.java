package dev.medley.cli.rules;

import dev.medley.core.rules.Predicate;
import dev.medley.core.rules.Variable;

import java.util.List;
import java.util.stream.Collectors;

/// Predicates on one line: `(tpp >= 4800 or (tpp >= 1600 and pd >= 5.92)) and not note2`. Names of
/// definitions are written out.
final class PredicateText {

    private PredicateText() {}

    static String of(Predicate predicate) {
        return text(predicate, false);
    }

    private static String text(Predicate predicate, boolean inside) {
        return switch (predicate) {
            case Predicate.Compare compare ->
                    "%s %s %s"
                            .formatted(
                                    compare.sum().stream()
                                            .map(Variable::word)
                                            .collect(Collectors.joining(" + ")),
                                    compare.relation().sign(),
                                    number(compare.threshold()));
            case Predicate.Holds holds -> holds.flag().word();
            case Predicate.In in ->
                    "%s in [%s]".formatted(in.place().word(), String.join(", ", in.names()));
            case Predicate.Not not -> "not " + text(not.part(), true);
            case Predicate.All all -> joined(all.parts(), " and ", inside, "always");
            case Predicate.Any any -> joined(any.parts(), " or ", inside, "never");
            case Predicate.Named named -> text(named.meaning(), inside);
        };
    }

    private static String joined(List<Predicate> parts, String word, boolean inside, String none) {
        if (parts.isEmpty()) {
            return none;
        }
        if (parts.size() == 1) {
            return text(parts.getFirst(), inside);
        }
        var joined = parts.stream().map(part -> text(part, true)).collect(Collectors.joining(word));
        return inside ? "(" + joined + ")" : joined;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
