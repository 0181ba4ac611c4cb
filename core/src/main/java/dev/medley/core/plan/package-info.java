/// One plan for a fleet and its work: what each shape is worth, the bids that follow, the market
/// that clears them, and the reasons for everything that waits.
@NullMarked
package dev.medley.core.plan;

import org.jspecify.annotations.NullMarked;
