package dev.medley.core.plan;

import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Essence;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Fits of every work in every pool and on the reference chip, computed once per essence.
public final class FitTable {

    private final int[] rowOf;
    private final List<List<Fit>> rows;
    private final int pools;

    private FitTable(int[] rowOf, List<List<Fit>> rows, int pools) {
        this.rowOf = rowOf;
        this.rows = rows;
        this.pools = pools;
    }

    /// Of one work.
    ///
    /// @param fits one per pool, in the pools' order, and last on the reference chip
    static FitTable ofOne(List<Fit> fits) {
        return new FitTable(new int[] {0}, List.of(List.copyOf(fits)), fits.size() - 1);
    }

    /// Of all works, each kind of work asked once.
    ///
    /// @param offers one per pool, in the pools' order
    public static FitTable of(
            List<Work> works, List<ChipOffer> offers, ChipOffer reference, Fitting fitting) {
        var rowOfEssence = new LinkedHashMap<Work, Integer>();
        int[] rowOf = new int[works.size()];
        for (int i = 0; i < rowOf.length; i++) {
            var essence = Essence.of(works.get(i));
            var known = rowOfEssence.putIfAbsent(essence, rowOfEssence.size());
            rowOf[i] = known == null ? rowOfEssence.size() - 1 : known;
        }
        var columns = new ArrayList<>(offers);
        columns.add(reference);
        var rows = fitting.fitAll(List.copyOf(rowOfEssence.keySet()), columns);
        return new FitTable(rowOf, rows, offers.size());
    }

    public int pools() {
        return pools;
    }

    public Fit inPool(int work, int pool) {
        return rows.get(rowOf[work]).get(pool);
    }

    Fit onReference(int work) {
        return rows.get(rowOf[work]).get(pools);
    }

    /// The highest rate per device over all shapes, 0 for a refusal.
    static double bestPerDevice(Fit fit) {
        return switch (fit) {
            case Fit.Rejected _ -> 0;
            case Fit.Fits fits -> {
                double best = 0;
                for (ShapeFit shape : fits.shapes()) {
                    best = Math.max(best, shape.rate() / shape.shape().devices());
                }
                yield best;
            }
        };
    }
}
