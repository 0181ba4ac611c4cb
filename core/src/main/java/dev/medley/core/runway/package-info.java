/// How long a stock lasts: what works get from a fleet month after month, when training and serving
/// no longer fit, and what moves that day.
@NullMarked
package dev.medley.core.runway;

import org.jspecify.annotations.NullMarked;
