package dev.medley.core.plan;

import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a work asks of a market in which it may divide itself: of its claim only the candidates
/// that a mixture of others cannot beat, and what each unit of its rate amounts to.
///
/// @param claim with the upper hull of each lot's candidates in each pool, by devices and value
/// @param perRate reference-device equivalents of a unit of rate, without weights
/// @param enough rate beyond which more is of no use: what meets a deadline, or infinite
public record Ask(Claim claim, double perRate, double enough) {

    /// A service takes no further replica for less than this part of what the first ones earn: the
    /// last one of an increment may serve next to nothing, and a class that pays nothing for what
    /// lower ones want would take it all the same.
    private static final double WORTH_IT = 0.1;

    static Ask of(Claim claim, double perRate) {
        var lots = new ArrayList<List<Candidate>>();
        for (var lot : claim.lots()) {
            lots.add(hull(lot, claim.work() instanceof InferenceService ? WORTH_IT : 0));
        }
        double needed = Worth.neededRate(claim.work());
        return new Ask(
                new Claim(claim.work(), lots),
                perRate,
                needed == 0 ? Double.POSITIVE_INFINITY : needed);
    }

    public Work work() {
        return claim.work();
    }

    /// The same, its rates counted at so many equivalents each.
    public Ask countedAs(double otherPerRate) {
        return new Ask(claim, otherPerRate, enough);
    }

    /// The same without candidates in pools that are closed.
    ///
    /// @param closed by pool
    public Ask outside(boolean[] closed) {
        var lots = new ArrayList<List<Candidate>>();
        for (var lot : claim.lots()) {
            var open = lot.stream().filter(candidate -> !closed[candidate.pool()]).toList();
            if (!open.isEmpty()) {
                lots.add(open);
            }
        }
        return new Ask(new Claim(claim.work(), lots), perRate, enough);
    }

    /// Equivalents that the candidate's rate amounts to.
    double reach(Candidate candidate) {
        return perRate * Math.min(candidate.rate(), enough);
    }

    /// Candidates on the upper hull of devices and value, from nothing on, pool by pool. Costs
    /// other than devices are in the value already; a tenant's budget may prefer one that is not
    /// kept.
    ///
    /// @param worthIt part of the first value per device below which no more is taken
    private static List<Candidate> hull(List<Candidate> lot, double worthIt) {
        var sorted = new ArrayList<>(lot);
        sorted.sort(
                Comparator.comparingInt(Candidate::pool)
                        .thenComparingInt(Candidate::devices)
                        .thenComparing(Candidate::value, Comparator.reverseOrder()));
        var kept = new ArrayList<Candidate>();
        int first = 0;
        for (var next : sorted) {
            if (!kept.isEmpty() && kept.getLast().pool() != next.pool()) {
                first = kept.size();
            }
            if (kept.size() > first && kept.getLast().value() >= next.value()) {
                continue;
            }
            while (kept.size() > first && !bends(kept, first, next)) {
                kept.removeLast();
            }
            if (kept.size() == first
                    || gain(kept.getLast(), next) >= worthIt * kept.get(first).valuePerDevice()) {
                kept.add(next);
            }
        }
        return kept;
    }

    private static double gain(Candidate one, Candidate next) {
        return (next.value() - one.value()) / (next.devices() - one.devices());
    }

    /// Whether the last one kept lies above the line from the one before it to the next.
    private static boolean bends(List<Candidate> kept, int first, Candidate next) {
        var last = kept.getLast();
        boolean alone = kept.size() - 1 == first;
        double devices = alone ? 0 : kept.get(kept.size() - 2).devices();
        double value = alone ? 0 : kept.get(kept.size() - 2).value();
        double slope = (next.value() - value) / (next.devices() - devices);
        return last.value() > value + slope * (last.devices() - devices) + 1e-12;
    }
}
