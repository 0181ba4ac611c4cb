package dev.medley.core.sim.rounds;

import java.util.List;

/// What no policy can do better with these jobs, even one that knows every arrival beforehand.
///
/// @param meanCompletionS see [PricedBound]
/// @param worstFairness see [FairnessBound]
public record Bounds(double meanCompletionS, double worstFairness) {

    /// Works them out; hundreds of jobs take about a second.
    ///
    /// @throws IllegalArgumentException if a job fits into no pool
    public static Bounds of(List<RigidJob> jobs, RoundSimulation.Settings settings) {
        return new Bounds(PricedBound.meanS(jobs, settings), FairnessBound.worst(jobs, settings));
    }

    /// Works out closer ones, with a price for every round; hundreds of jobs take half a minute.
    ///
    /// @throws IllegalArgumentException if a job fits into no pool
    public static Bounds closer(List<RigidJob> jobs, RoundSimulation.Settings settings) {
        double meanS = PricedBound.closeMeanS(jobs, settings);
        return new Bounds(meanS, FairnessBound.worst(jobs, settings));
    }
}
