/// Tests of the simulator, and of the controller by simulation.
@NullMarked
package dev.medley.core.sim;

import org.jspecify.annotations.NullMarked;
