/// A fleet that is not there: the simulator's executor against the clock of a running server, for
/// demonstrations and long runs. Whatever comes from here is labelled as simulated.
@NullMarked
package dev.medley.demo;

import org.jspecify.annotations.NullMarked;
