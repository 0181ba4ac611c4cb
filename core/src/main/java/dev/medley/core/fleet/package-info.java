/// What there is to run on: sites and their pools of equal nodes.
@NullMarked
package dev.medley.core.fleet;

import org.jspecify.annotations.NullMarked;
