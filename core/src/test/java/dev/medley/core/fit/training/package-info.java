/// Tests of the training half: memory against measured runs, physics, refusals, reading of rows.
@NullMarked
package dev.medley.core.fit.training;

import org.jspecify.annotations.NullMarked;
