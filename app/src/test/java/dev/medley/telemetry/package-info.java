/// Tests of what a server says of itself.
@NullMarked
package dev.medley.telemetry;

import org.jspecify.annotations.NullMarked;
