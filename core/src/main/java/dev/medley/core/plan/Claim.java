package dev.medley.core.plan;

import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What one work asks of the market: at most one candidate of each lot.
public final class Claim {

    private final Work work;
    private final List<List<Candidate>> lots;
    private @Nullable BidSheet sheet;

    /// @param lots a single lot for jobs; services have one per increment of demand, each worth
    ///   less than the one before; empty when no pool can run the work
    public Claim(Work work, List<List<Candidate>> lots) {
        this.work = work;
        this.lots = lots.stream().map(List::copyOf).toList();
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
