/// Tests of fleets over days.
@NullMarked
package dev.medley.core.sim.days;

import org.jspecify.annotations.NullMarked;
