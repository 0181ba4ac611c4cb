package dev.medley.cli.simulate;

import dev.medley.core.control.Seller;
import dev.medley.core.fleet.Pool;
import dev.medley.core.market.PoolSupply;
import dev.medley.core.plan.Rounds;
import dev.medley.core.sim.rounds.FastestFirst;
import dev.medley.core.sim.rounds.Fifo;
import dev.medley.core.sim.rounds.GavelMaxMin;
import dev.medley.core.sim.rounds.LeastAttained;
import dev.medley.core.sim.rounds.PricedSeats;
import dev.medley.core.sim.rounds.RigidJob;
import dev.medley.core.sim.rounds.RoundPolicy;
import dev.medley.core.sim.rounds.StaticSplit;
import dev.medley.core.sim.sellers.Classic;
import dev.medley.core.sim.sellers.MaxMin;
import dev.medley.core.work.Work;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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

    /// The same choice for the works of documents, or empty where it makes no sense: the market
    /// never knew how long their jobs are.
    Optional<Function<Rounds, Seller>> seller(List<Pool> pools, List<Work> works) {
        return switch (this) {
            case MEDLEY -> Optional.of(Seller::market);
            case MEDLEY_BLIND -> Optional.empty();
            case GAVEL_MAXMIN -> Optional.of(MaxMin.over(pools));
            case LAS -> Optional.of(Classic.leastAttained(pools));
            case FIFO -> Optional.of(Classic.fifo(pools));
            case FASTEST_FIRST -> Optional.of(Classic.fastestFirst(pools));
            case STATIC_SPLIT -> Optional.of(Classic.staticSplit(pools, works));
        };
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
