/// Rules evaluated on cases made up for it.
@NullMarked
package dev.medley.core.rules;

import org.jspecify.annotations.NullMarked;
