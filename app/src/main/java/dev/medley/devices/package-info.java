/// Finds the accelerators of this machine by asking each vendor's own tool, and says which chip of
/// the catalogue each of them is.
///
/// `Discovery` asks the `VendorTool`s that it finds, one process each with a time limit; `listing`
/// reads what they print; `PciBus` says whose devices there are; `Matching` looks names up in the
/// catalogue. A device whose name means no chip, or more than one, is a device without a chip and
/// with a reason: nothing is guessed. `Vigil` asks again and tells what became of devices.
@NullMarked
package dev.medley.devices;

import org.jspecify.annotations.NullMarked;
