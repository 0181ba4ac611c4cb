package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/// A dated rule as data.
///
/// @param id short and unique: `R2`
/// @param effectiveFrom first day of it
/// @param effectiveTo last day of it, or null while it lasts
/// @param compliedFrom day from which it must be complied with, where that is later
/// @param status how it binds at first
/// @param changes later ways it binds, by day
/// @param statedByOperator whether its state on later days is for the operator to say
/// @param note what a reader should know beside it, or ""
/// @param source where its figures were taken from
public record RuleSet(
        String id,
        String authority,
        String title,
        String citation,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable LocalDate compliedFrom,
        Status status,
        List<Change> changes,
        boolean statedByOperator,
        Scope scope,
        List<Clause> clauses,
        Confidence confidence,
        String note,
        String source) {

    /// From this day on it binds so.
    public record Change(LocalDate from, Status status, String note) {}

    /// Whom it reaches.
    ///
    /// @param acts never empty
    /// @param where what places and parties it reaches
    public record Scope(List<Act> acts, Predicate where) {
        public Scope {
            acts = List.copyOf(acts);
            if (acts.isEmpty()) {
                throw new IllegalArgumentException("A scope must name at least one act.");
            }
        }
    }

    public RuleSet {
        changes = List.copyOf(changes);
        clauses = List.copyOf(clauses);
        if (effectiveTo != null && effectiveTo.isBefore(effectiveFrom)) {
            throw new IllegalArgumentException(
                    "The effectiveTo (%s) of rule set '%s' lies before its effectiveFrom (%s)."
                            .formatted(effectiveTo, id, effectiveFrom));
        }
        var last = effectiveFrom;
        for (var change : changes) {
            if (!change.from().isAfter(last)) {
                throw new IllegalArgumentException(
                        "The changes of rule set '%s' must follow one another; %s does not."
                                .formatted(id, change.from()));
            }
            last = change.from();
        }
    }

    /// Whether it exists on that day, in force or not.
    public boolean existsOn(LocalDate date) {
        return !date.isBefore(effectiveFrom) && (effectiveTo == null || !date.isAfter(effectiveTo));
    }

    /// How it binds on a day on which it exists, as far as the file says.
    public Status statusOn(LocalDate date) {
        var change = changeOn(date);
        return change == null ? status : change.status();
    }

    @Nullable Change changeOn(LocalDate date) {
        Change last = null;
        for (var change : changes) {
            if (!change.from().isAfter(date)) {
                last = change;
            }
        }
        return last;
    }

    /// Whether it may still be early to comply.
    boolean isComplied(LocalDate date) {
        return compliedFrom == null || !date.isBefore(compliedFrom);
    }
}
