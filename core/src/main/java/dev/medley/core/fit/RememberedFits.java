package dev.medley.core.fit;

import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Asks another fitting once for each work and offer. Whoever plays the same works several times
/// need not wait for their fits several times.
public final class RememberedFits implements Fitting {

    private final Fitting fitting;
    private final LinkedHashMap<Asked, Fit> known = new LinkedHashMap<>();

    public RememberedFits(Fitting fitting) {
        this.fitting = fitting;
    }

    private record Asked(Work essence, ChipOffer offer) {}

    @Override
    public Fit fit(Work essence, ChipOffer offer) {
        return fitAll(List.of(essence), List.of(offer)).getFirst().getFirst();
    }

    @Override
    public List<List<Fit>> fitAll(List<Work> essences, List<ChipOffer> offers) {
        var unknown = new ArrayList<Work>();
        for (var essence : essences) {
            if (offers.stream().anyMatch(o -> !known.containsKey(new Asked(essence, o)))) {
                unknown.add(essence);
            }
        }
        if (!unknown.isEmpty()) {
            var rows = fitting.fitAll(unknown, offers);
            for (int i = 0; i < rows.size(); i++) {
                for (int o = 0; o < offers.size(); o++) {
                    known.put(new Asked(unknown.get(i), offers.get(o)), rows.get(i).get(o));
                }
            }
        }
        return essences.stream().map(essence -> row(essence, offers)).toList();
    }

    private List<Fit> row(Work essence, List<ChipOffer> offers) {
        var row = new ArrayList<Fit>();
        for (var offer : offers) {
            var fit = known.get(new Asked(essence, offer));
            if (fit == null) {
                throw new IllegalStateException("The fits of '%s' are lost.".formatted(essence));
            }
            row.add(fit);
        }
        return row;
    }
}
