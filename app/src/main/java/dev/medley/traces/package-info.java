/// Traces of clusters and jobs from files, and the replay of pods against the placer: the one place
/// where placement meets a clock, to say how long decisions take.
@NullMarked
package dev.medley.traces;

import org.jspecify.annotations.NullMarked;
