/// Measured rows: reads them, fits the performance model's parameters to them, and says how good
/// its predictions are on rows it has not seen.
@NullMarked
package dev.medley.calibration;

import org.jspecify.annotations.NullMarked;
