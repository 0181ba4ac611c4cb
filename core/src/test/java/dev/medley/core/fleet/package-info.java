/// Tests of what there is to run on.
@NullMarked
package dev.medley.core.fleet;

import org.jspecify.annotations.NullMarked;
