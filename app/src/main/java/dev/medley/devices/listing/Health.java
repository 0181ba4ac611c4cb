package dev.medley.devices.listing;

/// What a tool says of a device's condition.
public enum Health {
    GOOD,

    /// It works; someone should look at it.
    WARNING,

    /// It should get nothing new.
    BAD,

    /// The tool does not speak of it.
    UNSAID
}
