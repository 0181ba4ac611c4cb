/// Virtual time: the controller with a simulated executor, faults from a plan, and invariants after
/// every event. Everything random is drawn from streams of one seed.
@NullMarked
package dev.medley.core.sim;

import org.jspecify.annotations.NullMarked;
