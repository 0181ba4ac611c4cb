package dev.medley.core.rules;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// All rule sets, and the day to which they were followed.
///
/// @param loadedTo last day of which the rule sets speak; later days are told by old rules
/// @param ruleSets ids are unique
public record RuleBook(LocalDate loadedTo, CountryGroups groups, List<RuleSet> ruleSets) {

    public RuleBook {
        ruleSets = List.copyOf(ruleSets);
        var ids = new TreeSet<String>();
        for (var rules : ruleSets) {
            if (!ids.add(rules.id())) {
                throw new IllegalArgumentException(
                        "The rule set '%s' stands twice.".formatted(rules.id()));
            }
        }
    }

    public @Nullable RuleSet ruleSet(String id) {
        for (var rules : ruleSets) {
            if (rules.id().equalsIgnoreCase(id)) {
                return rules;
            }
        }
        return null;
    }

    /// Days on which something changes, in order: a set begins, binds otherwise, or is gone.
    public List<LocalDate> days() {
        var days = new TreeSet<LocalDate>();
        for (var rules : ruleSets) {
            if (rules.status() == Status.BILL) {
                continue;
            }
            days.add(rules.effectiveFrom());
            if (rules.compliedFrom() != null) {
                days.add(rules.compliedFrom());
            }
            rules.changes().forEach(change -> days.add(change.from()));
            if (rules.effectiveTo() != null) {
                days.add(rules.effectiveTo().plusDays(1));
            }
        }
        return new ArrayList<>(days);
    }
}
