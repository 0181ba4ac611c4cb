/// Commands that hold the performance model against measured rows.
@NullMarked
package dev.medley.cli.calibrate;

import org.jspecify.annotations.NullMarked;
