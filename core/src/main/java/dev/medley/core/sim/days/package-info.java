/// Fleets over days: works, nodes, arrivals and failures made from what people wrote down, played
/// by the real controller in virtual time, and what came of it in figures and curves.
@NullMarked
package dev.medley.core.sim.days;

import org.jspecify.annotations.NullMarked;
