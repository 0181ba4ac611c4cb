/// Traces as people write them, right and wrong.
@NullMarked
package dev.medley.traces;

import org.jspecify.annotations.NullMarked;
