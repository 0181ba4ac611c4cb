/// Plans of small fleets whose answer a person can see.
@NullMarked
package dev.medley.core.plan;

import org.jspecify.annotations.NullMarked;
