package dev.medley.core.fit;

import dev.medley.core.work.Work;

/// Answers what a work gets from a chip. Depends on the [Essence] of the work only, so answers can
/// be kept and shared among equal works.
@FunctionalInterface
public interface Fitting {

    Fit fit(Work essence, ChipOffer offer);
}
