/// Tests of decisions over time.
@NullMarked
package dev.medley.core.control;

import org.jspecify.annotations.NullMarked;
