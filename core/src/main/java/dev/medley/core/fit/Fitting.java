package dev.medley.core.fit;

import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;

/// Answers what a work gets from a chip. Depends on the [Essence] of the work only, so answers can
/// be shared among equal works.
@FunctionalInterface
public interface Fitting {

    Fit fit(Work essence, ChipOffer offer);

    /// Every work on every offer: a list per work, in the offers' order. Whoever has threads may
    /// use them here; the answer does not depend on it.
    default List<List<Fit>> fitAll(List<Work> essences, List<ChipOffer> offers) {
        var all = new ArrayList<List<Fit>>();
        for (var essence : essences) {
            var row = new ArrayList<Fit>();
            for (var offer : offers) {
                row.add(fit(essence, offer));
            }
            all.add(row);
        }
        return all;
    }
}
