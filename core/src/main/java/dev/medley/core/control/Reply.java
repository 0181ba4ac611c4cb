package dev.medley.core.control;

import dev.medley.core.fit.Reason;

import java.util.List;

/// What whoever gave the command is told.
public sealed interface Reply {

    record Accepted() implements Reply {}

    /// It is not taken.
    ///
    /// @param reasons never empty: a refusal explains itself
    record Refused(List<Reason> reasons) implements Reply {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /// It changes nothing: old news.
    record Ignored(String text) implements Reply {}
}
