package dev.medley.devices;

import dev.medley.core.catalog.Chip;

import java.util.List;

/// Which chip of the catalogue a device is.
public sealed interface Match {

    record Known(Chip chip) implements Match {}

    /// It may be no chip of the catalogue, or one of several.
    ///
    /// @param reason in a sentence, with what to do
    /// @param near ids of chips that come close; may be empty
    record Open(String reason, List<String> near) implements Match {
        public Open {
            near = List.copyOf(near);
        }
    }
}
