/// Classic policies as sellers of the controller's rounds, for comparison with the market: the same
/// bids, the same controller, another choice. They know neither prices nor what works are worth.
@NullMarked
package dev.medley.core.sim.sellers;

import org.jspecify.annotations.NullMarked;
