/// How fast a chip serves a model: memory, batch, time of an iteration, latency and rate, and the
/// search for the shapes that serve best. Terms are physical; their coefficients are calibrated.
@NullMarked
package dev.medley.core.fit.serving;

import org.jspecify.annotations.NullMarked;
