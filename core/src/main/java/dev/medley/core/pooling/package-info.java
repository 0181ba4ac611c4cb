/// How often rarely used models that share devices by time must be loaded first, how long that
/// takes, and how many devices they need together.
@NullMarked
package dev.medley.core.pooling;

import org.jspecify.annotations.NullMarked;
