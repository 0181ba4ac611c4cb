package dev.medley.fitting;

import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Essence;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers the fits of another fitting, for any number of threads: whoever takes work in has its
/// fits made before the one loop asks for them, so that the loop never waits.
public final class SharedFits implements Fitting {

    /// So many are remembered, then all are forgotten: works come in kinds, and few kinds matter.
    private static final int MOST = 20_000;

    private final Fitting fitting;
    private final ConcurrentHashMap<Asked, Fit> known = new ConcurrentHashMap<>();

    private record Asked(Work essence, ChipOffer offer) {}

    public SharedFits(Fitting fitting) {
        this.fitting = fitting;
    }

    /// Makes the fits of these works where they are not known yet.
    public void prepare(List<? extends Work> works, List<ChipOffer> offers) {
        List<Work> essences = works.stream().map(Essence::of).distinct().toList();
        var _ = fitAll(essences, offers);
    }

    @Override
    public Fit fit(Work essence, ChipOffer offer) {
        return fitAll(List.of(essence), List.of(offer)).getFirst().getFirst();
    }

    @Override
    public List<List<Fit>> fitAll(List<Work> essences, List<ChipOffer> offers) {
        if (known.size() > MOST) {
            known.clear();
        }
        var unknown =
                essences.stream()
                        .filter(essence -> !offers.stream().allMatch(o -> isKnown(essence, o)))
                        .distinct()
                        .toList();
        var made = fitting.fitAll(unknown, offers);
        for (int i = 0; i < unknown.size(); i++) {
            for (int o = 0; o < offers.size(); o++) {
                known.put(new Asked(unknown.get(i), offers.get(o)), made.get(i).get(o));
            }
        }
        return essences.stream().map(essence -> row(essence, offers)).toList();
    }

    private boolean isKnown(Work essence, ChipOffer offer) {
        return known.containsKey(new Asked(essence, offer));
    }

    /// Another thread may have forgotten them in between; then they are made again.
    private List<Fit> row(Work essence, List<ChipOffer> offers) {
        var row = new ArrayList<Fit>();
        for (var offer : offers) {
            var fit = known.get(new Asked(essence, offer));
            row.add(fit == null ? fitting.fit(essence, offer) : fit);
        }
        return row;
    }
}
