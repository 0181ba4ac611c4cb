package dev.medley.core.sim.rounds;

/// Who runs where in the next round. A policy may remember earlier rounds: each run of the
/// simulation needs its own.
public interface RoundPolicy {

    String name();

    /// Gives seats to jobs of the round, by their index; who gets none waits.
    void choose(Round round, Seating seating);
}
