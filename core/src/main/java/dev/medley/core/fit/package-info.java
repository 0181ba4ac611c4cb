/// What one work gets from one chip: shapes with rate, latency, memory, power and cost, or the
/// reasons why it cannot run there. An analytical model whose parameters measured rows calibrate.
@NullMarked
package dev.medley.core.fit;

import org.jspecify.annotations.NullMarked;
