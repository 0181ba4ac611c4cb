package dev.medley.core.port;

import dev.medley.core.catalog.Confidence;

import java.util.List;
import java.util.Map;

/// How code stands towards one target.
///
/// @param portability the worst of all findings
/// @param readiness 0 to 1; [Assessor] defines it
/// @param lowWeeks low end of the effort, in weeks of one team
/// @param highWeeks high end
/// @param confidence that which at least half of the effort stands on
/// @param places findings by what becomes of them
/// @param burdens per rule, the heaviest first
/// @param bringUp effort that any port needs once
public record Assessment(
        Target target,
        Portability portability,
        double readiness,
        double lowWeeks,
        double highWeeks,
        Confidence confidence,
        Map<Portability, Integer> places,
        List<Burden> burdens,
        Days bringUp) {

    public Assessment {
        places = Map.copyOf(places);
        burdens = List.copyOf(burdens);
    }

    public boolean blocked() {
        return portability == Portability.BLOCKED;
    }

    /// Rules of which nothing could be read: what stands there for them is hearsay.
    public List<Burden> unsourced() {
        return burdens.stream().filter(each -> !each.cell().sourced()).toList();
    }

    /// Rules whose effort nobody knows; the range leaves them out.
    public List<Burden> blockers() {
        return burdens.stream().filter(Burden::unknownEffort).toList();
    }
}
