package dev.medley.core.control;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Nodes kept for a gang that bought devices but found no room. Others use them only as long as
/// they are done before the gang may start.
///
/// @param nodes with how many of the gang's members each is to take
/// @param sinceMs when the work first found no room
/// @param searchedMs when these nodes were found to be the soonest
/// @param startMs when there is room by what runs are predicted to take, or [#UNKNOWN]
/// @param earliestMs if all runs are as fast as their 80 % bands allow
/// @param latestMs if all are as slow
public record Reservation(
        String work,
        int pool,
        SortedMap<String, Integer> nodes,
        long sinceMs,
        long searchedMs,
        long startMs,
        long earliestMs,
        long latestMs) {

    /// Somebody sits there for good.
    public static final long UNKNOWN = Long.MAX_VALUE;

    public Reservation {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    /// How many members there are.
    public int members() {
        return nodes.values().stream().mapToInt(n -> n).sum();
    }

    /// What is kept, in words.
    ///
    /// @param where id of the pool
    public String kept(String where) {
        return nodes.size() == 1
                ? "1 node of %s is kept for it".formatted(where)
                : "%d nodes of %s are kept for it".formatted(nodes.size(), where);
    }
}
