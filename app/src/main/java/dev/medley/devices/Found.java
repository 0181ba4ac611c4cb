package dev.medley.devices;

import dev.medley.core.catalog.Chip;
import dev.medley.devices.listing.Row;

import org.jspecify.annotations.Nullable;

/// A device of this machine.
///
/// @param vendor as the catalogue calls it
/// @param stack id of its stack
/// @param tool that lists it
public record Found(
        String vendor,
        String stack,
        String tool,
        String toolVersion,
        String driverVersion,
        Row row,
        Match match) {

    /// The chip it is, or null where that is open.
    public @Nullable Chip chip() {
        return match instanceof Match.Known known ? known.chip() : null;
    }

    /// What it is known by from one look to the next.
    String identity() {
        if (!row.uuid().isEmpty()) {
            return tool + " " + row.uuid();
        }
        return tool + " " + row.busId() + " " + row.index();
    }
}
