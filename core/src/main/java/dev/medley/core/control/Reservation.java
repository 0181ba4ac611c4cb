package dev.medley.core.control;

import java.util.List;

/// Nodes kept for a gang that bought devices but found no room. Others use them only as long as
/// they are done before the gang may start.
///
/// @param sinceMs when the work first found no room
/// @param startMs when there is room by what runs are predicted to take, or [#UNKNOWN]
/// @param earliestMs if all runs are as fast as their 80 % bands allow
/// @param latestMs if all are as slow
public record Reservation(
        String work,
        int pool,
        List<String> nodes,
        long sinceMs,
        long startMs,
        long earliestMs,
        long latestMs) {

    /// Somebody sits there for good.
    public static final long UNKNOWN = Long.MAX_VALUE;

    public Reservation {
        nodes = List.copyOf(nodes);
    }
}
