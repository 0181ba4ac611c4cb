package dev.medley.core.plan;

import dev.medley.core.work.Work;

import java.util.List;

/// What one work asks of the market: at most one candidate of each lot.
///
/// @param lots a single lot for jobs; services have one per increment of demand, each worth less
///   than the one before; empty when no pool can run the work
public record Claim(Work work, List<List<Candidate>> lots) {
    public Claim {
        lots = lots.stream().map(List::copyOf).toList();
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
