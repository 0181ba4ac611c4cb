package dev.medley.core.rules;

import java.util.List;

/// How far a known number lies from a threshold that a rule has.
///
/// @param variables what was added up, one as a rule
public record Margin(
        List<Variable> variables, double value, Predicate.Relation relation, double threshold) {

    public Margin {
        variables = List.copyOf(variables);
    }

    public String label() {
        return Wording.sum(variables);
    }

    /// Above the threshold, or below it when negative.
    public double difference() {
        return value - threshold;
    }

    public boolean holds() {
        return relation.holds(value, threshold);
    }

    /// `TPP 2,368 < 2,400 (-32)`.
    public String text() {
        var sign = holds() ? relation : relation.opposite();
        return "%s %s %s %s"
                .formatted(label(), Wording.figure(value), sign.sign(), Wording.figure(threshold));
    }
}
