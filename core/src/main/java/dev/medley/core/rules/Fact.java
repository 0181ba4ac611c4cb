package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;

/// A value that is known, how far it can be trusted, and where it comes from.
public sealed interface Fact {

    Confidence confidence();

    /// In a few words: "bf16 624 x 8", "stated by the operator".
    String basis();

    /// A number in the unit of its variable.
    record Figure(double value, Confidence confidence, String basis) implements Fact {
        public Figure {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "A figure of rules (%s) must be positive and finite.".formatted(value));
            }
        }
    }

    record Flag(boolean value, Confidence confidence, String basis) implements Fact {}

    /// A country code in upper case, or another word.
    record Word(String value, Confidence confidence, String basis) implements Fact {}
}
