/// How long placement decisions take on a large fleet.
@NullMarked
package dev.medley.bench.place;

import org.jspecify.annotations.NullMarked;
