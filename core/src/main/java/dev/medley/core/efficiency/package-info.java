/// How much work a device-hour does before and after a change of plans: per work, per tenant and in
/// all, with the devices that are freed and what it costs in quality.
@NullMarked
package dev.medley.core.efficiency;

import org.jspecify.annotations.NullMarked;
