/// Gangs on small clusters, and long seeded runs that must keep every promise.
@NullMarked
package dev.medley.core.place;

import org.jspecify.annotations.NullMarked;
