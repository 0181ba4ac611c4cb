package dev.medley.core.rules;

import java.util.List;

/// What a rule asks of the facts.
public sealed interface Predicate {

    /// Always so.
    Predicate ALWAYS = new All(List.of());

    /// A number, or the sum of several, against a threshold.
    record Compare(List<Variable> sum, Relation relation, double threshold) implements Predicate {
        public Compare {
            sum = List.copyOf(sum);
            if (sum.isEmpty()) {
                throw new IllegalArgumentException("A comparison must name a variable.");
            }
        }
    }

    /// A flag is set.
    record Holds(Variable flag) implements Predicate {}

    /// A place is one of these countries, or in one of these groups of countries; or a word is one
    /// of these.
    record In(Variable place, List<String> names) implements Predicate {
        public In {
            names = List.copyOf(names);
        }
    }

    record Not(Predicate part) implements Predicate {}

    record All(List<Predicate> parts) implements Predicate {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Predicate> parts) implements Predicate {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /// A predicate that rules call by a name.
    ///
    /// @param eccns classes of a vendor that mean the same; a vendor who states one of them, or
    ///   another class, is believed before the numbers
    record Named(String name, List<String> eccns, Predicate meaning) implements Predicate {
        public Named {
            eccns = List.copyOf(eccns);
        }
    }

    /// How two numbers may stand to one another.
    enum Relation {
        AT_LEAST(">="),
        MORE_THAN(">"),
        AT_MOST("<="),
        LESS_THAN("<");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean holds(double value, double threshold) {
            return switch (this) {
                case AT_LEAST -> value >= threshold;
                case MORE_THAN -> value > threshold;
                case AT_MOST -> value <= threshold;
                case LESS_THAN -> value < threshold;
            };
        }

        /// Whether more of a sum can only turn it from false to true.
        boolean grows() {
            return switch (this) {
                case AT_LEAST, MORE_THAN -> true;
                case AT_MOST, LESS_THAN -> false;
            };
        }

        /// As it reads when it does not hold.
        Relation opposite() {
            return switch (this) {
                case AT_LEAST -> LESS_THAN;
                case MORE_THAN -> AT_MOST;
                case AT_MOST -> MORE_THAN;
                case LESS_THAN -> AT_LEAST;
            };
        }
    }
}
