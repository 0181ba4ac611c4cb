/// How fast and in how much memory a training step runs: shapes searched, memory counted, time
/// added up term by term, and the parameters that measured rows correct.
@NullMarked
package dev.medley.core.fit.training;

import org.jspecify.annotations.NullMarked;
