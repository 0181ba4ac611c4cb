/// What would free most devices of a service: one change after another, with what it would leave in
/// use, how sure that is, and what it would cost in quality and latency.
@NullMarked
package dev.medley.core.whatif;

import org.jspecify.annotations.NullMarked;
