package dev.medley.core.work;

/// Classes, served strictly in this order except for the floors that policy guarantees.
public enum Priority {
    CORE,
    STANDARD,
    SPARE
}
