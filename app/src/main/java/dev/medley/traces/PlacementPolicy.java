package dev.medley.traces;

import dev.medley.core.place.BestFit;
import dev.medley.core.place.Cluster;
import dev.medley.core.place.FragmentationDescent;
import dev.medley.core.place.Mix;
import dev.medley.core.place.Potential;
import dev.medley.core.place.Preference;
import dev.medley.core.place.RandomFit;

/// Whose preference decides in a replay.
public enum PlacementPolicy {
    MEDLEY,
    FGD,
    BESTFIT,
    RANDOM;

    Preference learn(Mix mix, Cluster cluster, long seed) {
        return switch (this) {
            case MEDLEY -> Potential.learn(mix, cluster);
            case FGD -> FragmentationDescent.of(mix, cluster);
            case BESTFIT -> BestFit.of(cluster);
            case RANDOM -> new RandomFit(seed);
        };
    }
}
