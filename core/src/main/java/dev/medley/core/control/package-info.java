/// Decides over time what runs where. `Controller.decide(state, command)` answers with events,
/// effects and a reply; `State.apply(event)` alone changes state. Time and names come in with the
/// commands, so that a journal replayed gives the same bytes.
@NullMarked
package dev.medley.core.control;

import org.jspecify.annotations.NullMarked;
