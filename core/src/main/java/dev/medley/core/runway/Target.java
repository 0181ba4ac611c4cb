package dev.medley.core.runway;

/// Whose runway is asked for.
public enum Target {
    TRAINING("training"),
    CORE_SERVING("core serving"),
    SERVING("serving"),
    BATCH("batch");

    private final String word;

    Target(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// In the order of the constants.
    int row() {
        return switch (this) {
            case TRAINING -> 0;
            case CORE_SERVING -> 1;
            case SERVING -> 2;
            case BATCH -> 3;
        };
    }
}
