/// Writes synthetic fleets and their work, of any size, from a seed: to try Medley out, and to
/// measure it.
@NullMarked
package dev.medley.core.example;

import org.jspecify.annotations.NullMarked;
