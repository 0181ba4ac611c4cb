package dev.medley.live;

import dev.medley.core.control.Controller;
import dev.medley.core.control.State;

/// What whoever asks may look at, on the loop's thread, between two decisions. Everything in it is
/// durable. Whoever looks must not keep the state, nor change it.
///
/// @param nowMs on the server's clock
/// @param latest number of the journal's latest entry
public record Desk(State state, Controller controller, long nowMs, long latest) {}
