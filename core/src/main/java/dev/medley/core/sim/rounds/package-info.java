/// Rigid jobs on unlike chips over time, round by round, under Medley's policy and the classic
/// ones: who finishes when, how fair that is, and what it costs in preemptions. Pure: whoever wants
/// decisions timed brings the clock.
///
/// Read [RoundSimulation] first.
@NullMarked
package dev.medley.core.sim.rounds;

import org.jspecify.annotations.NullMarked;
