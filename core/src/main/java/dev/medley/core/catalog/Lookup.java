package dev.medley.core.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.NoSuchElementException;

/// What a name led to in the catalogue.
public sealed interface Lookup<T> {

    /// The name means exactly one entry.
    record Found<T>(T value) implements Lookup<T> {}

    /// The name means nothing, or more than one thing; nothing is guessed.
    ///
    /// @param kind what was asked for: "chip", "model", "system", "stack"
    /// @param asked the name as given
    /// @param ambiguous whether the suggestions are what the name could mean, rather than what
    ///   looks like it
    /// @param suggestions ids to try, the likeliest first; may be empty
    record Missing<T>(String kind, String asked, boolean ambiguous, List<String> suggestions)
            implements Lookup<T> {

        public Missing {
            suggestions = List.copyOf(suggestions);
        }

        /// One sentence for a person: what is missing, and what to try.
        public String message() {
            if (ambiguous) {
                return "The %s name '%s' could mean %s: say which."
                        .formatted(kind, asked, orList(suggestions));
            }
            var missing = "No %s is called '%s'.".formatted(kind, asked);
            return suggestions.isEmpty()
                    ? missing + " `medley %ss` lists them all.".formatted(kind)
                    : missing + " Maybe " + orList(suggestions) + "?";
        }

        private static String orList(List<String> names) {
            int last = names.size() - 1;
            return last == 0
                    ? names.get(0)
                    : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
        }
    }

    /// The entry, where the name is known to be right.
    ///
    /// @throws NoSuchElementException when the name led to no entry, with the sentence for a person
    default T orThrow() {
        return switch (this) {
            case Found<T> found -> found.value();
            case Missing<T> missing -> throw new NoSuchElementException(missing.message());
        };
    }

    /// The entry, or null when the name led to none.
    default @Nullable T orNull() {
        return switch (this) {
            case Found<T> found -> found.value();
            case Missing<T> _ -> null;
        };
    }
}
