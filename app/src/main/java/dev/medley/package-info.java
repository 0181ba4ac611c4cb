/// Everything of Medley that touches the world; adapters do not import one another.
@NullMarked
package dev.medley;

import org.jspecify.annotations.NullMarked;
