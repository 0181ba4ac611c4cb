package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What one rule set says of a case.
///
/// @param status how it binds on that day
/// @param counts whether it enters the verdict over all rule sets
/// @param reaches whether it reaches act, places and parties at all
/// @param clause the clause that gave the verdict, or null where all are clear of it
/// @param because what decided, in a few words each
/// @param margins every known number against every threshold of it
/// @param missing inputs that were missing and mattered
/// @param remarks what else is to be known, in sentences
/// @param confidence the least of the rule's and of the facts that decided
public record Finding(
        RuleSet rules,
        Status status,
        boolean counts,
        Truth reaches,
        Verdict verdict,
        @Nullable Clause clause,
        List<String> because,
        List<Margin> margins,
        SortedSet<Variable> missing,
        List<String> remarks,
        Confidence confidence) {

    public Finding {
        because = List.copyOf(because);
        margins = List.copyOf(margins);
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
        remarks = List.copyOf(remarks);
        if (verdict == Verdict.CLEAR_BY_NUMBERS && !missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Rule set '%s' must not be clear while %s are missing."
                            .formatted(rules.id(), missing));
        }
    }

    /// `R2 3A090.a`, or the rule set alone.
    public String label() {
        return clause == null ? rules.id() : rules.id() + " " + clause.id();
    }
}
