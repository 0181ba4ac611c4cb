package dev.medley.core.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// When permissions change, because rules begin or end and licences expire.
///
/// @param byMs permissions from then on, by milliseconds on the clock of commands
public record RuleChanges(SortedMap<Long, Permissions> byMs) {

    /// What holds at the start holds for ever.
    public static final RuleChanges NONE = new RuleChanges(Collections.emptySortedMap());

    public RuleChanges {
        byMs = Collections.unmodifiableSortedMap(new TreeMap<>(byMs));
    }

    /// Changes from one day to the next.
    ///
    /// @param days permissions of each day, the first one from 0 on
    public static RuleChanges of(List<Permissions> days, long dayMs) {
        var changes = new TreeMap<Long, Permissions>();
        for (int day = 1; day < days.size(); day++) {
            if (!days.get(day).equals(days.get(day - 1))) {
                changes.put(day * dayMs, days.get(day));
            }
        }
        return new RuleChanges(changes);
    }

    /// The same, so many milliseconds later.
    public RuleChanges later(long ms) {
        var later = new TreeMap<Long, Permissions>();
        byMs.forEach((at, permissions) -> later.put(at + ms, permissions));
        return new RuleChanges(later);
    }

    public boolean isEmpty() {
        return byMs.isEmpty();
    }

    /// What is in force.
    ///
    /// @param first before any change
    public Permissions at(long atMs, Permissions first) {
        if (byMs.isEmpty()) {
            return first;
        }
        var until = byMs.headMap(atMs + 1);
        return until.isEmpty() ? first : until.lastEntry().getValue();
    }
}
