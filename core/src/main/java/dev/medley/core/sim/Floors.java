package dev.medley.core.sim;

import dev.medley.core.control.MarketRound;
import dev.medley.core.control.Setup;
import dev.medley.core.plan.Claim;
import dev.medley.core.work.Priority;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What each class may buy: of what higher ones left, all but the shares of whole pools that policy
/// keeps for lower classes, as far as these bid for them.
final class Floors {

    private final Setup setup;
    private final MarketRound round;
    private final List<Claim> claims;
    private final TreeSet<Priority> classes = new TreeSet<>();
    private final long[] left;

    Floors(Setup setup, MarketRound round, List<Claim> claims) {
        this.setup = setup;
        this.round = round;
        this.claims = claims;
        this.left = round.supply().stream().mapToLong(Long::longValue).toArray();
        for (var claim : claims) {
            if (!claim.lots().isEmpty()) {
                classes.add(claim.work().terms().priority());
            }
        }
    }

    /// Those that bid, highest first.
    SortedSet<Priority> classes() {
        return classes;
    }

    /// Devices that the class may buy now, per pool.
    long[] offered(Priority priority) {
        long[] offered = left.clone();
        for (var lower : classes.tailSet(priority, false)) {
            for (int p = 0; p < offered.length; p++) {
                long kept = (long) Math.floor(share(lower) * round.capacity().get(p));
                offered[p] = Math.max(0, offered[p] - Math.min(kept, wanted(lower, p)));
            }
        }
        return offered;
    }

    private double share(Priority priority) {
        return switch (priority) {
            case CORE -> 0;
            case STANDARD -> setup.goals().standardFloor();
            case SPARE -> setup.goals().spareFloor();
        };
    }

    /// Most devices of a pool that a class could use.
    private long wanted(Priority priority, int pool) {
        long wanted = 0;
        for (var claim : claims) {
            if (claim.work().terms().priority() == priority) {
                for (var lot : claim.lots()) {
                    long most = 0;
                    for (var candidate : lot) {
                        most =
                                candidate.pool() == pool
                                        ? Math.max(most, candidate.devices())
                                        : most;
                    }
                    wanted += most;
                }
            }
        }
        return wanted;
    }

    /// @param over devices offered less devices bought, per pool
    void check(Priority priority, long[] over) {
        for (int p = 0; p < over.length; p++) {
            Violation.unless(
                    over[p] >= 0,
                    "Of %s, %s bought %s devices that are kept for lower classes or not for sale.",
                    setup.pools().get(p).id(),
                    priority,
                    -over[p]);
        }
    }

    /// Takes what the class bought out of what is left.
    void sold(Priority priority) {
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).work().terms().priority() == priority) {
                for (var candidate : round.sold().taken().get(i)) {
                    left[candidate.pool()] -= candidate.devices();
                }
            }
        }
    }
}
