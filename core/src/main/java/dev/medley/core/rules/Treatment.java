package dev.medley.core.rules;

/// What a verdict leads to.
public enum Treatment {
    PASS,
    WARN,
    BLOCK
}
