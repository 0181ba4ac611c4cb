package dev.medley.core.units;

import java.util.function.Function;

/// What became of a text.
public sealed interface Parsed<T> {

    /// It could be read.
    record Value<T>(T value) implements Parsed<T> {}

    /// It could not.
    ///
    /// @param rule what the text breaks, fit to follow it in a sentence: `must be positive`
    /// @param advice what to write instead: `write for example '80 GB'`
    record Wrong<T>(String rule, String advice) implements Parsed<T> {}

    static <T> Parsed<T> value(T value) {
        return new Value<>(value);
    }

    static <T> Parsed<T> wrong(String rule, String advice) {
        return new Wrong<>(rule, advice);
    }

    /// Goes on with the value, or stays wrong.
    default <U> Parsed<U> then(Function<T, Parsed<U>> next) {
        return switch (this) {
            case Value<T>(T value) -> next.apply(value);
            case Wrong<T>(String rule, String advice) -> new Wrong<>(rule, advice);
        };
    }
}
