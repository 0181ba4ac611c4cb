/// The performance model at work on all processors of this machine.
@NullMarked
package dev.medley.fitting;

import org.jspecify.annotations.NullMarked;
