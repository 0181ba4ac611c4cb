package dev.medley.core.sim;

import dev.medley.core.control.Seller;
import dev.medley.core.plan.Rounds;

import java.util.function.Function;

/// How a simulation is watched that is too long to be checked event by event.
///
/// @param sellers who sells in its rounds, given what works bid for
/// @param wakeMs from a call for a market round to the round; calls in between are heard by it
public record Manner(Function<Rounds, Seller> sellers, long wakeMs, Witness witness) {}
