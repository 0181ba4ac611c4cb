/// Cluster traces from CSV files, and their replay against the placer: the one place where
/// placement meets a clock, to say how long decisions take.
@NullMarked
package dev.medley.traces;

import org.jspecify.annotations.NullMarked;
