package dev.medley.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Bids of works that bid the same, kept once. Works of one kind under like terms do, and a fleet
/// has many of them: a round that meets the same bids again and again reads them from near memory,
/// and works out what depends on bids alone once for all of them.
final class SameBids {

    /// So many different ones are remembered, the latest, those of works that are over too; each
    /// takes some kilobytes.
    private static final int MOST = 5_000;

    /// By a number made of their figures; those of equal numbers are compared bid by bid.
    private final LinkedHashMap<Integer, List<Claim>> known = new LinkedHashMap<>();

    /// The claim with bids that are shared with all equal ones.
    Claim shared(Claim claim) {
        int number = claim.sheet().number();
        var alike = known.computeIfAbsent(number, _ -> new ArrayList<>());
        for (var other : alike) {
            if (other.lots().equals(claim.lots())) {
                return other.by(claim.work());
            }
        }
        alike.add(claim);
        if (known.size() > MOST) {
            known.pollFirstEntry();
        }
        return claim;
    }
}
