package dev.medley.core.sim.rounds;

import dev.medley.core.market.PoolSupply;

import java.util.List;

/// What a policy knows when a round begins.
///
/// @param startS seconds after the start
/// @param restartS what a job loses that starts or moves
/// @param pools the same in every round
/// @param jobs arrived and not finished, in order of arrival
public record Round(
        double startS,
        double lengthS,
        double restartS,
        List<PoolSupply> pools,
        List<ActiveJob> jobs) {

    public Round {
        pools = List.copyOf(pools);
        jobs = List.copyOf(jobs);
    }
}
