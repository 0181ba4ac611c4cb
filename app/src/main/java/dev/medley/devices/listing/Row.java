package dev.medley.devices.listing;

import org.jspecify.annotations.Nullable;

/// A device as a tool lists it; what is unknown is null or "".
///
/// @param index number that the vendor's device variable takes
/// @param card number of the card or package that the device is on
/// @param name as printed
/// @param model the name of exactly this model, where the tool says it apart from the name, or ""
/// @param busId PCI address as `0000:41:00.0`, or ""
/// @param powerLimitWatts what it may draw at most, as set now
public record Row(
        int index,
        int card,
        String name,
        String model,
        String uuid,
        String busId,
        @Nullable Long memoryBytes,
        Health health,
        String healthText,
        @Nullable Double powerLimitWatts) {

    /// The same device with the name of its exact model.
    public Row modelled(String exact) {
        return new Row(
                index,
                card,
                name,
                exact,
                uuid,
                busId,
                memoryBytes,
                health,
                healthText,
                powerLimitWatts);
    }
}
