package dev.medley.cli;

import dev.medley.core.market.PoolSupply;
import dev.medley.core.sim.rounds.FastestFirst;
import dev.medley.core.sim.rounds.Fifo;
import dev.medley.core.sim.rounds.GavelMaxMin;
import dev.medley.core.sim.rounds.LeastAttained;
import dev.medley.core.sim.rounds.PricedSeats;
import dev.medley.core.sim.rounds.RigidJob;
import dev.medley.core.sim.rounds.RoundPolicy;
import dev.medley.core.sim.rounds.StaticSplit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The policies of `medley simulate fleet`, by the words that name them.
enum FleetPolicy {
    MEDLEY,
    MEDLEY_BLIND,
    GAVEL_MAXMIN,
    LAS,
    FIFO,
    FASTEST_FIRST,
    STATIC_SPLIT;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FleetPolicy> named(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equalsIgnoreCase(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(FleetPolicy::word).collect(Collectors.joining(", "));
    }

    /// One that remembers nothing yet.
    RoundPolicy fresh(List<RigidJob> jobs, List<PoolSupply> pools) {
        return switch (this) {
            case MEDLEY -> PricedSeats.knowingLengths();
            case MEDLEY_BLIND -> PricedSeats.notKnowingLengths();
            case GAVEL_MAXMIN -> new GavelMaxMin();
            case LAS -> new LeastAttained();
            case FIFO -> new Fifo();
            case FASTEST_FIRST -> new FastestFirst();
            case STATIC_SPLIT -> new StaticSplit(jobs, pools);
        };
    }
}
