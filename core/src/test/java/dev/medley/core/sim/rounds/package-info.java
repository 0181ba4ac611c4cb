/// Jobs on a fleet over time, as stories.
@NullMarked
package dev.medley.core.sim.rounds;

import org.jspecify.annotations.NullMarked;
