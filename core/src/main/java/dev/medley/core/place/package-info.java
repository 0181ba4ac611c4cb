/// Puts gangs on devices of nodes: whole or not at all, within domains where they ask for it, and
/// so that what is left stays useful. `Cluster` is what there is and who holds it; `Placer` decides
/// and never changes what others see; `Preference` says which of all places that fit is best.
@NullMarked
package dev.medley.core.place;

import org.jspecify.annotations.NullMarked;
