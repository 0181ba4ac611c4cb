package dev.medley.core.catalog;

/// How far a published figure can be trusted.
public enum Confidence {
    /// The maker's own sheet, or two independent sources.
    HIGH,
    /// One secondary source.
    MEDIUM,
    /// Press, derivation or memory only.
    LOW
}
