package dev.medley.core.plan;

import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// What one work asks of the market: at most one candidate of each lot.
public final class Claim {

    private final Work work;
    private final List<List<Candidate>> lots;

    /// Terms of the work, once more: a round asks each of ten thousand claims for them many times,
    /// and works lie far apart in memory.
    final String name;

    final String tenant;

    final Priority priority;
    final boolean needsMore;
    private @Nullable BidSheet sheet;
    private @Nullable List<Incumbents.Run> runs;
    private int[] running = {};

    /// @param lots a single lot for jobs; services have one per increment of demand, each worth
    ///   less than the one before; empty when no pool can run the work
    public Claim(Work work, List<List<Candidate>> lots) {
        this(work, lots.stream().map(List::copyOf).toList(), null);
    }

    private Claim(Work work, List<List<Candidate>> lots, @Nullable BidSheet sheet) {
        this.work = work;
        this.name = work.terms().name();
        this.tenant = work.terms().tenant();
        this.priority = work.terms().priority();
        this.needsMore = work.terms().needsMore();
        this.lots = lots;
        this.sheet = sheet;
    }

    /// The same bids, the very same objects, by another work.
    Claim by(Work other) {
        return new Claim(other, lots, sheet());
    }

    public Work work() {
        return work;
    }

    public List<List<Candidate>> lots() {
        return lots;
    }

    /// The same, figure by figure; made when first asked for.
    BidSheet sheet() {
        var known = sheet;
        if (known == null) {
            known = BidSheet.of(lots);
            sheet = known;
        }
        return known;
    }

    /// Which candidate of each lot runs already, or -1. Remembered, because most of what runs runs
    /// on from round to round.
    int[] running(List<Pool> pools, List<Incumbents.Run> some) {
        if (!Objects.equals(some, runs)) { // quick where it is the same object
            var incumbents = new IncumbentBids(pools, some);
            running = lots.stream().mapToInt(incumbents::choice).toArray();
        }
        runs = some;
        return running;
    }

    /// Value of the best candidates of all lots together.
    public double topValue() {
        double total = 0;
        for (var lot : lots) {
            double top = 0;
            for (var candidate : lot) {
                top = Math.max(top, candidate.value());
            }
            total += top;
        }
        return total;
    }
}
