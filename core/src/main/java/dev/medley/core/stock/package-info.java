/// What there will be to run on: arrivals, leases, retirements and failures turn the devices of
/// today into devices on later days, as expected and as drawn by seeded dice.
@NullMarked
package dev.medley.core.stock;

import org.jspecify.annotations.NullMarked;
